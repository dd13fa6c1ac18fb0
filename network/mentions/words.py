"""Lists of Dutch words that steer how a text is read: what denies, how far, and what never tells of a need."""

from __future__ import annotations

from network.core.text import stem


def listed(words: str) -> frozenset[str]:
    """The words of a text as a list."""
    return frozenset(words.split())


DENIALS = listed("geen niet zonder nooit nimmer noch nee evenmin")
# These tell nothing else; "geen" and "niet" also begin what lacks.
ONLY_DENY = listed("noch nee")

# Skills, goods and help: who lacks one needs it.
GOODS = frozenset(
    map(
        stem,
        listed("""
    aanpak aansluiting aanwezigheid agenda automatiseren begrip begrijpend behandeling buitenspelen concentratie
    contact dagbesteding diagnose energie ergotherapie fysiotherapie gehoor gezag grip gymles gymmen handschrift huiswerk
    jeugdzorg klokkijken koptelefoon label leest leren lezen logopedie maatwerk medicijnen moeder motivatie motoriek oogcontact orde
    organiseren ouderbetrokkenheid oudergesprek ouders overblijven overzicht pengreep planning plannen plek praat
    regels rekenen rekent ritalin rooster routines samenspelen schrijven school sfeer slaapt sociale sommen spelen
    spelling stage structuur taakaanpak taakgerichtheid taakinitiatie taal tafels tempo toestemming vader
    vaardigheden veiligheid verpleegkundige vertrouwen vervoer voorspelbaar vriend vrienden vriendjes vriendinnen
    weerbaarheid welbevinden werken werkhouding zelfbeeld zelfredzaamheid zelfstandig zelfvertrouwen zindelijk
    zindelijkheid zin zorg
    """),
    )
)
# A compound that ends so is the trouble itself: "geen angstklachten", but "geen dyslexieverklaring" denies a paper.
TROUBLE = tuple(map(stem, sorted(listed("klachten problemen probleem problematiek stoornis gedrag aanvallen"))))

# So do these by themselves: "geen ruzie".
TROUBLE_STEMS = frozenset(
    map(
        stem,
        listed("""
    agressie agressief driftbui driftbuien doofheid geweld incidenten mishandeling paniek paniekaanvallen ruzie ruzies
    scheldpartijen slechthorendheid slechtziendheid tics vandalisme vechten vechtpartijen vernielingen woede
    woedeaanval woedeaanvallen woedebuien woedeuitbarstingen
    """),
    )
)
# "Niet alleen dyslexie", "geen twijfel dat", "nog geen diagnose", "niet-aangeboren hersenletsel" deny nothing.
DENIES_NOT_BEFORE = listed("""
    aangeboren alle alleen anders eerder elke enkel geheim iedereen louter ondenkbaar onwaarschijnlijk slechts te twijfel uitgesloten uitsluitend
    wonder zelden zomaar zonder
    """)
# What is lacking here is help or knowledge, and what follows is what it is needed for.
LACKING = listed("""
    aandacht antwoord begeleiding begrip behandeling deskundigheid duidelijkheid expertise ervaring grip hulp idee
    kennis medicatie ondersteuning oog raad ruimte training uitsluitsel verstand zekerheid
    """) | listed("hap kik letter stap vinger woord")
SUBJECTS = listed("hij zij ze het er ik we wij je jullie dit deze de zijn haar")
ENDS_CLAUSE = listed("""
    zonder maar wel want omdat doordat zodat terwijl hoewel tenzij echter doch toch dus waardoor daardoor daarom sinds
    zegt vindt denkt wat hoe waarom wie waar wanneer welke als en door vanwege wegens ondanks dankzij uit met tegen over in bij na
    """)
# After "niet" these begin what is not reached, done or dared; after "geen" they lead on: "geen tekenen van dyslexie".
ENDS_AFTER_ADVERB = listed("aan achter naar om onder op rond voor zonder")
ADVERBS = listed("niet nooit nimmer evenmin")
# "Geen sprake van dyslexie", but "geen functie van het gedrag".
SIGNS = listed(
    "aanwijzing aanwijzingen diagnose kenmerken last reden signalen sprake symptomen tekenen verdenking vermoeden vorm"
)
# "Geen aanpak voor pesten", "geen vat op zijn gedrag": behind what is no sign, these tell what it is needed for.
LEADS_ON = listed("van voor op aan naar")
WISHES = listed("wil wilde willen wilt")
BINDS = listed("van de het een echt sprake diagnose")
BELIEVES = listed(
    "denk denkt denken dacht geloof geloven lijkt vermoed vermoeden verwacht verwachten vind vindt vinden zo"
)

