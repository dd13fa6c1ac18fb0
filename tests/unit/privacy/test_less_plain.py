"""Pupils in less plain words: one letter, a bare date, an address without a cue, a name of no list; and what only looks like that."""

from __future__ import annotations

import pytest

from network.privacy.denials import may_be_denied
from network.privacy.findings import FindingKind
from network.privacy.guard import check, check_all, mend
from network.privacy.words import pieces_of
from network.taxonomy.shipped import shipped_of

pytestmark = pytest.mark.usefixtures("clock")

LETTERS = [
    ("Mijn leerling D. rent telkens het plein af.", "D."),
    ("R. uit groep 6 wil niet meer schrijven.", "R."),
    ("Een vraag over leerling T die niet eet.", "T"),
    ("Leerling: H.", "H."),
    ("Kind (W.) blijft onder de tafel.", "W."),
    ("De leerling (P) praat alleen thuis.", "P"),
    ("We noemen hem G.", "G."),
    ("In dit verhaal noemen wij haar even F.", "F."),
    ("Hij heet R. en hij bijt.", "R."),
    ("Initialen: VS", "VS"),
    ("Een meisje met initialen E.K. dat zwijgt.", "E.K."),
    ("s.m. uit groep 7 scheldt.", "s.m."),
    ("Q. (8) kan niet tegen geluid.", "Q."),
    ("C (11 jr) heeft een angststoornis", "C"),
    ("Het gaat over I., 6 jaar, met een TOS.", "I."),
    ("Onze L. durft de trap niet op.", "L."),
    ("O. heeft elke maandag buikpijn.", "O."),
    ("Bij U. lukt het in de gymzaal wel.", "U."),
    ("Zijn broertje Z. doet dat ook.", "Z."),
    ("Een vraag over E uit groep 2.", "E"),
    ("Onze leerling k. gooit met zand.", "k."),
    ("Casus: J., 10 jaar, groep 7", "J."),
    ("Een meisje (Y.) zegt niets.", "Y."),
    ("LL: B.", "B."),
    ("De jongen die we D. noemen.", "D."),
    ("Laten we haar I. noemen.", "I."),
    ("jongen van 7 (S)", "S"),
    ("De moeder van G. belt elke week.", "G."),
    ("De ouders van K zijn moe.", "K"),
    ("Vandaag sloeg R. weer een kind.", "R."),
    ("Sinds M. terug is, is het druk.", "M."),
    ("R (8) slaat andere kinderen.", "R"),
    ("T.'s moeder belt elke dag.", "T."),
    ("Zorgen om S. (groep 5)", "S."),
    ("A. (9) en zijn broer doen niet mee.", "A."),
    ("MvdB uit groep 5 loopt weg", "MvdB"),
]
NO_LETTERS = [
    "Groep A (12) rekent in lokaal B (8).",
    "Plan B. Daarna plan C.",
    "Vitamine C en vitamine D helpen niet.",
    "Locatie B ligt verderop, klas B is klein.",
    "Leerling A slaat, leerling B huilt en leerling X kijkt toe.",
    "Leerling (m), groep 4. Meisje (V), groep 3. Kind (J) bijt.",
    "Hij scoort een E uit groep 4, en op M5 een D. Daarna ging het mis.",
    "Toets B van groep 6 is gemaakt, boek A van groep 5 ook.",
    "Kern 3 van groep 3 is af; een kopie op A4 uit groep 5.",
    "Onze school kiest optie A. Dat bevalt.",
    "Hij zit o.a. uit groep 4 en m.n. uit groep 5 kinderen te plagen.",
    "Het kind i.v.m. ziekte thuis, de leerling m.b.v. een kaart.",
    "Niveau D. Het gaat om een leerling.",
    "We noemen hem X. Hij heet hier X.",
    "Model B (9 jaar) werkt niet.",
    "A. de leerling B. de groep. En dan: a. leerling b. leerkracht",
    "Een jongen van 9 (M) en een meisje van 6 (V).",
    "Hepatitis B. De schoolarts weet het.",
    "Ouders van A. en B. zijn boos op elkaar.",
    "Kind A. en kind B. slaan elkaar elke pauze.",
    "A. (9) en B. (9)",
    "Met A. gaat het beter, met B. niet. Bij X. en ook bij Y. zien we rust.",
    "Kind A. praat veel, kind B. zwijgt.",
    "Niveau van D naar C.",
    "Als A. klaar is, mag B. beginnen. Hij wil B. als optie.",
    "M (8) en V (9) zitten samen. E (8) op spelling, D (5) op rekenen.",
]

