"""The guard finds what identifies, where it stands, and leaves ordinary school talk alone."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.demo.data import load
from network.privacy.findings import FindingKind
from network.privacy.guard import check, check_all, mend, mend_all, replace
from network.privacy.patterns import is_bsn

SEEN = [
    ("Zijn bsn is 111222333, dat staat in het dossier.", FindingKind.BSN, "111222333"),
    ("bsn: 111 222 333", FindingKind.BSN, "111 222 333"),
    ("BSN 123456789 klopt niet eens", FindingKind.BSN, "123456789"),
    ("Sem Jansen uit groep 5 loopt weg", FindingKind.NAME, "Sem Jansen"),
    ("Daan de Vries wordt boos", FindingKind.NAME, "Daan de Vries"),
    ("Onze Sem loopt weg.", FindingKind.NAME, "Sem"),
    ("In de klas zit Fatima Yilmaz, die boos wordt.", FindingKind.NAME, "Fatima Yilmaz"),
    ("We praten met Jacob. Op maandag komt hij.", FindingKind.NAME, "Jacob"),
    ("Het lukt niet zo best met Roos.", FindingKind.NAME, "Roos"),
    ("Sem gaat niet naar school", FindingKind.NAME, "Sem"),
    ("Sem vindt het moeilijk. De school zoekt hulp.", FindingKind.NAME, "Sem"),
    ("Nummer 123456782 hoort bij hem", FindingKind.BSN, "123456782"),
    ("onderwijsnummer 1234.56.782", FindingKind.BSN, "1234.56.782"),
    ("bsn: １２３４５６７８２", FindingKind.BSN, "１２３４５６７８２"),
    ("bsn 1234\u200b56782", FindingKind.BSN, "1234\u200b56782"),
    ("Mail naar jan@voorbeeld.nl graag", FindingKind.EMAIL, "jan@voorbeeld.nl"),
    (
        "ouder is te vinden op j.de.vries+school@mail.example.org",
        FindingKind.EMAIL,
        "j.de.vries+school@mail.example.org",
    ),
    ("piet (at) school.nl", FindingKind.EMAIL, "piet (at) school.nl"),
    ("Bel 06-12345678 voor overleg", FindingKind.PHONE, "06-12345678"),
    ("Bel 06 12 34 56 78", FindingKind.PHONE, "06 12 34 56 78"),
    ("te bereiken op +31 6 12345678", FindingKind.PHONE, "+31 6 12345678"),
    ("Thuis: 0344-612345", FindingKind.PHONE, "0344-612345"),
    ("Thuis 0344 61 23 45 bellen", FindingKind.PHONE, "0344 61 23 45"),
    ("Hij woont in de Dorpsstraat 12", FindingKind.ADDRESS, "Dorpsstraat 12"),
    ("adres Waalbandijk 4a te Tiel", FindingKind.ADDRESS, "Waalbandijk 4a"),
    ("woont kerkstraat 7", FindingKind.ADDRESS, "kerkstraat 7"),
    ("postcode 4001 AB 12", FindingKind.ADDRESS, "4001 AB 12"),
    ("4001AB", FindingKind.ADDRESS, "4001AB"),
    ("2024 AB", FindingKind.ADDRESS, "2024 AB"),
    ("2024AB Haarlem", FindingKind.ADDRESS, "2024AB"),
    ("Adoptiegezin in 2024 AB, Haarlem", FindingKind.ADDRESS, "2024 AB"),
    ("Hij is thuis in 2024 AB.", FindingKind.ADDRESS, "2024 AB"),
    ("Hij is thuis in 2024 AB 12 boven.", FindingKind.ADDRESS, "2024 AB 12"),
    ("Ze wonen sinds kort in 2024 AB achter de school", FindingKind.ADDRESS, "2024 AB"),
    ("Oma zit in 2024 AB! Daar is hij vaak.", FindingKind.ADDRESS, "2024 AB"),
    ("Ga vanaf 2023 EX! altijd langs.", FindingKind.ADDRESS, "2023 EX"),
    ("Hij slaapt in 2015 LB bij zijn tante", FindingKind.ADDRESS, "2015 LB"),
    ("Oma zit in 2015 HB-noord bij zijn tante", FindingKind.ADDRESS, "2015 HB"),
    ("Het adres? In 2024 GO op nummer 5", FindingKind.ADDRESS, "2024 GO"),
    ("Ze staat ingeschreven in 2012 LG met haar moeder", FindingKind.ADDRESS, "2012 LG"),
    ("Hij slaapt bij oma in 2014 AB op nummer 12.", FindingKind.ADDRESS, "2014 AB"),
    ("De taxi rijdt vanaf 2033 CL naar school.", FindingKind.ADDRESS, "2033 CL"),
    ("Het pleeggezin in 2023 EL zoekt hulp.", FindingKind.ADDRESS, "2023 EL"),
    ("Sinds 2022 AB woont hij bij oma.", FindingKind.ADDRESS, "2022 AB"),
    ("Moeder zit in 1944 ZZ op een flat.", FindingKind.ADDRESS, "1944 ZZ"),
    ("Het is in 4001 GO gebeurd", FindingKind.ADDRESS, "4001 GO"),
    ("geboren op 12-03-2014 in Tiel", FindingKind.BIRTH_DATE, "12-03-2014"),
    ("geb. 3 mei 2015", FindingKind.BIRTH_DATE, "3 mei 2015"),
    ("geboortedatum: 12/03/14", FindingKind.BIRTH_DATE, "12/03/14"),
    ("Ze is jarig op 3 maart", FindingKind.BIRTH_DATE, "3 maart"),
    ("dossiernummer 2024/00123 bij de GGD", FindingKind.RECORD_NUMBER, "2024/00123"),
    ("IBAN NL91 ABNA 0417 1643 00", FindingKind.RECORD_NUMBER, "NL91 ABNA 0417 1643 00"),
    ("Leerling Jan loopt weg", FindingKind.NAME, "Jan"),
    ("de leerling heet Mohammed en is druk", FindingKind.NAME, "Mohammed"),
    ("onze leerling jan slaat", FindingKind.NAME, "jan"),
    ("leerling jan de jong gooit met stoelen", FindingKind.NAME, "jan de jong"),
    ("Een jongen, Bilal, rent weg", FindingKind.NAME, "Bilal"),
    ("het meisje Sanne de Vries durft niet", FindingKind.NAME, "Sanne de Vries"),
    ("De moeder van Fatima belde", FindingKind.NAME, "Fatima"),
    ("moeder Fatima belt elke dag", FindingKind.NAME, "Fatima"),
    ("Mevrouw Bakker haalt hem op", FindingKind.NAME, "Mevrouw Bakker"),
    ("meester Henk-Jan de Boer is ziek", FindingKind.NAME, "Henk-Jan de Boer"),
    ("de familie Van Dalen verhuist", FindingKind.NAME, "Van Dalen"),
    ("fam. De Vries wil niet", FindingKind.NAME, "fam. De Vries"),
    ("Oma Truus past op", FindingKind.NAME, "Truus"),
    ("ouders van Bram K. willen rust", FindingKind.NAME, "Bram K."),
    ("zijn zusje Yara zit in groep 3", FindingKind.NAME, "Yara"),
    ("een kind genaamd Xantippe", FindingKind.NAME, "Xantippe"),
    ("Het gaat om S. de V. uit groep 6", FindingKind.NAME, "S. de V."),
    ("Het gaat om J. Bakker uit groep 6", FindingKind.NAME, "J. Bakker"),
    ("Bram K. stoort de les", FindingKind.NAME, "Bram K."),
    ("Sinds de herfst wordt Daan (9) snel boos", FindingKind.NAME, "Daan (9)"),
    ("Het gaat om Jans jas.", FindingKind.NAME, "Jans"),
    ("Fatima's moeder belde gisteren.", FindingKind.NAME, "Fatima's moeder"),
    ("Ahmet z'n vader wil niet.", FindingKind.NAME, "Ahmet"),
    ("Sevicans moeder belt elke dag.", FindingKind.NAME, "Sevicans moeder"),
    ("Xaf z'n moeder belt elke dag.", FindingKind.NAME, "Xaf"),
    ("Jantje loopt weg", FindingKind.NAME, "Jantje"),
    ("AHMET wordt boos.", FindingKind.NAME, "AHMET"),
    ("FATIMA EL AMRANI zit thuis.", FindingKind.NAME, "FATIMA EL AMRANI"),
    ("vandaag sloeg mohammed weer", FindingKind.NAME, "mohammed"),
    ("jan de vries slaat andere kinderen", FindingKind.NAME, "jan de vries"),
    ("‘Sem’ noemen we hem.", FindingKind.NAME, "Sem"),
    ("_Fatima_ slaat, **toch** is het rustiger", FindingKind.NAME, "Fatima"),
    ("Fаtima slaat", FindingKind.NAME, "Fаtima"),
    ("Fatıma slaat", FindingKind.NAME, "Fatıma"),
    ("Zoe\u0308 slaat", FindingKind.NAME, "Zoe\u0308"),
    ("Noe\u0301 slaat", FindingKind.NAME, "Noe\u0301"),
    ("Gisteren moest Daan naar de gang", FindingKind.NAME, "Daan"),
    ("Het liefst speelt eerst Fatima alleen", FindingKind.NAME, "Fatima"),
    ("Op school Daan helpen lukt niet", FindingKind.NAME, "Daan"),
    ("Ook Fatima van de Regenboogschool doet mee", FindingKind.NAME, "Fatima"),
    ("Dan gaat Daan Thuis bellen", FindingKind.NAME, "Daan"),
    ("Jan-Willem is boos.", FindingKind.NAME, "Jan-Willem"),
    ("Anne-Fleur Jansen huilt.", FindingKind.NAME, "Anne-Fleur Jansen"),
    ("Sanneke van der Heijden-Bos huilt.", FindingKind.NAME, "Sanneke van der Heijden-Bos"),
    ("J.P. de Vries-Jansen is er niet.", FindingKind.NAME, "J.P. de Vries-Jansen"),
    ("Het betreft Tunahan Kaya uit de bovenbouw.", FindingKind.NAME, "Tunahan Kaya"),
    ("Zorgen over Xanno Yılmaz hebben we al lang.", FindingKind.NAME, "Xanno Yılmaz"),
    ("We denken aan Xanno van der Plaats.", FindingKind.NAME, "Xanno van der Plaats"),
    ("Sinds de herfst zit Gökşen thuis", FindingKind.NAME, "Gökşen"),
    ("Volgens de arts is Xanno, 9 jaar, moe", FindingKind.NAME, "Xanno"),
    ("Na de pauze gooide Xanno met stoelen", FindingKind.NAME, "Xanno"),
    ("Het gaat om Xanno uit groep 5", FindingKind.NAME, "Xanno"),
    ("Xanno wordt snel boos", FindingKind.NAME, "Xanno"),
    ("Sinds de herfst zit Xanno thuis", FindingKind.NAME, "Xanno"),
    ("Roos huilt.", FindingKind.NAME, "Roos"),
    ("Mw. Yilmaz belde", FindingKind.NAME, "Mw. Yilmaz"),
    ("mevrouw van den Berg belde", FindingKind.NAME, "mevrouw van den Berg"),
    ("meneer 't Hart belde", FindingKind.NAME, "meneer 't Hart"),
    ("Mevrouw Snel belde.", FindingKind.NAME, "Mevrouw Snel"),
    ("Jan Sterke slaat.", FindingKind.NAME, "Jan Sterke"),
    ("Zijn moeder Snel belt elke dag.", FindingKind.NAME, "Snel"),
    ("Zijn vriendje Xanno doet het ook", FindingKind.NAME, "Xanno"),
    ("collega Xanna zegt dat ook", FindingKind.NAME, "Xanna"),
    ("Bel (0344) 61 23 45 of app", FindingKind.PHONE, "(0344) 61 23 45"),
    ("Bel 06 - 12345678", FindingKind.PHONE, "06 - 12345678"),
    ("Bel 06–12345678", FindingKind.PHONE, "06–12345678"),
    ("Bel +90 532 123 45 67", FindingKind.PHONE, "+90 532 123 45 67"),
    ("bsn 123–456–782", FindingKind.BSN, "123–456–782"),
    ("bsn 123  456  782", FindingKind.BSN, "123  456  782"),
    ("woont Hoofdstraat nr. 4", FindingKind.ADDRESS, "Hoofdstraat nr. 4"),
    ("woont Laan van Meerdervoort 120", FindingKind.ADDRESS, "Laan van Meerdervoort 120"),
    ("woont op 1234ab", FindingKind.ADDRESS, "1234ab"),
    ("woont op 1234-AB", FindingKind.ADDRESS, "1234-AB"),
    ("Hij is op 12 maart 2014 geboren.", FindingKind.BIRTH_DATE, "12 maart 2014"),
    ("12 maart is hij jarig", FindingKind.BIRTH_DATE, "12 maart"),
    ("geb.dat. 12-03-2014", FindingKind.BIRTH_DATE, "12-03-2014"),
    ("geboren in maart 2014", FindingKind.BIRTH_DATE, "maart 2014"),
    ("Ze is jarig op 3 maart en wil taart", FindingKind.BIRTH_DATE, "3 maart"),
    ("Jongen, 12-03-2014, groep 5", FindingKind.BIRTH_DATE, "12-03-2014"),
    ("jan at voorbeeld punt nl", FindingKind.EMAIL, "jan at voorbeeld punt nl"),
    ("leerlingnummer 12345", FindingKind.RECORD_NUMBER, "12345"),
    ("Ik belde De Vries over het gesprek.", FindingKind.NAME, "De Vries"),
    ("Een gesprek met van der Meer liep stroef.", FindingKind.NAME, "van der Meer"),
    ("Zijn achternaam is Kuipers.", FindingKind.NAME, "Kuipers"),
    ("Naam: Xaverius", FindingKind.NAME, "Xaverius"),
    ("Leerling: Xanno wordt snel boos", FindingKind.NAME, "Xanno"),
    ("Initialen: J.d.V.", FindingKind.NAME, "J.d.V."),
    ("Ze zit op instagram als @sannetje2012", FindingKind.NAME, "@sannetje2012"),
    ("SEM is boos", FindingKind.NAME, "SEM"),
    ("Het meisje Bo huilt", FindingKind.NAME, "Bo"),
    ("mevr.Jansen belt", FindingKind.NAME, "mevr.Jansen"),
    ("fam Jansen belt", FindingKind.NAME, "fam Jansen"),
    ("Ze wonen op de Oude Gracht 221", FindingKind.ADDRESS, "Oude Gracht 221"),
    ("Ze wonen op Singel 100", FindingKind.ADDRESS, "Singel 100"),
    ("Ze wonen aan Het Rond 12", FindingKind.ADDRESS, "Het Rond 12"),
    ("adres: Beatrixpark 3", FindingKind.ADDRESS, "Beatrixpark 3"),
    ("Op 4 april wordt hij 9.", FindingKind.BIRTH_DATE, "4 april"),
    ("Zij wordt op 3 juni 8 jaar", FindingKind.BIRTH_DATE, "3 juni"),
    ("Met Jip Janssen lezen we Jip en Janneke", FindingKind.NAME, "Jip Janssen"),
    ("Zomer is boos.", FindingKind.NAME, "Zomer"),
    ("Zomer begint te huilen.", FindingKind.NAME, "Zomer"),
    ("Zomer is moeilijk te volgen in de klas.", FindingKind.NAME, "Zomer"),
    ("Zomer is erg lastig en slaat.", FindingKind.NAME, "Zomer"),
    ("Zomer begint elke ochtend te huilen.", FindingKind.NAME, "Zomer"),
    ("Zomer begint in de kring met gillen.", FindingKind.NAME, "Zomer"),
    ("Lente is lastig in de klas.", FindingKind.NAME, "Lente"),
    ("Een jongen zit op de Wegwijzer in groep 7 en slaat.", FindingKind.INDIRECT, "op de Wegwijzer"),
    ("Hij zit in groep 5 van basisschool De Horizon.", FindingKind.INDIRECT, "van basisschool De Horizon"),
    ("Ze zit in groep 6 van De Regenboog en is bang.", FindingKind.INDIRECT, "van De Regenboog"),
    ("In groep 6 van De Regenboog is ze vaak bang.", FindingKind.INDIRECT, "van De Regenboog"),
    ("Wij zien dat ze in groep 6 van De Regenboog zit.", FindingKind.INDIRECT, "van De Regenboog"),
    ("Groep 6 van De Regenboog vindt het zielig als ze huilde.", FindingKind.INDIRECT, "van De Regenboog"),
    ("Haar juf in groep 6 van De Regenboog ziet verdriet.", FindingKind.INDIRECT, "van De Regenboog"),
    ("Hij zit in groep 6 van De Horizon.", FindingKind.INDIRECT, "van De Horizon"),
    ("Een meisje uit groep 4 van het Kompas huilt.", FindingKind.INDIRECT, "van het Kompas"),
    ("Een jongen van De Meander, groep 5, slaat.", FindingKind.INDIRECT, "van De Meander"),
    ("Het kind van de burgemeester zit in groep 5.", FindingKind.INDIRECT, "van de burgemeester"),
    ("De kinderen van de dominee slaan.", FindingKind.INDIRECT, "van de dominee"),
    ("Het zijn broers van de tandarts.", FindingKind.INDIRECT, "van de tandarts"),
    (
        "Hij zit in groep 5 van de Openbare Basisschool De Tol.",
        FindingKind.INDIRECT,
        "van de Openbare Basisschool De Tol",
    ),
    ("Vandaag wil de leerling Vrolijk, 9 jaar, naar huis.", FindingKind.NAME, "Vrolijk"),
    ("Het gaat om de dochter van de bakker.", FindingKind.INDIRECT, "van de bakker"),
    ("De zoon van onze vorige conciërge slaat.", FindingKind.INDIRECT, "van onze vorige conciërge"),
    ("Een jongen uit groep 5 van de Regenboog wordt boos.", FindingKind.INDIRECT, "van de Regenboog"),
    ("Hij zit in groep 4b op obs Theo Thijssen.", FindingKind.INDIRECT, "op obs Theo Thijssen"),
    ("Klas 2 van het Stedelijk Gymnasium: een meisje huilt.", FindingKind.INDIRECT, "van het Stedelijk Gymnasium"),
    ("Een jongen van De Regenboog, groep 5, slaat.", FindingKind.INDIRECT, "van De Regenboog"),
    ("Een leerling in groep 4 van De Vries.", FindingKind.NAME, "De Vries"),
    ("Een leerling Balkan slaat.", FindingKind.NAME, "Balkan"),
    ("Ster uit groep 5 huilt.", FindingKind.NAME, "Ster"),
    ("Ravi uit groep 5.", FindingKind.NAME, "Ravi"),
]

CLEAN = [
    "De leerling is van Syrische ouders en leert Nederlands.",
    "Een meisje met Marokkaanse en Turkse vriendinnen.",
    "Dit kind spreekt Eritrese en Engelse woorden door elkaar.",
    "Een leerling in groep 5 wordt snel boos en gooit met spullen.",
    "Een jongen in groep 5 gooit met stoelen en de leerkracht weet het niet meer.",
    "De leerling met ADHD kan niet stilzitten.",
    "Een meisje met TOS praat weinig in de klas.",
    "Leerling heeft autisme en raakt overprikkeld.",
    "Het kind is hoogbegaafd en verveelt zich.",
    "Kind en ouders hebben gesprekken met het CJG.",
    "We hebben 24 leerlingen, van wie 6 met dyslexie.",
    "De IB'er en de leerkracht zoeken hulp. De Cito scores dalen.",
    "Leerling komt uit Syrië en spreekt nog geen Nederlands.",
    "Sinds maandag 14 september blijft hij thuis.",
    "In schooljaar 2025-2026 zijn er 3 leerlingen geschorst.",
    "De groep bestaat uit 28 kinderen, 15 jongens en 13 meisjes.",
    "Zij heeft 12,5 uur per week begeleiding.",
    "De toets leverde een score van 123.456 op.",
    "Wij willen graag vanaf 01-02-2027 beginnen.",
    "Een leerling. Daarna gaat het mis op het plein 3 keer per week.",
    "De dochter van een collega zit hier niet.",
    "Het jongetje rent weg. Tijdens de gym gaat het beter.",
    "De zoon is 9 jaar en zit in groep 5.",
    "Meisje in groep 7 eet niet op school.",
    "De leerling kan goed rekenen maar niet lezen.",
    "Wat kunnen we doen in de pauze, bij het plein en op de gang?",
    "Onze leerling zegt dat hij geen vrienden heeft.",
    "Een leerling, groep 4, durft niet te praten.",
    "In Tiel en Culemborg zijn weinig plekken.",
    "De jongen wil niet naar het VO.",
    "We werken met Rots en Water en de Kanjertraining.",
    "Een kleuter met Down in groep 2.",
    "De leerling is op 3 november begonnen.",
    "Wij hebben al contact met Jeugdzorg en Leerplicht gehad.",
    "Hij weegt 35 kilo en is 1,45 m lang.",
    "Kind is veel ziek; de schoolarts kijkt mee.",
    "Vader is Turks, moeder Pools; ouders Poolse arbeidsmigranten.",
    "De ouders. Veel onrust thuis. Opa en oma vangen hem op.",
    "Ouders Veilig Thuis laten bellen is te vroeg.",
    "De meester Van groep 5 en juf Groep 6 overleggen.",
    "Moeder, IB'er en juf zaten aan tafel. Meester in opleiding.",
    "Zijn broer en zus doen het goed op school.",
    "De vader van een klasgenoot klaagt.",
    "De Kanjertraining (2) en Rots en Water (3) zijn geweest.",
    "De Anne Frankschool doet mee.",
    "Ook het Willem de Zwijger College doet mee.",
    "Op basisschool Willem van Oranje gaat het goed.",
    "Max. 4 uur per week. Lieve collega's, wie denkt mee?",
    "Roos maken van papier lukt; een roos tekenen niet.",
    "De leerling heeft een Noor als oppas. Storm en regen maken hem bang.",
    "Wil je meedenken? Wil de leerling het zelf? In Mei en na Pasen gaat het beter.",
    "De school koos voor rust. Hij geniet van flora en fauna en van de berk op het plein.",
    "De Jan Ligthartschool, de Willem-Alexanderschool, obs Theo Thijssen en Basisschool Prins Willem Alexander doen mee.",
    "Hij woont in Ede, Beek of Best; zijn neef komt uit Anna Paulowna en uit Erica.",
    "De Gouden Weken gaan goed. Cito, WISC-V (2021), SON-R 6-40 en CAT-CR zijn afgenomen.",
    "Voor rekenen een lage B. Hij past zich aan. Gemeente A wijst naar gemeente B. Wie heeft doorzettingsmacht?",
    "Een kind met Rett en een jongen met Hirschsprung. Ouders & Onderwijs helpt.",
    "Het gaat om Ritalin en om Kentalis. Het gaat om Snappet in groep 5. Ouders van groep 5 helpen. Jongen uit groep 5.",
    "Leerling A slaat leerling B. Kleuter huilt. Daarna gooit hij met stoelen. Iemand schreeuwt.",
    "Sinds 12 jan gaat het mis. De ToM-test is gedaan.",
    "Hij is met 26 weken geboren. In 2025-2026 en in 2025 VO.",
    "In 2024 GO! gedaan, sinds 2023 GO! Rekenen, in 2024/2025 GO! Spelling en vanaf schooljaar 2026 MR-leden erbij.",
    "In september 2024 EQ getest; in 2022 HP vastgesteld.",
    "Soms zijn ouders boos. Volgens moeder is hij moe. Sinds vader weg is ook.",
    "Hij at een punt taart. Zijn flesje is 1500ml.",
    "Een leerling van De Regenboog. Ouders van De Vlinder. Kinderen van de Daltonschool.",
    "Moeder Oekraïense, vader Nederlander. Een Friese leerling. Praktijkonderwijs zoekt plek.",
    "Bas speelt hij in de schoolband. In Anna Paulowna is geen plek; ze lag in het Sophia.",
    "We lezen Jip en Janneke, Dolfje Weerwolfje en Annie M.G. Schmidt, en speelden Mario Kart.",
    "Het Marietje Kessels-project, Willem van Oranje en Ross Greene kwamen langs, en Sint-Maarten.",
    "Bij een Tamil-meisje uit groep 6. Ass-diagnose uit groep 5. De jongen uit Eindhoven schreeuwt.",
    "De leerkracht Lichamelijke Opvoeding helpt. Verhuisd vanuit Limburg, 9 jaar.",
    "Hij legt sinds jan. zijn hoofd op tafel. Een traject bij @ease.",
    "Leerling: Snel afgeleid. Vader: Boos op school. Leerling BO.",
    "Groep 5 van de Regenboog is druk. Een meisje uit groep 6 van de Daltonschool, een uit groep 3 van de Onderbouw.",
    "Een meisje van Suriname is stil. De jongen van Aruba, van Curaçao. Een leerling van Syrië, van de Balkan, van de Wadden.",
    "Verslag van groep 5. Gymles van klas 2b. Zorgteam uit groep 5. Vluchteling uit groep 5.",
    "Een meisje van de Antillen in groep 5. Een leerling van De Regenboog. Groep 5 is druk.",
    "De zoon van een leraar zit hier niet. De kinderen van de juf luisteren. Hij zit in groep 7 van het SBO.",
    "Groep 5 van de Regenboog is druk, ze luisteren niet. In groep 5 van De Vlinder zijn ze boos als ze niet mogen spelen.",
    "We zien ze afhaken in groep 5 van de Regenboog. Groep 6 van De Vlinder is stil als ze gepest worden of slecht eten.",
    "Hij werkt in groep 5 op de Chromebook en krijgt in groep 6 van het Wijkteam hulp. Een jongen van de Veluwe in groep 5.",
    "Groep 6 van De Horizon is druk. Hij las in groep 5 de boeken van Estafette. Zij zit in klas 2 van het Vmbo.",
    "Hij komt uit groep 8 van de Openbare Basisschool. Een jongen in groep 5 van de Speciale Onderwijs. De broers van een arts.",
    "Zij zit in groep 4 van de Christelijke School. Hij zit in klas 1 van het Voortgezet Speciaal Onderwijs.",
    "De kinderen van de meester en de kinderen van onze mentor werken samen.",
    "Zomer is moeilijk voor hem. Lente was altijd lastig. Zomer gaat goed.",
    "Zomer is moeilijk, omdat hij dan weinig slaapt. Lente begint vroeg en duurt lang. Zomer was het lastigst",
    "Nu is de leerling Thuiszitter. Sinds mei is de leerling Thuiszitter, die niet meer komt.",
    "Kinderen wonen in Unit 4. Hij woont op Locatie Zuid 3. Op 4 april wordt hij 9 uur opgevangen.",
]


@pytest.mark.parametrize(("text", "kind", "marked"), SEEN)
def test_marks_what_identifies_and_nothing_around_it(text: str, kind: FindingKind, marked: str) -> None:
    findings = check(text)

    assert [(f.kind, text[f.start : f.end]) for f in findings] == [(kind, marked)]


@pytest.mark.parametrize("text", CLEAN)
def test_leaves_ordinary_school_talk_alone(text: str) -> None:
    assert [(f.kind, text[f.start : f.end]) for f in check(text)] == []


@pytest.mark.parametrize(("text", "_kind", "marked"), SEEN)
def test_mending_takes_the_place_away(text: str, _kind: FindingKind, marked: str) -> None:
    (finding,) = check(text)

    assert marked not in replace(text, finding)


def test_a_number_in_brackets_goes_with_both_of_them() -> None:
    text = "Zijn moeder (06-12345678) zegt dat hij thuis rustig is."
    (finding,) = check(text)

    assert replace(text, finding) == "Zijn moeder zegt dat hij thuis rustig is."


def test_who_is_behind_a_school_is_seen_by_itself() -> None:
    text = "Een jongen uit groep 5 van de Regenboog Bilal slaat."

    assert [text[f.start : f.end] for f in check(text)] == ["van de Regenboog", "Bilal"]


def test_the_school_of_who_is_named_tells_of_somebody_and_that_of_the_teacher_does_not() -> None:
    text = "Sanne uit groep 4 van De Regenboog slaat. Groep 5 van De Vlinder met juf Anja is druk."

    assert [text[f.start : f.end] for f in check(text)] == ["Sanne", "van De Regenboog", "Anja"]


class TestANameKnownElsewhere:
    TEXTS: ClassVar = {
        "title": "Jan is boos",
        "story": "Onze leerling Jan wordt boos. Jan gooit, en dan zegt jan sorry. Zijn moeder Fatima belt; Fatima huilt.",
        "tried": "Een plan van januari.",
    }

    def test_is_seen_wherever_it_stands(self) -> None:
        found = check_all(self.TEXTS)

        words = {field: [self.TEXTS[field][f.start : f.end] for f in findings] for field, findings in found.items()}
        assert words == {"title": ["Jan"], "story": ["Jan", "Jan", "jan", "Fatima", "Fatima"], "tried": []}

    def test_goes_everywhere_with_one_click_and_the_sentences_still_read(self) -> None:
        mended = mend(self.TEXTS, "story", check_all(self.TEXTS)["story"][0])

        assert mended["title"] == "De leerling is boos"
        assert mended["story"].startswith("Onze leerling wordt boos. De leerling gooit, en dan zegt de leerling sorry.")
        assert mended["tried"] == self.TEXTS["tried"]

    def test_of_another_stays_marked_until_it_is_mended_too(self) -> None:
        once = mend(self.TEXTS, "story", check_all(self.TEXTS)["story"][0])

        twice = mend(once, "story", check_all(once)["story"][0])

        assert "Fatima belt; Fatima huilt" in once["story"]
        assert twice["story"].endswith("Zijn moeder belt; de moeder huilt.")
        assert not any(check_all(twice).values())

    def test_that_is_a_word_in_lower_case_is_left_alone_there(self) -> None:
        texts = {"story": "Het meisje Roos kijkt naar een roos."}

        assert len(check_all(texts)["story"]) == 1


MENDED = [
    ("Ze is in Syrië geboren op 12 maart 2015 en spreekt weinig.", "Ze is in Syrië geboren en spreekt weinig."),
    ("Bel moeder op tel. 06-12345678 voor overleg.", "Bel moeder voor overleg."),
    ("Het meisje Roos de Vries huilt. De Vries slaat ook.", "Het meisje huilt. Het meisje slaat ook."),
    ("Onze leerling Jan slaat. Jan's vader belt.", "Onze leerling slaat. De vader van de leerling belt."),
    ("Onze leerling Jan slaat. Jans jas hangt er.", "Onze leerling slaat. De leerling zijn jas hangt er."),
    ("Fatima's moeder belt.", "De moeder van een leerling belt."),
    ("Onze Sem loopt weg.", "Onze leerling loopt weg."),
    ("De leerkracht, Noor, wil hulp. Noor belt.", "De leerkracht wil hulp. De leerkracht belt."),
    ("De leerling, Jan, slaat.", "De leerling slaat."),
    ("De leerling (Jan) slaat.", "De leerling slaat."),
    ("De leerling heet Jan.", "De leerling heet X."),
    ("Sem Jansen uit groep 5 loopt weg. Sem is 9.", "Een leerling uit groep 5 loopt weg. De leerling is 9."),
    ("Jan, Piet en Fatima maken ruzie.", "Een leerling, een leerling en een leerling maken ruzie."),
    ("Ik sprak met mevrouw De Vries en meneer Bakker.", "Ik sprak met een mevrouw en een meneer."),
    ("Mevrouw Bakker en haar zoon. Bakker wil niet.", "Een mevrouw en haar zoon. De mevrouw wil niet."),
    ("Juf Petra's klas is druk.", "Juf haar klas is druk."),
    (
        "Sem, Luuk, Noor en Roos vormen een groepje.",
        "Een leerling, een leerling, een leerling en een leerling vormen een groepje.",
    ),
    ("Hij woont op de Kerkstraat 7 en is jarig op 3 mei.", "Hij is jarig."),
    ("Kleine Sem huilt.", "Kleine leerling huilt."),
    ("Jan (geb. 12-03-2014) slaat.", "Een leerling slaat."),
    ("Familie De Vries wil rust.", "De familie wil rust."),
    ("Hij is geboren op 12 maart 2014 en zit in groep 5.", "Hij zit in groep 5."),
    ("Zij is jarig op 3 maart en wil taart.", "Zij is jarig en wil taart."),
    ("Zijn bsn is 123456782, dat klopt.", "Zijn bsn is weggelaten, dat klopt."),
    ("Hij woont in de Dorpsstraat 12 in Tiel.", "Hij woont in Tiel."),
    ("Mail naar jan@voorbeeld.nl graag.", "Mail graag."),
    (
        "Leerling Jan de Vries, tel 0612345678, geboren 3 mei 2015, woont in de Dorpsstraat 5 te Ede.",
        "Leerling woont te Ede.",
    ),
    ("Zoon van een arts, tel 0612345678, mail jan@voorbeeld.nl, geboren op 3-5-2015.", "Zoon van een arts."),
    ("Het meisje, geboren op 3 mei 2015, in groep 5 is bang.", "Het meisje, in groep 5 is bang."),
    ("Een jongen geboren 3-5-2015 vecht.", "Een jongen vecht."),
    ("Hij woont bij zijn oma in Ede, 6711 AB.", "Hij woont bij zijn oma in Ede."),
    ("U kunt moeder bellen op 06-12345678 of 0318-123456.", "U kunt moeder bellen."),
    ("Zijn moeder, bellen op 06-12345678 of mail jan@voorbeeld.nl, helpt.", "Zijn moeder helpt."),
    ("Zijn oma (tel. 06-12345678) helpt.", "Zijn oma helpt."),
    ("Hij is geboren op 3 mei 2015.", "Hij is geboren."),
    ("Het meisje, geb. 3-5-2015, slaat.", "Het meisje slaat."),
]


@pytest.mark.parametrize(("text", "wanted"), MENDED)
def test_a_mended_text_reads_as_a_sentence_and_passes_the_guard(text: str, wanted: str) -> None:
    texts = {"story": text}

    for _ in range(5):
        findings = check_all(texts)["story"]
        texts = mend(texts, "story", findings[0]) if findings else texts

    assert texts == {"story": wanted}
    assert check(wanted) == []


@pytest.mark.parametrize(("text", "_kind", "_marked"), SEEN)
def test_mending_everything_leaves_a_text_that_passes(text: str, _kind: FindingKind, _marked: str) -> None:
    (place,) = check_all({"story": text})["story"]

    assert not any(check_all(mend({"story": text}, "story", place)).values())


def test_nothing_passes_at_the_end_of_a_long_text() -> None:
    text = "Het gaat niet goed. " * 1_500 + "Dit zegt Fatima Yilmaz."

    assert [text[f.start : f.end] for f in check(text)] == ["Fatima Yilmaz"]


def test_the_eleven_test_needs_nine_digits_and_the_right_sum() -> None:
    assert is_bsn("123456782")
    assert not is_bsn("123456789")
    assert not is_bsn("000000000")


def test_leaves_the_questions_of_the_demo_alone() -> None:
    """Eighty questions as schools would write them."""
    texts = [text for question in load("questions") for text in (question["title"], question["story"])]

    assert [(text[f.start : f.end], text) for text in texts for f in check(text)] == []


@given(st.text(max_size=400))
def test_places_lie_within_the_text_in_order_whatever_is_written(text: str) -> None:
    findings = check(text)

    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    assert all(a.end <= b.start for a, b in pairwise(findings))


@pytest.mark.parametrize(
    "unit",
    [
        "leerling ",
        "A. ",
        "0",
        "1 ",
        "a@",
        "Jan de ",
        "geboren op ",
        "straat 1 ",
        "A.d.",
        "Jip en ",
        "Jip en Janneke ",
        "woont aan Aaa ",
        "woont op de aa bb ",
        "leerling (K. ",
        "initialen: a.",
        "gaat om Xa ",
        "hij is van 12-03-",
        "snapchat: a_",
        "kenteken a-",
        "school staat aan de Aastr. ",
        "meisje Star en ",
        "bel aa 06-12-2034 ",
        "hij in groep 5 van de Aa Aa ",
    ],
)
def test_stays_quick_on_text_made_to_slow_it_down(unit: str) -> None:
    short = seconds_for(unit * (12_000 // len(unit)))

    # Every letter is read; a rule that grows with the square of the text takes 25 times as long for five times as much.
    assert seconds_for(unit * (60_000 // len(unit))) < 10 * short + 0.5


def seconds_for(text: str) -> float:
    started = time.process_time()
    check(text)
    return time.process_time() - started


def test_all_that_is_gone_at_once_leaves_no_word_that_only_led_to_it() -> None:
    texts = {
        "story": "Leerling Jan de Vries, tel 0612345678, geboren 3 mei 2015, woont in de Dorpsstraat 5 te Ede.",
        "tried": "Leerling Xanno geboren 3-5-2015 vecht bij zijn oma Truus in Ede, 6711 AB.",
    }

    assert mend_all(texts) == {"story": "Leerling woont te Ede.", "tried": "Leerling vecht bij zijn oma in Ede."}


def test_all_is_gone_at_once_also_what_shows_only_when_another_place_is_gone() -> None:
    texts = {
        "story": "Haar broertje Piet, de zoon van de juf, slaat. Leerling Xanno K. geboren 3-5-2015 vecht met Bart."
    }

    assert check_all(mend_all(texts)) == {"story": []}