# Between what is denied and the word behind it that denies.
LINKS = listed("""
    is zijn was waren wordt werd werden heeft hebben had lijkt speelt hij zij ze het er we wij ik hem haar bij ons
    ook dus al inmiddels hier daar echt zeker gelukkig volgens vermoeden denken zien na onderzoek beide allebei
    """)
VERDICTS = listed("""
    aan aangetoond aanwezig bevestigd gebleken gediagnosticeerd gevonden sprake uitgesloten van vastgesteld
    zichtbaar
    """)
JOINS = listed("of noch en")
# "Agressief gedrag is niet aan de orde": the word before tells which.
NOUNS = listed("gedrag klachten problemen")
# "Door zijn angst lukt het niet": what comes before is the cause, and stays.
CAUSES = listed("door vanwege wegens met uit ondanks bij dankzij tegen over in sinds na tijdens")

# "Hij accepteert zijn dyslexie niet" says that it is there.
TAKES_IN = listed("""
    accepteert accepteren begrijpt begrijpen erkent erkennen herkent herkennen kent kennen snapt snappen ziet zien
    """)
# "Hij wordt uitgesloten": shut out by others; only "is uitgesloten" is a verdict.
PASSIVE = listed("wordt worden werd werden")

# What lacks is the trouble itself: "geen problemen met rekenen", "niks mis met".
TROUBLES = listed("""
    belemmeringen bijzonderheden klachten last mis moeilijkheden moeite probleem problemen signalen vragen zorgen
    """)
UNTROUBLED_IN = listed("bij in met omtrent op over rond rondom van")
# "Geen problemen bij structuur", "met rust geen problemen": behind these stands as well what helps, unless it is a skill.
CONDITIONS = listed("bij in met op")
SKILLS = listed("""
    automatiseren concentratie contact gedrag handschrift klokkijken leren lezen motivatie motoriek organiseren plannen
    rekenen samenspelen schrijven sommen spelling taal tafels werkhouding zelfvertrouwen
    """)
# Who sees no trouble at home, had none before, asks no questions or makes no effort has trouble here or now.
TELLS_OTHERWISE = listed("""
    deed doen doet eerder eerst gezin moeder ouders stellen stelt thuis vader voorheen vorig vorige vroeger zelf
    """)
HIS = listed("zijn haar hun")
OPENS_CLAUSE = listed("maar en want wel omdat terwijl hoewel dus")
VERBS_BETWEEN = listed("ervaren ervaart had hadden heb hebben heeft is was waren zien ziet zijn zit zitten")
THINKS = listed("dachten denk denken gedacht")
# "Autisme is onderzocht en niet gevonden".
EXAMINED = listed("bekeken getest onderzocht uitgezocht")
FOUND = listed("aangetoond bevestigd gebleken gevonden vastgesteld")
# "Uitgesloten door de kinderarts", but also "uitgesloten door de klas".
EXAMINERS = listed("""
    arts behandelaar ggz huisarts jeugdarts kinderarts kinderpsychiater neuroloog onderzoek orthopedagoog psychiater
    psycholoog schoolarts specialist test testen ziekenhuis
    """)
FINDINGS = EXAMINED | EXAMINERS | FOUND

RELATIVES = listed("""
    broer broers broertje broertjes moeder neef neefje nicht nichtje oma oom opa ouders tante vader zus zusje zusjes zussen
    """)
HAVE = listed("had hadden hebben heeft is was waren zijn")
# Of illness, grief and worries in the family a pupil bears the burden too; these are somebody's own.
OWN = listed("""
    add adhd ass autisme autistisch autistische dcd dyscalculie dyslectisch dyslectische dyslexie epilepsie
    hoogbegaafd hoogbegaafde hoogbegaafdheid hsp odd tos tourette
    """)