BIRTHS = [
    ("Jongen 4/9/17 in groep 3", "4/9/17"),
    ("leerling 21/11/2015", "21/11/2015"),
    ("leerling (9 juni 2018) slaat", "9 juni 2018"),
    ("Leerling (v), 02-05-2019, zwijgt", "02-05-2019"),
    ("Hij is van 30 januari 2014 en groot.", "30 januari 2014"),
    ("Sinds zijn geboorte op 8 mrt 2016 slaapt hij slecht.", "8 mrt 2016"),
    ("Geboortedat. 7-8-15", "7-8-15"),
    ("Gebdatum 1-2-16", "1-2-16"),
    ("05-06-17 (meisje) durft niet", "05-06-17"),
    ("Zij is op 9 april 2018 in een kamp geboren.", "9 april 2018"),
    ("Geboortedag 3 juli", "3 juli"),
    ("Op 3 mei 2016 is ze geboren in Tiel.", "3 mei 2016"),
    ("Haar verjaardag was 3 mei 2016.", "3 mei 2016"),
    ("Zij verjaart 4 juli.", "4 juli"),
    ("Kleuter *12-5-2021", "12-5-2021"),
    ("Zijn verjaardag valt op 12 oktober.", "12 oktober"),
    ("Hij wordt 12 oktober tien jaar.", "12 oktober"),
    ("Morgen (12 oktober) wordt hij 10.", "12 oktober"),
    ("Zij is vier geworden op 12-10-2022.", "12-10-2022"),
    ("Peuter van 05-03-2024", "05-03-2024"),
]
MAYBE_BIRTHS = [
    ("Hij praat niet (14-02-2017).", "14-02-2017"),
    ("Groep 4, 17 augustus 2018, veel ziek.", "17 augustus 2018"),
    ("2016-05-04 rekent op niveau groep 3", "2016-05-04"),
    ("Dossier 3 mei 2016, groep 6", "3 mei 2016"),
    ("MDO 12-05-2022 / 14-02-2016", "14-02-2016"),
    ("Intake op 12-05-2021, 14-02-2016, groep 6.", "14-02-2016"),
    ("Bij de intake verteld: 12-03-2016 en 14-05-2018 (broertje)", "14-05-2018"),
    ("Intake 3 mei 2021,\n14 februari 2016\njongen", "14 februari 2016"),
    ("Verslag van 12-05-2021, 14-02-2016 en meer.", "14-02-2016"),
    ("12-03-2016: m, groep 6", "12-03-2016"),
    ("14-02-2016: oudste van drie", "14-02-2016"),
    ("Leeftijd bij intake (14-02-2016)", "14-02-2016"),
    ("Logboek:\n14-02-2016", "14-02-2016"),
    ("Diagnose m 12-03-2016", "12-03-2016"),
    ("Hij is 14-02-2016 gekomen", "14-02-2016"),
    ("Moeder beviel op 14-02-2016 van deze jongen", "14-02-2016"),
    ("Hij vierde op 3 mei 2014 zijn achtste verjaardag", "3 mei 2014"),
    ("Kind van 7 jr en 3 mnd (1.8.2019)", "1.8.2019"),
    ("Hij is groot, 12 okt. '16", "12 okt. '16"),
]
NO_BIRTHS = [
    "Het overleg was op 12-03-2026.",
    "Start logopedie: 4 september 2019",
    "Diagnose ASS (12 juni 2020) door de GGZ.",
    "Rapport van 3 juni 2021 en verslag van 01-02-2020.",
    "Sinds 4 april 2019 zit er een nieuw team.",
    "De TLV loopt van 1 augustus 2025 tot 31 juli 2027.",
    "Tot 01-08-2023 hadden we een klusklas.",
    "Gesprek leerling 12/03/2026",
    "Op 16 november 2026 om 13.00 uur",
    "De school bestaat sinds 1 september 1954, opgericht op 01-09-1954.",
    "Blok 3 van 12-10 t/m 16-10 en groep 3/4/5",
    "Versie 3.2.1 van 2019, paragraaf 4.5.2016a",
    "De leerling is van 9 tot 12 op school.",
    "Hij kwam op 12 januari 2021 in Nederland en is op 3 mei 2022 getest.",
    "Op 31-02-2016 bestaat niet.",
    "Laatste MDO: 3 februari 2024",
    "Het was tussen 1 september 2023 en 1 februari 2024 erg onrustig.",
    "Verzuim: 12-01-2024, 14-01-2024 en 22-01-2024",
    "Rapport logopedie 14 maart 2024",
    "Na 12 mei 2024 ging het beter",
    "Voor 1 maart 2024 was er niets aan de hand",
    "Het incident van 4 april 2024 heeft veel losgemaakt",
    "Periode 1-9-2023 t/m 1-2-2024",
    "HGPD 12-05-2023",
    "* 12 mei 2026 gesprek",
    "10-02-2024 is hij 3 dagen geschorst",
    "Leerling: 12-3-2024 besproken",
    "In het verslag van 12 maart 2021 staat dat er geen dyslexie is.",
    "Sinds 3 maart 2020 krijgt zij logopedie.",
    "Op 4 november 2019 is er een toets afgenomen.",
    "De TLV loopt tot 31-07-2027.",
    "Het onderzoek is gedateerd 2 februari 2022.",
    "Kleutertoets 12-06-2021: zwak.",
    "In maart 2022 kwam hij bij ons op school.",
    "Op 3 mei wordt hij vier dagen opgenomen.",
    "De groep werd 28 op 1 september.",
]
# Between a pupil and what the pupil does, and with a capital where a name may stand.
NO_NAMES = [
    "De leerling momenteel zit thuis.",
    "De leerling regelmatig wordt boos.",
    "Een leerling steeds huilt in de klas.",
    "Deze leerling inmiddels weigert alles.",
    "De jongen structureel komt te laat.",
    "Dit kind vaker slaat dan anderen.",
    "Het meisje constant praat door de les.",
    "De leerling nauwelijks spreekt.",
    "De jongen telkens loopt weg.",
    "De leerling volledig weigert mee te doen.",
    "Leerling extreem snel afgeleid.",
    "De leerling sowieso moeite met lezen heeft.",
    "Het gaat om Pesten.",
    "Het gaat om Faalangst en boosheid.",
    "Het gaat om Weglopen uit de klas.",
    "Hulp voor Onderbouw gevraagd.",
    "Bij Overgangen gaat het mis.",
    "Vraag over Rekenen en Taal.",
    "Het gaat over Gedrag in de pauze.",
    "We zoeken hulp bij Executieve functies.",
    "Hulp bij Hoogbegaafdheid en Onderpresteren.",
    "Hulp voor Leerkrachten",
    "Zorgen over Driftbuien",
    "Zorgen rond Groepsdruk en Schermgebruik",
    "Zorgen over Snel boos worden",
    "Leerling Praat Weinig",
    "Ruzies met Klasgenoten",
    "Gym en Muziek zijn leuk. Zwemles is gestopt, omdat Duits lastig is.",
    "Spelling (groep 5) en Rekenen, groep 6",
    "Leerling Bang en Boos",
    "Leerling Bang, boos en verdrietig",
    "Leerling Luistert slecht",
    "Leerling Vaak gepest",
    "Kleuter Huilt Elke Ochtend",
    "Het Meisje Zwijgt",
    "Hoe houd je een leerling Gemotiveerd en Betrokken?",
    "In de klas zit een jongen, Gemotiveerd en slim.",
    "Leerling met Sterke Wil en Star Gedrag",
    "Leerling Onzeker is stil. Jongen Autistisch heeft rust nodig. Leerling Thuiszitter is 9 jaar.",
    "De klassen Vlinder en Parel en de groepen Zon, Ster en Maan doen mee.",
    "Groep Zon en klas Beer zijn van De Vlinder, en Junior Einstein komt.",
    "Moeder Snel overbelast, vader Snel boos",
    "In de Zomer en in Lente gaat het beter. De ster van de week is een beer.",
]

