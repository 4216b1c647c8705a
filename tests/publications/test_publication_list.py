"""The list of publications: categories, order and filters."""

from urllib.parse import parse_qs

import pytest
from django.utils.translation import gettext as _

from publications.citation.references import ReferenceStyle
from publications.models import CitationSettings, PublicationPage
from tests.factories import (
    CategoryFactory,
    ContributorFactory,
    DocumentFactory,
    ImageFactory,
    PersonPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
    make_draft,
    make_private,
)
from tests.helpers import hrefs, main_of, options, titles, words
from topics.models import Region

pytestmark = pytest.mark.database


@pytest.fixture
def url(site_tree):
    return site_tree.publications.url


@pytest.fixture
def categories(site_tree):
    names = ["Fachartikel", "Presse", "Handreichungen", "Vorträge"]
    return [CategoryFactory(name=name, sort_order=order) for order, name in enumerate(names)]


def shown(url, **query):
    return titles(main_of(url, **query), ".publication h3")


def test_categories_come_in_the_order_of_the_institute_with_their_counts(url, categories):
    articles, press, guides, _talks = categories
    for category in (press, articles, articles, guides):
        PublicationPageFactory(category=category)
    make_draft(PublicationPageFactory(category=press))
    make_private(PublicationPageFactory(category=guides))
    counts = titles(main_of(url), ".counts li")
    assert counts == ["Fachartikel 2", "Presse 1", "Handreichungen 1", "Vorträge noch keine"]


def test_publications_stand_under_their_year_the_newest_first(url):
    for year in (2017, 2020, None, 2019, 2020):
        PublicationPageFactory(title=f"Von {year}", issued_year=year)
    PublicationPageFactory(title="Bald", issued_year=None, is_forthcoming=True)
    assert titles(main_of(url), ".page-section > h2") == ["Im Erscheinen", "2020", "2019", "2017", "O. J."]
    assert shown(url) == ["Bald", "Von 2020", "Von 2020", "Von 2019", "Von 2017", "Von None"]


def test_within_a_year_they_are_sorted_as_in_a_german_bibliography(url):
    """By author, then by title; umlauts as their vowels, ß as ss, what has no author by its title (DIN 5007-1)."""
    for family in ("Zabel", "Öttinger", "Otto", "Ahrens", "Groß", "Grosse", "Äpfel"):
        page = PublicationPageFactory(title=f"Von {family}")
        ContributorFactory(publication=page, family=family, given="A.")
    PublicationPageFactory(title="Nachrichten")
    order = ["Ahrens", "Äpfel", "Groß", "Grosse", "Nachrichten", "Öttinger", "Otto", "Zabel"]
    assert shown(url) == [name if name == "Nachrichten" else f"Von {name}" for name in order]


def test_on_a_topic_too_what_is_forthcoming_comes_first(site_tree, categories):
    topic = TopicPageFactory()
    PublicationPageFactory(title="Erschienen", issued_year=2020, topics=[topic])
    PublicationPageFactory(title="Im Erscheinen", issued_year=None, is_forthcoming=True, topics=[topic])
    assert titles(main_of(topic.url), "[aria-labelledby=ergebnisse] li a") == ["Im Erscheinen", "Erschienen"]


def test_an_entry_says_kind_and_year_title_people_source_and_file(url):
    document = DocumentFactory(title="Das Heft")
    page = PublicationPageFactory(
        title="Planung", issued_year=2019, container_title="Archiv", volume="50", issue="4", document=document
    )
    ContributorFactory(publication=page, person=PersonPageFactory(first_name="Petra", last_name="Muster", email=""))
    ContributorFactory(publication=page, given="Max", family="Frei")
    entry = main_of(url).select_one(".publications > li")
    said = [words(part) for part in entry.select_one(".publication-body").find_all(recursive=False)[:4]]
    assert said == ["Aufsatz in einer Zeitschrift · 2019", "Planung", "Petra Muster, Max Frei", "Archiv"]
    assert words(entry.select_one(".download")).startswith("Das Heft PDF, ")
    assert hrefs(entry) == [page.url, document.url]
    assert words(entry.select_one("h3 a")) == "Planung"


