"""what needs and kinds of help mean, in plain words and in English; a question may leave open which help it wants"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'

# (list, code, the meaning as it was shipped, in plain Dutch, in English). They stand here as they were on this day: the
# file that fills a new database may change.
MEANINGS = (
    (
        'need', 'gedrag',
        'Externaliserend of grensoverschrijdend gedrag dat leren of veiligheid belemmert',
        'Gedrag dat het moeilijk maakt om te leren of je veilig te voelen in de klas.',
        'Behaviour that makes it hard to learn or to feel safe in the classroom.',
    ),
    (
        'need', 'agressieregulatie',
        'Boosheid en (fysieke/verbale) agressie leren beheersen',
        'Een leerling wordt snel heel boos en gaat dan schelden, slaan of met spullen gooien.',
        'A pupil gets very angry quickly, and then may swear, hit or throw things.',
    ),
    (
        'need', 'opstandig-gedrag',
        'Regels weigeren, dwars of brutaal gedrag',
        'Een leerling zegt vaak nee, gaat in discussie of houdt zich niet aan afspraken.',
        'A pupil often says no, argues, or does not keep to what was agreed.',
    ),
    (
        'need', 'normoverschrijdend',
        'Ernstige regelovertreding, vernieling, diefstal, dreiging',
        'Een leerling gaat ver over grenzen, bijvoorbeeld door iets te vernielen, te stelen of anderen te bedreigen.',
        'A pupil goes well over the line, for example by breaking things, stealing or threatening others.',
    ),
    (
        'need', 'weglopen',
        'Leerling verlaat zonder toestemming klas of terrein',
        'Een leerling loopt zomaar de klas uit of gaat zonder toestemming van het schoolplein af.',
        'A pupil walks out of class or leaves the school grounds without permission.',
    ),
    (
        'need', 'groepsdynamiek',
        'Onveilige of onrustige groep als geheel',
        'De groep als geheel is onrustig, of leerlingen voelen zich er niet veilig bij elkaar.',
        'The class as a whole is restless, or pupils do not feel safe with each other.',
    ),
    (
        'need', 'pesten',
        'Herhaald buitensluiten of treiteren',
        'Een leerling wordt steeds weer buitengesloten, uitgelachen of geplaagd, op school of online.',
        'A pupil is left out, laughed at or picked on again and again, at school or online.',
    ),
    (
        'need', 'klassenmanagement',
        'Handelingsrepertoire van de leraar voor rust en structuur',
        'Rust en duidelijkheid in de klas brengen met regels, vaste gewoonten en een goede indeling.',
        'Bringing calm and clarity to the classroom, with rules, routines and a good set-up.',
    ),
    (
        'need', 'vrije-situaties',
        'Problemen bij pauze, gym, overblijf, wisselmomenten',
        'Het gaat mis als er minder structuur is, zoals in de pauze, bij gym of op de gang.',
        'Things go wrong when there is less structure, such as at break, in PE or in the corridors.',
    ),
    (
        'need', 'sociaal-emotioneel',
        'Internaliserende en psychische belemmeringen',
        'Een leerling voelt zich niet fijn, en dat merk je bij het leren of in het contact.',
        'A pupil is not feeling well inside, and it shows in their learning or their contact with others.',
    ),
    (
        'need', 'angst',
        'Angst- of paniekklachten op school',
        'Een leerling is vaak bang of in paniek, en durft daardoor dingen op school niet.',
        'A pupil is often afraid or panics, and so does not dare to do things at school.',
    ),
    (
        'need', 'faalangst',
        'Blokkeren door angst om fouten te maken',
        'Een leerling is zo bang om fouten te maken dat beginnen of afmaken niet lukt.',
        'A pupil is so afraid of making mistakes that it is hard to start or finish work.',
    ),
    (
        'need', 'selectief-mutisme',
        'Thuis praten, op school zwijgen door angst',
        'Een leerling praat thuis gewoon, maar zegt op school niets of bijna niets.',
        'A pupil talks freely at home but says nothing, or almost nothing, at school.',
    ),
    (
        'need', 'somberheid',
        'Aanhoudend sombere stemming',
        'Een leerling is al langere tijd verdrietig of stil en heeft bijna nergens meer plezier in.',
        'A pupil has been sad or quiet for some time and enjoys almost nothing any more.',
    ),
    (
        'need', 'hechting',
        'Onveilige gehechtheid die contact en gedrag kleurt',
        'Een leerling vindt het moeilijk om volwassenen te vertrouwen, en klampt zich vast of houdt juist afstand.',
        'A pupil finds it hard to trust adults, and either clings to them or keeps a distance.',
    ),
    (
        'need', 'trauma',
        'Gevolgen van ingrijpende ervaringen',
        'Een leerling heeft iets heftigs meegemaakt en is daardoor snel bang, boos of afwezig in de klas.',
        'A pupil has been through something very upsetting and is easily frightened, angry or distant in class.',
    ),
    (
        'need', 'rouw-verlies',
        'Verlies van naaste of scheiding',
        'Een leerling mist iemand, door een overlijden, een scheiding of een ander groot verlies.',
        'A pupil misses someone because of a death, a separation or another great loss.',
    ),
    (
        'need', 'sociale-vaardigheden',
        'Contact maken, conflicten oplossen, weerbaarheid',
        'Een leerling vindt het lastig om vrienden te maken, ruzies op te lossen of voor zichzelf op te komen.',
        'A pupil finds it hard to make friends, settle quarrels or stand up for themselves.',
    ),
    (
        'need', 'zelfbeeld',
        'Negatief beeld van eigen kunnen',
        'Een leerling denkt weinig van zichzelf en zegt al snel: dat kan ik toch niet.',
        "A pupil thinks little of themselves and is quick to say: I can't do that anyway.",
    ),
    (
        'need', 'motivatie',
        'Gebrek aan leermotivatie',
        'Een leerling heeft weinig zin in school en komt moeilijk op gang met werken.',
        'A pupil has little interest in school and finds it hard to get going with work.',
    ),
    (
        'need', 'mentale-gezondheid',
        'Stress, overbelasting, eetproblemen e.d.',
        'Een jongere loopt vast door bijvoorbeeld stress, slecht slapen of moeite met eten.',
        'A teenager is struggling, for example with stress, poor sleep or difficulties around eating.',
    ),
    (
        'need', 'neuro',
        'Neurodivergente ontwikkeling',
        'Een leerling neemt de wereld anders waar en heeft daarom in de klas iets anders nodig.',
        'A pupil takes in the world differently and therefore needs something different in class.',
    ),
    (
        'need', 'autisme',
        'Autismespectrumstoornis',
        'Een leerling met autisme heeft houvast nodig, zoals duidelijke taal, een vaste dag en weinig verrassingen.',
        'An autistic pupil needs clarity, such as plain language, a predictable day and few surprises.',
    ),
    (
        'need', 'adhd',
        'Aandachtstekort en/of hyperactiviteit',
        'Een leerling is snel afgeleid of vindt het moeilijk om stil te zitten en eerst na te denken.',
        'A pupil is easily distracted, or finds it hard to sit still and think before acting.',
    ),
    (
        'need', 'prikkelverwerking',
        'Over- of ondergevoelig voor prikkels',
        'Een leerling heeft snel last van geluid, licht of drukte, of zoekt juist steeds beweging op.',
        'A pupil is easily bothered by noise, light or bustle, or keeps looking for movement instead.',
    ),
    (
        'need', 'tics-tourette',
        'Onwillekeurige bewegingen/geluiden',
        'Een leerling maakt bewegingen of geluiden zonder dat te willen, en kan daar niet zomaar mee stoppen.',
        'A pupil makes movements or sounds without meaning to, and cannot simply stop.',
    ),
    (
        'need', 'executieve-functies',
        'Plannen, organiseren, remmen, werkgeheugen',
        'Een leerling vindt het lastig om te plannen, spullen op orde te houden of aan een taak te beginnen.',
        'A pupil finds it hard to plan, keep things in order or get started on a task.',
    ),
    (
        'need', 'werkhouding',
        'Taakgerichtheid, tempo, zelfstandigheid',
        'Een leerling werkt langzaam, raakt de draad kwijt of heeft vaak hulp nodig om door te gaan.',
        'A pupil works slowly, loses the thread or often needs help to keep going.',
    ),
    (
        'need', 'leren',
        'Belemmeringen in schoolse vaardigheden',
        'Een leerling heeft moeite met schoolvakken, of heeft juist meer uitdaging nodig dan de groep.',
        'A pupil struggles with school subjects, or needs more challenge than the rest of the class.',
    ),
    (
        'need', 'dyslexie',
        'Hardnekkig probleem met lezen/spellen op woordniveau',
        'Lezen en spellen blijven heel moeilijk, ook na veel oefenen met goede hulp.',
        'Reading and spelling remain very hard, even after a lot of practice with good help.',
    ),
    (
        'need', 'lezen',
        'Technisch/begrijpend lezen zonder dyslexieverklaring',
        'Een leerling leest langzaam, begrijpt teksten niet goed of heeft moeite met taal.',
        'A pupil reads slowly, does not understand texts well or has trouble with language.',
    ),
    (
        'need', 'dyscalculie',
        'Hardnekkig probleem met rekenfeiten en automatiseren',
        'Rekenen blijft heel moeilijk, ook na veel oefenen, en tafels of sommen blijven niet hangen.',
        'Arithmetic remains very hard even after much practice, and times tables or sums do not stick.',
    ),
    (
        'need', 'rekenen',
        'Rekenachterstand',
        'Een leerling loopt achter met rekenen en begrijpt sommen of uitleg niet goed.',
        'A pupil is behind in maths and does not follow sums or explanations well.',
    ),
    (
        'need', 'nt2',
        'Nederlands als tweede taal',
        'Een leerling spreekt thuis een andere taal en leert op school nog Nederlands.',
        'A pupil speaks another language at home and is still learning Dutch at school.',
    ),
    (
        'need', 'leervertraging',
        'Moeilijk lerend, beneden-gemiddeld IQ',
        'Een leerling leert in een langzamer tempo en heeft meer uitleg, herhaling en oefening nodig.',
        'A pupil learns at a slower pace and needs more explanation, repetition and practice.',
    ),
    (
        'need', 'hoogbegaafdheid',
        'Zeer hoge begaafdheid',
        'Een leerling begrijpt dingen heel snel en verveelt zich bij wat de groep doet.',
        'A pupil understands things very quickly and is bored by what the class does.',
    ),
    (
        'need', 'onderpresteren',
        'Prestaties onder kunnen',
        'Een leerling kan meer dan je aan het schoolwerk ziet.',
        'A pupil is able to do more than their schoolwork shows.',
    ),
    (
        'need', 'dubbel-bijzonder',
        'Hoogbegaafd én leer-/gedragsproblematiek',
        'Een leerling is heel slim en heeft tegelijk moeite met iets anders, zoals lezen, aandacht of contact.',
        'A pupil is very bright and finds something else hard, such as reading, attention or contact with others.',
    ),
    (
        'need', 'versnellen',
        'Klas overslaan, vervroegd doorstromen',
        'Een leerling gaat sneller door de stof of slaat een klas over.',
        'A pupil moves through the material faster or skips a year.',
    ),
    (
        'need', 'jonge-kind',
        'Ontwikkeling kleuters en start groep 3',
        'Een kleuter of kind in groep 3 ontwikkelt zich anders dan je verwacht, bijvoorbeeld in spel of taal.',
        'A child aged four to seven develops differently from what you expect, for example in play or language.',
    ),
    (
        'need', 'verstandelijk',
        'ZML en EMB',
        'Een leerling heeft een verstandelijke beperking en leert vooral door te doen, in kleine stappen.',
        'A pupil has an intellectual disability and learns best by doing, in small steps.',
    ),
    (
        'need', 'zml',
        'Verstandelijke beperking, cluster 3',
        'Een leerling leert in heel kleine stappen en heeft elke dag hulp nodig om dingen zelf te doen.',
        'A pupil learns in very small steps and needs help every day to do things independently.',
    ),
    (
        'need', 'emb',
        'Ernstige verstandelijke en lichamelijke beperking',
        'Een leerling heeft door zware beperkingen bij bijna alles hulp nodig, ook bij bewegen en verzorging.',
        'A pupil has severe disabilities and needs help with almost everything, including moving and personal care.',
    ),
    (
        'need', 'downsyndroom',
        'Leerling met trisomie 21',
        'Een leerling met downsyndroom doet mee in de klas, met kleine stappen en veel plaatjes.',
        'A pupil with Down syndrome takes part in class, with small steps and plenty of pictures.',
    ),
    (
        'need', 'lichamelijk',
        'Motorische en medische ondersteuning',
        'Een leerling heeft op school extra zorg of aanpassingen nodig door ziekte of een lichamelijke beperking.',
        'A pupil needs extra care or adjustments at school because of illness or a physical disability.',
    ),
    (
        'need', 'lichamelijke-beperking',
        'Motorische beperking, hulpmiddelen',
        'Een leerling kan moeilijk lopen, zitten of bewegen en gebruikt misschien een rolstoel of ander hulpmiddel.',
        'A pupil has difficulty walking, sitting or moving and may use a wheelchair or other aid.',
    ),
    (
        'need', 'motoriek',
        'Fijne en grove motoriek',
        'Een leerling vindt bewegen lastig, bijvoorbeeld bij schrijven, knippen of gym.',
        'A pupil finds movement difficult, for example when writing, using scissors or in PE.',
    ),
    (
        'need', 'langdurig-ziek',
        'Chronische of langdurige ziekte',
        'Een leerling is lang of vaak ziek en mist daardoor lessen en contact met de klas.',
        'A pupil is ill often or for a long time, and misses lessons and classmates.',
    ),
    (
        'need', 'epilepsie',
        'Epilepsie en gevolgen voor leren',
        'Een leerling heeft soms aanvallen of is even weg, en dat heeft invloed op het leren.',
        'A pupil sometimes has seizures or blanks out for a moment, and this affects learning.',
    ),
    (
        'need', 'nah',
        'Leren na hersenletsel',
        'Een leerling leert anders na schade aan de hersenen, bijvoorbeeld door een ongeluk of ziekte.',
        'A pupil learns differently after an injury to the brain, for example through an accident or illness.',
    ),
    (
        'need', 'medisch-handelen',
        'Medicijnen, sonde, katheter',
        'Een leerling heeft onder schooltijd medische zorg nodig, zoals medicijnen, een prik of sondevoeding.',
        'A pupil needs medical care during school hours, such as medicine, an injection or tube feeding.',
    ),
    (
        'need', 'zintuiglijk',
        'Cluster 1 en 2',
        'Een leerling heeft moeite met zien, horen, praten of taal begrijpen.',
        'A pupil has difficulty seeing, hearing, speaking or understanding language.',
    ),
    (
        'need', 'slechtziend',
        'Visuele beperking, cluster 1',
        'Een leerling ziet weinig of niets en heeft aangepast materiaal of een andere plek nodig.',
        'A pupil sees little or nothing and needs adapted materials or a different place to sit.',
    ),
    (
        'need', 'slechthorend',
        'Auditieve beperking, cluster 2',
        'Een leerling hoort weinig of niets en mist daardoor uitleg of gesprekken in de klas.',
        'A pupil hears little or nothing and so misses explanations or conversations in class.',
    ),
    (
        'need', 'tos',
        'Primaire stoornis in taalverwerving',
        'Een leerling heeft veel moeite met praten of met begrijpen wat anderen zeggen.',
        'A pupil has great difficulty talking or understanding what others say.',
    ),
    (
        'need', 'spraak-stotteren',
        'Uitspraak en vloeiendheid',
        'Een leerling stottert of spreekt klanken anders uit, en is daardoor soms moeilijk te verstaan.',
        'A pupil stammers or pronounces sounds differently, and is sometimes hard to understand.',
    ),
    (
        'need', 'aanwezigheid',
        'Naar school (blijven) gaan en overgangen',
        'Een leerling gaat weinig of niet naar school, of stapt over naar een andere school.',
        'A pupil goes to school little or not at all, or is moving to another school.',
    ),
    (
        'need', 'thuiszitten',
        'Langer dan 4 weken/3 maanden zonder passend onderwijs',
        'Een leerling zit al weken of maanden thuis en krijgt geen passend onderwijs.',
        'A pupil has been at home for weeks or months without suitable education.',
    ),
    (
        'need', 'schoolweigering',
        'Wil of durft niet naar school',
        'Een leerling ziet erg op tegen school en durft of kan er niet heen.',
        'A pupil dreads school and does not dare to go, or cannot go.',
    ),
    (
        'need', 'verzuim',
        '(On)geoorloofd verzuim',
        'Een leerling komt vaak niet op school of te laat, met of zonder goede reden.',
        'A pupil is often absent or late, with or without a good reason.',
    ),
    (
        'need', 'schorsing-verwijdering',
        'School wil of moet leerling weren',
        'De school laat een leerling een tijd niet toe, of zoekt een andere school.',
        'The school does not admit a pupil for a while, or is looking for another school.',
    ),
    (
        'need', 'overgang-po-vo',
        'Overstap naar voortgezet onderwijs',
        'Een leerling gaat van groep 8 naar de brugklas en heeft hulp nodig bij die stap.',
        'A pupil moves from primary to secondary school and needs help with that step.',
    ),
    (
        'need', 'overgang-so-regulier',
        'Terug- of doorplaatsing',
        'Een leerling gaat van een speciale school naar een gewone school, of andersom.',
        'A pupil moves from a special school to a mainstream school, or the other way round.',
    ),
    (
        'need', 'praktijkgericht',
        'Praktijkonderwijs, stage, uitstroom',
        'Een leerling leert vooral door te doen en bereidt zich voor op stage, werk of dagbesteding.',
        'A pupil learns mainly by doing and prepares for a work placement, a job or day activities.',
    ),
    (
        'need', 'onderwijszorg',
        'Combinatie onderwijs en jeugdhulp/zorg',
        'Een leerling krijgt op school ook zorg of hulp, volgens één plan van school en zorg samen.',
        'A pupil also receives care at school, under one plan shared by school and care services.',
    ),
    (
        'need', 'context',
        'Thuis en ouders',
        'Wat er thuis en met ouders speelt, en merkbaar is op school.',
        'What is going on at home and with parents, and can be noticed at school.',
    ),
    (
        'need', 'thuissituatie',
        'Zorgen om gezin en veiligheid',
        'Thuis is er veel aan de hand, en dat merk je aan de leerling op school.',
        'There is a lot going on at home, and you notice it in the pupil at school.',
    ),
    (
        'need', 'ouders',
        'Gesprek en partnerschap met ouders',
        'School en ouders willen samen optrekken, ook als het gesprek soms moeilijk is.',
        'School and parents want to work together, even when the conversation is sometimes difficult.',
    ),
    (
        'form', 'consult',
        'Eenmalig (telefonisch) overleg over een hulpvraag',
        'Een specialist denkt één keer met je mee, in een gesprek of aan de telefoon.',
        'A specialist thinks along with you once, in a conversation or on the phone.',
    ),
    (
        'form', 'observatie',
        'Klas- of leerlingobservatie met terugkoppeling',
        'Een specialist kijkt mee in de klas en bespreekt daarna met je wat opviel.',
        'A specialist watches in the classroom and then discusses with you what stood out.',
    ),
    (
        'form', 'ambulante-begeleiding',
        'Traject van bezoeken door specialist',
        'Een specialist komt een tijd lang regelmatig langs voor leerling en leraar.',
        'A specialist visits regularly for some time to support pupil and teacher.',
    ),
    (
        'form', 'begeleiding-leerling',
        'Individuele of kleine-groepsbegeleiding',
        'Een specialist werkt met een leerling alleen of in een klein groepje.',
        'A specialist works with a pupil one to one or in a small group.',
    ),
    (
        'form', 'coaching-leerkracht',
        'Versterken handelen leraar',
        'Een specialist helpt jou als leraar om dingen anders aan te pakken in je klas.',
        'A specialist helps you as a teacher to handle things differently in your class.',
    ),
    (
        'form', 'video-interactie',
        'Coaching met beeldmateriaal (SVIB/BB)',
        'Een specialist filmt een stukje les en bekijkt samen met jou wat goed werkt.',
        'A specialist films part of a lesson and looks with you at what works well.',
    ),
    (
        'form', 'co-teaching',
        'Samen lesgeven met specialist',
        'Een specialist staat een tijd samen met jou voor de klas.',
        'A specialist teaches your class together with you for a while.',
    ),
    (
        'form', 'training-team',
        'Scholing van (deel van) het team',
        'Een specialist geeft het team les over een onderwerp, bijvoorbeeld op een studiedag.',
        'A specialist teaches the team about a subject, for example on a training day.',
    ),
    (
        'form', 'groepstraining',
        'Training voor klas of groepje',
        'Een specialist oefent met een klas of groepje, bijvoorbeeld hoe je voor jezelf opkomt.',
        'A specialist practises with a class or small group, for example how to stand up for yourself.',
    ),
    (
        'form', 'voorlichting-klas-team',
        'Voorlichting klas, team of ouders',
        'Een specialist vertelt aan klas, team of ouders wat iets is en wat helpt.',
        'A specialist explains to the class, team or parents what something is and what helps.',
    ),
    (
        'form', 'diagnostiek',
        '(Handelingsgericht) onderzoek',
        'Een specialist onderzoekt met gesprekken en tests wat een leerling nodig heeft.',
        'A specialist finds out through conversations and tests what a pupil needs.',
    ),
    (
        'form', 'crisisinterventie',
        'Snelle inzet bij escalatie',
        'Een specialist komt snel helpen als het nu echt misgaat in de klas.',
        'A specialist comes quickly to help when things are really going wrong in class.',
    ),
    (
        'form', 'time-out',
        'Tijdelijke plek elders',
        'Een leerling gaat een tijdje naar een andere plek en keert daarna zo mogelijk terug.',
        'A pupil spends some time in another place and then returns where possible.',
    ),
    (
        'form', 'arrangement',
        'Pakket van inzet en middelen',
        'Je krijgt een pakket van uren, begeleiding en materiaal dat past bij deze leerling of groep.',
        'You get a package of hours, guidance and materials that suits this pupil or group.',
    ),
    (
        'form', 'bemiddeling',
        'Onafhankelijke bemiddeling',
        'Iemand van buiten helpt school en ouders om er samen uit te komen.',
        'Someone from outside helps school and parents to reach a solution together.',
    ),
    (
        'form', 'materialen-hulpmiddelen',
        'Uitleen en advies over hulpmiddelen',
        'Je krijgt advies over hulpmiddelen, of leent ze, zoals een speciale stoel of software.',
        'You get advice about aids, or borrow them, such as a special chair or software.',
    ),
    (
        'form', 'onderwijs-op-afstand',
        'Onderwijs thuis/ziekenhuis',
        'Een leerling volgt les vanuit huis of het ziekenhuis, bijvoorbeeld via een scherm.',
        'A pupil follows lessons from home or hospital, for example on a screen.',
    ),
    (
        'form', 'intervisie',
        'Lerend netwerk, collegiale consultatie',
        "Collega's van verschillende scholen denken samen na over vragen uit hun eigen klas.",
        'Colleagues from different schools think together about questions from their own classrooms.',
    ),
    (
        'form', 'uitwisseling-symbiose',
        'Leerling volgt deels les bij andere school',
        'Een leerling volgt een deel van de lessen op een andere school.',
        'A pupil attends some of their lessons at another school.',
    ),
)

# What somebody changed here stays as it is, and keeps its one language.
FORWARD = """
    UPDATE term SET definition = :plain, definition_en = :english
    WHERE facet = :facet AND code = :code AND definition = :shipped
"""
BACK = 'UPDATE term SET definition = :shipped WHERE facet = :facet AND code = :code AND definition = :plain'


def upgrade() -> None:
    # The defaults stay: processes of the version before go on writing while this one comes in.
    op.add_column('term', sa.Column('definition_en', sa.String(length=300), nullable=False, server_default=''))
    op.add_column(
        'support_request', sa.Column('leaves_forms_open', sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for facet, code, shipped, plain, english in MEANINGS:
        values = {'facet': facet, 'code': code, 'shipped': shipped, 'plain': plain, 'english': english}
        op.execute(sa.text(FORWARD).bindparams(**values))


def downgrade() -> None:
    for facet, code, shipped, plain, _english in MEANINGS:
        values = {'facet': facet, 'code': code, 'shipped': shipped, 'plain': plain}
        op.execute(sa.text(BACK).bindparams(**values))
    op.drop_column('support_request', 'leaves_forms_open')
    op.drop_column('term', 'definition_en')