ADDRESSES = [
    ("Molenstr. 31", "Molenstr. 31"),
    ("Stationsstr 5 Raalte", "Stationsstr 5"),
    ("Zij woont aan 't Erf 6.", "Erf 6"),
    ("hij woont op t Veld 9", "Veld 9"),
    ("Woont Nieuwe Haven 17", "Nieuwe Haven 17"),
    ("Ze woont op de lange akker 8, bij oma", "lange akker 8"),
    ("woont aan het water 12 in Olst", "water 12"),
    ("7411BD9", "7411BD9"),
    ("Postcode 7411 bd", "7411 bd"),
    ("postcode: 7411bd", "7411bd"),
    ("Hij woont op nr 8 in de Molenweg", "nr 8 in de Molenweg"),
    ("Hij komt van 1200 LL 12", "1200 LL 12"),
    ("1500 VO, Zaandam", "1500 VO"),
    ("Hij woont in 1000 MB", "1000 MB"),
    ("Het kind van de Dorpsstraat 4 huilt.", "Dorpsstraat 4"),
]
NO_ADDRESSES = [
    "Onze school staat aan de Molenstraat 4.",
    "De nieuwe locatie ligt op de Kerkweg 12 in Wijhe.",
    "School: Stationsweg 8, Raalte",
    "We hebben 1100 LL verdeeld over drie gebouwen.",
    "Dat kost 1800 EU per jaar.",
    "Het filmpje is 2000 MB en de schijf 1000 GB.",
    "SWV 2203 PO en SWV 2503 VO",
    "We zitten in lokaal 1204 AB",
    "Ze woont op de groep 3 dagen per week.",
    "Hij woont op de leefgroep 2, en woont aan de rand van 3 dorpen.",
    "Hij woont op de boerderij 4 dagen per week.",
    "Wij wonen op 5 km afstand.",
    "Er zijn 1600 SO-leerlingen.",
    "Astr 12 uur, 2000gb opslag",
]

