"""What a CSL-JSON item says to machines: Highwire tags, Dublin Core and COinS."""

from urllib.parse import parse_qsl

import pytest

from publications.citation.metadata import coins, date, meta_tags
from tests.publications.items import minimal

URL = "https://www.example.org/ergebnisse/planung/"
FISCHER, IKPE = {"family": "Fischer", "given": "Jörg"}, {"literal": "IKPE"}
BOOK_TAGS = [("citation_title", "Planung"), ("citation_abstract_html_url", URL)]
BOOK_DUBLIN = [("DC.title", "Planung"), ("DC.type", "Text"), ("DC.identifier", URL)]


def tags_of(**item) -> list[tuple[str, str]]:
    """The tags beyond those that every item has."""
    return [tag for tag in meta_tags(minimal(**item), URL) if tag not in (*BOOK_TAGS, *BOOK_DUBLIN)]


def test_every_item_has_a_title_a_type_and_an_address():
    assert meta_tags(minimal(), URL) == [*BOOK_TAGS, *BOOK_DUBLIN]


@pytest.mark.parametrize(
    ("item", "tags"),
    [
        ({"author": [FISCHER, IKPE]}, ["citation_author=Fischer, Jörg", "citation_author=IKPE"]),
        ({"editor": [FISCHER]}, ["citation_author=Fischer, Jörg"]),
        ({"author": [IKPE], "editor": [FISCHER]}, ["citation_author=IKPE"]),
        ({"issued": {"date-parts": [[2019]]}}, ["citation_publication_date=2019"]),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, ["citation_publication_date=2019/05/03"]),
        ({"issued": {"literal": "im Erscheinen"}}, []),
        ({"type": "article-journal", "container-title": "Archiv"}, ["citation_journal_title=Archiv"]),
        ({"type": "article-newspaper", "container-title": "TLZ"}, ["citation_journal_title=TLZ"]),
        ({"type": "chapter", "container-title": "Handbuch"}, ["citation_inbook_title=Handbuch"]),
        ({"type": "webpage", "container-title": "Portal"}, []),
        ({"type": "speech", "event-title": "Fachtag"}, ["citation_conference_title=Fachtag"]),
        ({"volume": "50", "issue": "4"}, ["citation_volume=50", "citation_issue=4"]),
        ({"page": "26-35"}, ["citation_firstpage=26", "citation_lastpage=35"]),
        ({"page": "26 - 35"}, ["citation_firstpage=26", "citation_lastpage=35"]),
        ({"page": "3"}, ["citation_firstpage=3"]),
        ({"ISBN": "978-3"}, ["citation_isbn=978-3"]),
        ({"ISSN": "0340-3564"}, ["citation_issn=0340-3564"]),
        ({"DOI": "10.1000/182"}, ["citation_doi=10.1000/182"]),
        ({"publisher": "Beltz"}, ["citation_publisher=Beltz"]),
        ({"type": "report", "publisher": "TMASGFF"}, ["citation_technical_report_institution=TMASGFF"]),
        ({"type": "report"}, ["citation_technical_report_institution=IKPE"]),
        (
            {"type": "report", "collection-number": "2"},
            ["citation_technical_report_institution=IKPE", "citation_technical_report_number=2"],
        ),
        ({"collection-number": "2"}, []),
        ({"language": "de"}, ["citation_language=de"]),
        ({"keyword": "Planung, Alter"}, ["citation_keywords=Planung", "citation_keywords=Alter"]),
    ],
)
def test_highwire_tags_are_those_of_google_scholar(item, tags):
    assert [f"{name}={content}" for name, content in tags_of(**item) if name.startswith("citation_")] == tags


@pytest.mark.parametrize(
    ("item", "tags"),
    [
        ({"author": [FISCHER, IKPE]}, ["DC.creator=Fischer, Jörg", "DC.creator=IKPE"]),
        (
            {"contributor": [IKPE], "translator": [FISCHER], "editor": [{"family": "Adam"}]},
            ["DC.contributor=Adam", "DC.contributor=Fischer, Jörg", "DC.contributor=IKPE"],
        ),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, ["DC.date=2019-05-03"]),
        ({"publisher": "Beltz"}, ["DC.publisher=Beltz"]),
        ({"container-title": "Archiv"}, ["DC.source=Archiv"]),
        ({"language": "de"}, ["DC.language=de"]),
        ({"DOI": "10.1000/182"}, ["DC.identifier=doi:10.1000/182"]),
        ({"keyword": "Planung, Alter"}, ["DC.subject=Planung", "DC.subject=Alter"]),
    ],
)
def test_dublin_core_says_the_same(item, tags):
    assert [f"{name}={content}" for name, content in tags_of(**item) if name.startswith("DC.")] == tags