@pytest.mark.parametrize(
    ("roles", "byline"),
    [
        (["author", "editor"], "A. Eins"),
        (["editor", "editor"], "A. Eins, B. Zwei (Hrsg.)"),
        (["author"] * 4, "A. Eins, B. Zwei, C. Drei, D. Vier"),
        (["author"] * 5, "A. Eins, B. Zwei, C. Drei u. a."),
        ([], ""),
    ],
)
def test_authors_come_before_editors_and_of_many_only_the_first(site_tree, roles, byline):
    page = PublicationPageFactory()
    people = [("A.", "Eins"), ("B.", "Zwei"), ("C.", "Drei"), ("D.", "Vier"), ("E.", "Fünf")]
    for role, (given, family) in zip(roles, people, strict=False):
        ContributorFactory(publication=page, given=given, family=family, role=role)
    page.refresh_from_db()
    assert page.byline.replace("\u00a0", " ") == byline


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"container_title": "Archiv", "publisher": "Verlag"}, "Archiv"),
        ({"container_title": "", "collection_title": "Reihe", "collection_number": "2"}, "Reihe 2"),
        ({"container_title": "", "publisher": "Verlag"}, "Verlag"),
        ({"container_title": ""}, ""),
    ],
)
def test_the_source_is_what_it_stands_in_else_its_series_else_who_published_it(fields, source):
    assert PublicationPage(**fields).source == source


def test_an_entry_shows_its_cover_or_a_drawing_of_its_kind(url):
    PublicationPageFactory(title="A", image=ImageFactory())
    PublicationPageFactory(title="B")
    with_cover, without = main_of(url).select(".publication-cover")
    assert with_cover.img["alt"] == ""
    assert not with_cover.select("svg")
    assert without.select("svg[aria-hidden=true]")
    assert not without.select("img")


def test_the_style_of_the_references_is_a_setting_of_the_site(site_tree):
    page = PublicationPageFactory(title="Planung", issued_year=2019, container_title="Archiv", volume="50", issue="4")
    ContributorFactory(publication=page, given="Max", family="Frei")
    references = []
    for style in ReferenceStyle:
        CitationSettings.objects.update_or_create(site=site_tree.home.get_site(), defaults={"style": style})
        references.append(main_of(page.url).select_one(".reference").get_text().replace("\u00a0", " "))
    assert references == [
        "Frei, M. (2019). Planung. Archiv, 50(4).",
        "FREI, Max, 2019. Planung. Archiv. Bd. 50, Nr. 4",
    ]


def test_a_title_in_another_language_is_marked_as_such(url):
    PublicationPageFactory(title="Planning", language="en")
    assert main_of(url).select_one(".publication h3")["lang"] == "en"


def test_each_entry_carries_coins_for_reference_managers(url):
    page = PublicationPageFactory(
        title="Planung & „Teilhabe“", issued_year=2019, container_title="Archiv", page="26–35", doi="10.1000/182"
    )
    ContributorFactory(publication=page, given="Jörg", family="Fischer")
    ContributorFactory(publication=page, literal="IKPE")
    data = parse_qs(main_of(url).select_one("span.Z3988")["title"])
    assert data["rft.atitle"] == ["Planung & „Teilhabe“"]
    assert data["rft.jtitle"] == ["Archiv"]
    assert (data["rft.au"], data["rft.aucorp"]) == (["Fischer, Jörg"], ["IKPE"])
    assert (data["rft.spage"], data["rft.epage"], data["rft.date"]) == (["26"], ["35"], ["2019"])
    assert data["rft_id"] == ["info:doi/10.1000/182"]


