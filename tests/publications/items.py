"""CSL-JSON items of every type the institute has, for tests of references, exports and imports."""

from hypothesis import strategies as st

PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn", "Mn", "Me", "Mc", "Lm"]),
    min_size=1,
)
# Words as people write them, and runs of the letters that mean something to one of the formats.
TITLES = st.lists(PRINTABLE | st.text("\\{}&%$#_~^\"'`<>!?-,;@=/", min_size=1), min_size=1).map(" ".join)


def ids(item):
    return item["id"]


def minimal(**variables) -> dict:
    """An item with no more than `variables` and what every item has."""
    return {"id": "x", "type": "book", "title": "Planung", "issued": {}} | variables


ITEMS = [
    {
        "id": "fischer2019familienpolitische",
        "type": "article-journal",
        "title": "Familienpolitische Ansätze zur Förderung lokaler Infrastruktur in ländlichen Räumen",
        "author": [{"family": "Fischer", "given": "Jörg"}, {"family": "Hilse-Carstensen", "given": "Theresa"}],
        "issued": {"date-parts": [[2019]]},
        "container-title": "Archiv für Wissenschaft und Praxis der sozialen Arbeit",
        "volume": "50",
        "issue": "4",
        "page": "26-35",
        "publisher": "Deutscher Verein für öffentliche und private Fürsorge e.V.",
        "ISSN": "0340-3564",
        "language": "de",
    },
    {
        "id": "helbig2019integration",
        "type": "article-journal",
        "title": 'Integration & „Teilhabe“: eine Bilanz mit {Klammern}, 50 % & "Zitat"',
        "author": [{"family": "Helbig", "given": "Marcel"}],
        "issued": {"date-parts": [[2019, 5, 3]]},
        "container-title": "Soziale Welt",
        "volume": "70",
        "issue": "2",
        "page": "120-145",
        "DOI": "10.5771/0038-6073-2019-2-120",
        "language": "de",
        "keyword": "Zuwanderung, Städte",
        "abstract": "Was 2014–2017 geschah: Zahlen #1 und $ sowie ~50 Städte.",
    },
    {
        "id": "muster2019arm",
        "type": "article-newspaper",
        "title": "Arm und Reich rücken auseinander",
        "author": [{"family": "Muster", "given": "Eva"}],
        "issued": {"date-parts": [[2019, 6, 14]]},
        "container-title": "Thüringer Landeszeitung",
        "page": "3",
        "language": "de",
    },
    {
        "id": "kretzschmar2018kommunale",
        "type": "chapter",
        "title": "Kommunale Sozialplanung",
        "author": [{"family": "Kretzschmar", "given": "Jens"}],
        "editor": [{"family": "Böhmer", "given": "Anselm"}, {"family": "Zehrer", "given": "Klaus"}],
        "issued": {"date-parts": [[2018]]},
        "container-title": "Handbuch Sozialplanung",
        "page": "101-118",
        "edition": "2",
        "publisher": "Springer VS",
        "publisher-place": "Wiesbaden",
        "ISBN": "978-3-16-148410-0",
        "language": "de",
    },
    {
        "id": "fischer2020praeventionsketten",
        "type": "book",
        "title": "Präventionsketten in Kommunen",
        "editor": [{"family": "Fischer", "given": "Jörg"}, {"family": "Geene", "given": "Raimund"}],
        "issued": {"date-parts": [[2020]]},
        "edition": "3",
        "publisher": "Beltz Juventa",
        "publisher-place": "Weinheim",
        "collection-title": "Studien zur Jugendhilfe",
        "collection-number": "7",
        "ISBN": "978-3-16-148410-0",
        "language": "de",
    },
    {
        "id": "ikpe2019zweiter",
        "type": "report",
        "title": "Zweiter Thüringer Sozialstrukturatlas",
        "author": [{"literal": "IKPE"}],
        "contributor": [{"family": "Helbig", "given": "Marcel"}],
        "issued": {"date-parts": [[2019]]},
        "publisher": "Institut für kommunale Planung und Entwicklung",
        "publisher-place": "Erfurt",
        "collection-title": "Kommunales Integrationsmanagement in Thüringen",
        "collection-number": "2",
        "license": "CC-BY-4.0",
        "language": "de",
    },
    {
        "id": "ikpe2020sozialplanung",
        "type": "webpage",
        "title": "Sozialplanung in Thüringen",
        "author": [{"literal": "IKPE"}],
        "issued": {"date-parts": [[2020, 2, 17]]},
        "container-title": "Portal Sozialplanung",
        "URL": "https://www.example.org/a_b?x=1&y=2#oben",
        "accessed": {"date-parts": [[2020, 3, 9]]},
        "language": "de",
    },
    {
        "id": "fischer2020bildung",
        "type": "speech",
        "title": "Bildung als Faktor der Armutsprävention",
        "author": [{"family": "Fischer", "given": "Jörg"}],
        "issued": {"date-parts": [[2020, 3, 11]]},
        "event-title": "Bildungskonferenz",
        "event-place": "Erfurt",
        "language": "de",
    },
    {
        "id": "oezdemirnoch",
        "type": "article-journal",
        "title": "Was kostet Armut?",
        "author": [{"family": "Özdemir", "given": "Änne"}],
        "issued": {"literal": "im Erscheinen"},
        "container-title": "Zeitschrift für Sozialreform",
        "language": "de",
    },
    {
        "id": "smith2015nature",
        "type": "book",
        "title": "The Nature of Planning",
        "author": [
            {"family": "Smith", "given": "John Paul"},
            {"family": "van der Berg", "given": "Anna"},
            {"family": "Čapek", "given": "Karel"},
        ],
        "issued": {"date-parts": [[2015]]},
        "edition": "2",
        "volume": "3",
        "publisher": "Sage",
        "publisher-place": "London",
        "language": "en",
    },
]