# "De juf is ziek": that is why the class has somebody else.
STAFF = listed("collega directeur docent juf leerkracht leraar meester mentor vakleerkracht vervanger")
OWN_OF_STAFF = listed("afwezig overspannen ziek zwanger")
# "Vader heeft zijn autisme nooit begrepen", "moeder is bang dat hij autisme heeft".
OF_PUPIL = listed("als dat door haar hij hem hun of om over ze zij zijn")
OVER = listed("gestopt opgelost over overgegaan verdwenen verleden voorbij weg")
# "En hij is weg", "de spullen zijn verdwenen": only with one of these it is a trouble that is over.
AT_LAST = listed("gelukkig helemaal inmiddels intussen nu")
BINDS_OVER = listed("al allemaal daar dat gelukkig helemaal het inmiddels intussen is nou nu weer")
BINDS_NO_MORE = BINDS_OVER | listed("doet had heeft hij meer niet ze zij")
EXPECTED = listed("dacht dachten gedacht getest onderzocht vermoedde vermoedden")
# All that is said where something was not so after all.
VERDICT = listed(
    "achteraf bleek blijkt dat die dus er gelukkig had hadden heeft het hij is kwam maar niet niets nooit onderzoek ook "
    "sprake te test toch toen uit van was wat wees ze zij zijn zo"
)
# What ends by itself is help as often as trouble: "de begeleiding voor zijn dyslexie is gestopt".
HELP = listed("begeleiding hulp medicatie ondersteuning therapie training")
# What was found out about the pupil: "moeder heeft dyslexie laten onderzoeken".
HAD_IT_DONE = listed("laat laten liet lieten")
LIKE_PUPIL = listed("als dezelfde hetzelfde ook")
WELL = listed("altijd best beste fijn geweldig goed graag leuk prima")

# Rare or not, these say when, how much, who and where, never what is the matter.
FILLERS = frozenset(
    map(
        stem,
        listed("""
    aantal aanleiding achter afgelopen afspraak alsnog anderen andere anders avond beetje begin begint behalve beide
    beiden bekend bepaalde beste bijna bijvoorbeeld binnen blijft blijven boven collega collegas daarbij daardoor
    daarin daarmee daarnaast daarom daarop daarvan daarvoor dagelijks dagen dacht denk denken denkt deze dezelfde
    dinsdag donderdag doordat dus echt echter eens eerder eerste eigenlijk eigen elke enige enkele enorm ergens erg even
    extra februari gaan gaat gedaan gebeurt geeft geen gegeven gehad geleden gelukkig gemaakt genoeg geven gevraagd
    geweest gewoon geworden graag groot grote haar hadden halen heel heen helaas hele helemaal hierbij hierdoor hoewel
    hier hebben iedere iedereen iemand iets inmiddels intern inzet januari jaren jongen juist juf keer klas kort korte
    kunnen laatste laatst laten leerjaar leerkracht leerling leraar lang lange langer liever maandag maanden maken
    manier meer meest meestal meester meisje meteen middag minder minuten misschien moment morgen namelijk
    net niemand niets nieuw nieuwe nodig nooit nogal nou november ochtend oktober omdat omtrent ondanks onlangs
    ongeveer onze opnieuw overal overigens pas per periode plaats plotseling precies rond ruim samen schooljaar school
    september situatie sinds snel soms sowieso steeds sterk straks tegelijk tegen tenzij terwijl thans tijd tijdens
    toch toen tussen vaak vaker vanaf vandaag vanmiddag vanochtend vanuit vanwege vele verder verschillende verteld
    vertelde vertelt vinden vind vindt volgend volgende volgens voldoende volgt vooral voorbeeld voordat vorige vraagt
    vragen vrij vrijdag waarbij waardoor waarin waarna waarom wanneer week weken weer weet weinig welke werd werden
    weten wellicht wij woensdag worden wordt zaterdag zeer zeggen zei zeker zelf zelfs zetten ziet zoals zodat zodra
    zoiets zondag zonder zomer zullen
    """),
    )
)

# How much, and whether somebody looked into it, is no reason either: "bij de kleinste tegenslag", "nooit onderzocht".
MEASURES = frozenset(
    map(
        stem,
        listed("""
    ergste geringste grootste hoogste kleinste kortste laagste langste meeste middelste minste slechtste bevestigd
    gebleken gediagnosticeerd gescreend getest onderzocht onderzoek onderzoeken uitgezocht vastgesteld
    """),
    )
)

# When something was or began is no reason to think of a need, though the texts of some needs tell it often.
MOMENTS = frozenset(
    map(
        stem,
        listed("""
    april augustus carnaval december herfst herfstvakantie juli juni kerst kerstmis kerstvakantie lente maart mei
    meivakantie najaar pasen sinterklaas voorjaar voorjaarsvakantie winter zomervakantie
    """),
    )
)