@pytest.fixture
def publications(site_tree, categories):
    family, age = TopicPageFactory(title="Familie"), TopicPageFactory(title="Alter")
    anna = PersonPageFactory(first_name="Anna", last_name="Test", email="")
    bea = PersonPageFactory(first_name="Bea", last_name="Test", email="")
    greiz = Region.objects.get(name="Greiz")
    a = PublicationPageFactory(title="A", category=categories[0], issued_year=2020, topics=[family], regions=[greiz])
    b = PublicationPageFactory(
        title="B", category=categories[1], issued_year=2020, topics=[family, age], keyword="Öffnung, Straße"
    )
    c = PublicationPageFactory(title="C", category=categories[1], issued_year=2019, topics=[age])
    PublicationPageFactory(title="D", category=categories[1], issued_year=None)
    ContributorFactory(publication=a, person=anna)
    ContributorFactory(publication=b, person=anna)
    ContributorFactory(publication=b, person=bea, role="editor")
    ContributorFactory(publication=b, person=anna, role="editor")
    ContributorFactory(publication=c, person=bea)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"art": "fachartikel"}, "A"),
        ({"art": "presse"}, "BCD"),
        ({"thema": "familie"}, "AB"),
        ({"person": "anna-test"}, "AB"),
        ({"person": "bea-test", "jahr": "2019"}, "C"),
        ({"jahr": "2020"}, "AB"),
        ({"art": "presse", "thema": "alter", "person": "anna-test", "jahr": "2020"}, "B"),
        ({"art": "fachartikel", "jahr": "2019"}, ""),
        ({"region": "greiz"}, "A"),
        ({"region": "greiz", "art": "presse"}, ""),
        ({"q": "TEST bea"}, "BC"),
        ({"q": "offnung strasse"}, "B"),
        ({"q": "Oeffnung Straße"}, "B"),
        ({"q": "öffnung", "jahr": "2019"}, ""),
        ({"q": "archiv wissenschaft"}, "ABCD"),
        ({"q": "  %_' "}, "ABCD"),
    ],
)
def test_filters_combine(query, names, url, publications):
    assert sorted(shown(url, **query)) == list(names)


def test_only_values_in_use_are_offered(url, publications, categories):
    TopicPageFactory(title="Ungenutzt")
    PersonPageFactory(first_name="Carl", last_name="Test", email="")
    hidden = PublicationPageFactory(issued_year=1999, category=categories[3])
    make_draft(hidden)
    page = main_of(url)
    assert options(page, "thema") == ["familie", "alter"]
    assert options(page, "person") == ["anna-test", "bea-test"]
    assert options(page, "jahr") == ["2020", "2019"]
    assert options(page, "art") == ["fachartikel", "presse"]
    assert options(page, "region") == ["greiz"]


def test_the_words_of_a_search_stay_in_the_form_and_can_be_removed(url, publications):
    page = main_of(url, q="Bea <b>")
    assert page.select_one(".filters input[name=q]")["value"] == "Bea <b>"
    assert words(page.select_one(".filter-state")).startswith("2 ")
    assert url in hrefs(page, ".filter-state a")


@pytest.mark.parametrize(
    "query", [{"art": "x"}, {"thema": "x"}, {"person": "x"}, {"region": "x"}, {"jahr": "1999"}, {"jahr": "abc"}]
)
def test_an_unknown_value_is_named_and_not_applied(query, url, publications):
    assert sorted(shown(url, **query)) == list("ABCD")
    assert main_of(url, **query).select_one(".filter-state .notice")


def test_there_are_25_publications_a_page_and_filters_survive_paging(url, categories):
    for _number in range(26):
        PublicationPageFactory(category=categories[0], issued_year=2019)
    for number, count in {"": 25, "1": 25, "2": 1, "0": 1, "999": 1, "abc": 25}.items():
        assert len(shown(url, seite=number)) == count, number
    PublicationPageFactory(category=categories[1])
    (following,) = hrefs(main_of(url, art="fachartikel", jahr="2019").select_one(".pagination"))
    assert set(following.lstrip("?").split("&")) == {"art=fachartikel", "jahr=2019", "seite=2"}
    assert len(shown(url + following)) == 1


def test_every_publication_stands_on_exactly_one_page(url, categories):
    for n in range(60):
        PublicationPageFactory(category=categories[n % 4], issued_year=2019 if n % 3 else None)
    shown_titles = [title for number in (1, 2, 3) for title in shown(url, seite=number)]
    assert len(shown_titles) == len(set(shown_titles)) == 60


def test_an_empty_list_says_so(url):
    assert words(main_of(url).select_one(".empty p")) == _("There are no publications for this choice yet.")


def test_the_address_of_a_category_stays_when_its_name_changes(categories):
    categories[0].name = "Aufsätze"
    categories[0].save()
    assert categories[0].slug == "fachartikel"