UNKNOWN = [
    ("Wij zoeken hulp voor Quirijno.", "Quirijno"),
    ("Het gaat om Zaydeno, die wegloopt.", "Zaydeno"),
    ("Met Jaylisio gaat het niet goed.", "Jaylisio"),
    ("Bij Wendelynno lukt het nooit.", "Wendelynno"),
    ("De vraag gaat over Xamiro.", "Xamiro"),
    ("We willen begeleiding voor Shanteyo op school.", "Shanteyo"),
    ("Onze zorgen gaan over Tjebbino.", "Tjebbino"),
    ("Hoe helpen we Rivaldino?", "Rivaldino"),
    ("Bij Nayeliza in de klas is het onrustig.", "Nayeliza"),
    ("Leerling quirijno bijt anderen.", "quirijno"),
    ("Het gaat mis. Onze leerling zaydeno wordt boos.", "zaydeno"),
    ("fam. de Wael wil rust", "fam. de Wael"),
    ("Snapchat: wolfje2015", "wolfje2015"),
    ("zijn insta is jelle.voetbal", "jelle.voetbal"),
    ("Zorgen over Snel, hij slaat andere kinderen.", "Snel"),
    ("Zorgen rond Xamiro", "Xamiro"),
    ("Zorgen om Kok.", "Kok"),
    ("Vraag over Nayeliza", "Nayeliza"),
    ("Casus: Nayeliza", "Nayeliza"),
    ("Xamiro weigert te werken.", "Xamiro"),
    ("We zien dat Xamiro veel huilt.", "Xamiro"),
    ("Zorgleerling Xamiro zit thuis.", "Xamiro"),
    ("Xamiro (groep 5) rekent niet.", "Xamiro"),
    ("Leerling Star is bang.", "Star"),
    ("Een leerling (Wen) zit thuis.", "Wen"),
    ("Onze leerling Rust, die niet praat.", "Rust"),
]
KNOWN = [
    "Het gaat om PTSS. De vraag gaat over ADHD.",
    "We zoeken hulp voor Engels en begeleiding voor Rekenen.",
    "Het gaat om Nieuwsbegrip en om Rots en Water.",
    "Met Snappet gaat het beter, bij Kentalis lukt het ook.",
    "Het gaat over Wereld in Getallen.",
    "Advies over Deventer en hulp voor Zwolle.",
    "Het gaat om Concerta. Het gaat over Marokko.",
    "Het gaat om Kinderen met Down.",
    "Steun voor Oekraïense kinderen, plek voor Syriërs.",
    "Het gaat om De Regenboog en over basisschool Klaverblad.",
    "Het gaat over Seksuele vorming, of het gaat om Dyscalculie.",
    "Advies over Klassenmanagement; bij Kleutergym gaat het mis.",
    "Het gaat om Epilepsie en het gaat om Hodgkin.",
    "Hoe helpen we Kinderen? Facebook: basisschool.regenboog",
    "Leerling zelf wil wel. Leerling die slaat. Als een leerling binnen is, zit de leerling achterin.",
    "De leerling met wie het meisje samen loopt. Jongen gaat naar huis. Leerling moet is duidelijk.",
    "Hij is bang voor Zwarte Piet. We lezen Max Havelaar.",
    "Sint en Piet maken de groep druk; ook de spanning rond Sinterklaas en Piet, en de Kerstman.",
    "Instagram 2024, snap groep8",
    "Hulp voor Prader-Willi, zorgen over Tourette.",
    "De familie van de Regenboogschool helpt.",
]