def test_the_file_and_the_licence_are_named_if_there_are_any():
    tags = meta_tags(minimal(), URL, "https://www.example.org/a.pdf", "https://creativecommons.org/licenses/by/4.0/")
    assert ("citation_pdf_url", "https://www.example.org/a.pdf") in tags
    assert ("DC.rights", "https://creativecommons.org/licenses/by/4.0/") in tags
    assert len(tags) == len(meta_tags(minimal(), URL)) + 2


def test_a_date_is_as_exact_as_it_is_known():
    assert date({"date-parts": [[2019, 5]]}, "-") == "2019-05"
    assert date({"literal": "im Erscheinen"}, "-") == ""


# --- COinS -----------------------------------------------------------------------------------------------------------

BOOK = "ctx_ver=Z39.88-2004 rft_val_fmt=info:ofi/fmt:kev:mtx:book"
DUBLIN_CORE = "ctx_ver=Z39.88-2004 rft_val_fmt=info:ofi/fmt:kev:mtx:dc"
JOURNAL = "ctx_ver=Z39.88-2004 rft_val_fmt=info:ofi/fmt:kev:mtx:journal"


@pytest.mark.parametrize(
    ("item", "pairs"),
    [
        ({}, f"{BOOK} rft.genre=book rft.btitle=Planung"),
        ({"type": "report"}, f"{BOOK} rft.genre=report rft.btitle=Planung"),
        (
            {"type": "speech", "event-title": "Fachtag"},
            f"{DUBLIN_CORE} rft.type=presentation rft.title=Planung rft.source=Fachtag",
        ),
        (
            {"type": "webpage", "container-title": "Portal"},
            f"{DUBLIN_CORE} rft.type=webpage rft.title=Planung rft.source=Portal",
        ),
        ({"type": "broadcast"}, f"{DUBLIN_CORE} rft.type=tvBroadcast rft.title=Planung"),
        (
            {"type": "chapter", "container-title": "Handbuch"},
            f"{BOOK} rft.genre=bookitem rft.atitle=Planung rft.btitle=Handbuch",
        ),
        (
            {"type": "article-journal", "container-title": "Archiv"},
            f"{JOURNAL} rft.genre=article rft.atitle=Planung rft.jtitle=Archiv",
        ),
        ({"type": "article-newspaper"}, f"{JOURNAL} rft.genre=article rft.atitle=Planung"),
    ],
)
def test_coins_have_the_format_and_the_genre_of_their_type(item, pairs):
    assert " ".join(f"{name}={value}" for name, value in parse_qsl(coins(minimal(**item)))) == pairs


@pytest.mark.parametrize(
    ("item", "pairs"),
    [
        ({"DOI": "10.1000/182", "URL": "https://e.org/"}, ["rft_id=info:doi/10.1000/182"]),
        ({"URL": "https://e.org/"}, ["rft_id=https://e.org/"]),
        ({"collection-title": "Reihe"}, ["rft.series=Reihe"]),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, ["rft.date=2019-05-03"]),
        ({"volume": "50", "issue": "4"}, ["rft.volume=50", "rft.issue=4"]),
        ({"page": "26-35"}, ["rft.spage=26", "rft.epage=35"]),
        ({"page": "26 - 35"}, ["rft.spage=26", "rft.epage=35"]),
        ({"publisher": "Beltz", "publisher-place": "Weinheim"}, ["rft.pub=Beltz", "rft.place=Weinheim"]),
        ({"edition": "2"}, ["rft.edition=2"]),
        ({"ISBN": "978-3", "ISSN": "0340-3564"}, ["rft.isbn=978-3", "rft.issn=0340-3564"]),
        ({"language": "de"}, ["rft.language=de"]),
        (
            {"author": [FISCHER, IKPE], "editor": [{"family": "Adam"}]},
            ["rft.aulast=Fischer", "rft.aufirst=Jörg", "rft.au=Fischer, Jörg", "rft.aucorp=IKPE"],
        ),
        ({"editor": [{"family": "Adam"}]}, ["rft.au=Adam"]),
        ({"author": [IKPE, FISCHER, IKPE]}, ["rft.aucorp=IKPE", "rft.au=Fischer, Jörg", "rft.aucorp=IKPE"]),
        (
            {"author": [FISCHER | {"suffix": "Jr."}]},
            ["rft.aulast=Fischer", "rft.aufirst=Jörg", "rft.au=Fischer, Jörg, Jr."],
        ),
    ],
)
def test_coins_say_what_is_known(item, pairs):
    known = {"ctx_ver", "rft_val_fmt", "rft.genre", "rft.btitle"}
    assert [f"{name}={value}" for name, value in parse_qsl(coins(minimal(**item))) if name not in known] == pairs