NUMBERS = [
    ("App 06_87654321", FindingKind.PHONE, "06_87654321"),
    ("App 06*87654321", FindingKind.PHONE, "06*87654321"),
    ("leerling 2018-0071 loopt weg", FindingKind.RECORD_NUMBER, "2018-0071"),
    ("ll nr 5521", FindingKind.RECORD_NUMBER, "5521"),
    ("ll. nr. 5521", FindingKind.RECORD_NUMBER, "5521"),
    ("LVS nummer 77123", FindingKind.RECORD_NUMBER, "77123"),
    ("Gesprek 12-05-2025/0612345678", FindingKind.PHONE, "0612345678"),
    ("Gesprek 12-05-2025 123456782", FindingKind.BSN, "123456782"),
    ("Kenteken vader GH-456-K", FindingKind.RECORD_NUMBER, "GH-456-K"),
    ("Bel moeder op 06.12.2034.56", FindingKind.PHONE, "06.12.2034.56"),
    ("Tel 06-12-1987-65", FindingKind.PHONE, "06-12-1987-65"),
    ("Tel. thuis: 06/12/2034/56", FindingKind.PHONE, "06/12/2034/56"),
    ("App 06-12-2034 56 graag", FindingKind.PHONE, "06-12-2034 56"),
    ("Moeder 06-12-2034-56", FindingKind.PHONE, "06-12-2034-56"),
    ("BSN 12-12-2003 4", FindingKind.BSN, "12-12-2003 4"),
]
NO_NUMBERS = [
    "Factuur 202612345, offerte nr. 123456782 en ISBN 978904873",
    "Een leerling 2025-2026 en een ll 2024/2025",
    "Het kenteken van de bus is kwijt, het kenteken is A-B-C.",
    "Per leerling 1200 euro, LVS nummer een in de regio.",
    "Elke ll nr 3 in de rij wacht.",
    "MDO 12-05-2025 / 14-02-2025, gesprek 05-06-2026 13.30-14.30",
    "Toetsen M5 06-02-2026 en E5 12-06-2026, M6 06-02-26 / 12-06-26",
    "TLV 01-08-2025-31-07-2027",
    "Bel ouders 06-05-2026 13.30, of bel 12-05-2026 / 14-05-2026 terug om 9 uur",
    "Gebeld op 06-05-2026 2 keer. BSN gevraagd op 12-05-2026. 2 weken later kwam het.",
    "1. 12-03-2026 2. 14-03-2026 3. 16-03-2026",
    "DMT 12-01-2026 3, 12-06-2026 4. AVI op 12-01-2026 4, daarna M5. Gesprekken: 12-05-2026 1. intake",
    "Toets 06-02-2026 24 aanwezig, 06-03-2026 7,5 gemiddeld, 06-05-2026 12 mei",
]


def named(kind: FindingKind, cases: list[tuple[str, str]]) -> list[tuple[str, FindingKind, str]]:
    return [(text, kind, marked) for text, marked in cases]


SEEN = (
    named(FindingKind.NAME, LETTERS + UNKNOWN)
    + named(FindingKind.BIRTH_DATE, BIRTHS)
    + named(FindingKind.DATE, MAYBE_BIRTHS)
    + named(FindingKind.ADDRESS, ADDRESSES)
    + NUMBERS
)


@pytest.mark.parametrize(("text", "kind", "marked"), SEEN)
def test_marks_what_identifies_and_nothing_around_it(text: str, kind: FindingKind, marked: str) -> None:
    assert [(f.kind, f.of(text)) for f in check(text)] == [(kind, marked)]


@pytest.mark.parametrize("text", [*NO_LETTERS, *NO_BIRTHS, *NO_NAMES, *NO_ADDRESSES, *KNOWN, *NO_NUMBERS])
def test_leaves_alone_what_only_looks_like_it(text: str) -> None:
    assert [(f.kind, f.of(text)) for f in check(text)] == []


@pytest.mark.parametrize(("text", "_kind", "_marked"), SEEN)
def test_mending_leaves_a_text_that_passes(text: str, _kind: FindingKind, _marked: str) -> None:
    (place,) = check(text)

    assert not any(check_all(mend({"story": text}, "story", place)).values())


@pytest.mark.parametrize("text", [text for text, _marked in LETTERS + UNKNOWN + MAYBE_BIRTHS])
def test_a_doubt_is_left_to_the_writer(text: str) -> None:
    assert [may_be_denied(one) for one in check(text)] == [True]


@pytest.mark.parametrize("text", [text for text, _marked in BIRTHS + ADDRESSES])
def test_a_date_of_birth_or_an_address_is_not_asked_about(text: str) -> None:
    assert [may_be_denied(one) for one in check(text)] == [False]


def test_letters_of_two_who_are_somebody_are_seen() -> None:
    text = "Onze leerling A. en zijn broer C. zitten samen. Wij zoeken hulp voor N. en zijn zus B."

    assert [one.of(text) for one in check(text)] == ["A.", "C.", "N."]


def test_two_unknown_names_are_both_seen() -> None:
    text = "Xamiro en Nayeliza hebben ruzie."

    assert [one.of(text) for one in check(text)] == ["Xamiro", "Nayeliza"]


def test_two_letters_are_both_seen() -> None:
    text = "K. (9) en zijn broer J. (7)"

    assert [one.of(text) for one in check(text)] == ["K.", "J."]


def test_a_denied_date_stays_and_one_said_to_be_of_birth_does_not() -> None:
    text = "Hij praat niet (12-03-2017). Geboren op 12-03-2017."

    assert [one.kind for one in check_all({"story": text}, {"12-03-2017"})["story"]] == [FindingKind.BIRTH_DATE]


def test_what_the_product_itself_names_as_a_subject_is_nobody() -> None:
    labels = [term["label_nl"] for term in shipped_of("need")]

    assert [label for label in labels if check(f"Het gaat om {label}.")] == []
    assert len(labels) > 50


def test_a_letter_is_told_to_be_one() -> None:
    text = "Onze leerling D. bijt."

    assert [piece.message for piece in pieces_of("story", text, check(text))] == ["Deze letter kan een leerling zijn."]
