"""The counties of Thüringen and what the institute does there."""

import datetime

import pytest
from django.utils.translation import gettext as _

from tests.factories import (
    HIDING,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words
from topics.models import Region

pytestmark = pytest.mark.database

Kind = Region.Kind


@pytest.mark.django_db
def test_thueringen_has_17_counties_and_5_cities_today():
    today = Region.objects.current().filter(key__startswith="16")
    assert today.filter(kind=Kind.COUNTY).count() == 17
    assert today.filter(kind=Kind.CITY).count() == 5
    assert set(today.filter(kind=Kind.CITY).values_list("name", flat=True)) == {
        "Erfurt",
        "Gera",
        "Jena",
        "Suhl",
        "Weimar",
    }


@pytest.mark.django_db
def test_there_are_24_regions_with_eisenach_and_what_lies_outside():
    assert Region.objects.count() == 24
    assert Region.objects.get(key="16056").name == "Eisenach"
    assert Region.objects.get(key=Region.OUTSIDE_KEY).kind == Kind.OUTSIDE


@pytest.mark.django_db
def test_every_key_and_every_address_is_well_formed():
    for region in Region.objects.all():
        region.full_clean()
        assert len(region.key) == 5
        slug = region.slug
        region.save()
        assert region.slug == slug, "the migration spelled it otherwise"
        assert slug.isascii()


# Destatis, Gemeindeverzeichnis (Kreise und kreisfreie Städte), in the order of the keys.
OFFICIAL = """
16051 Erfurt, 16052 Gera, 16053 Jena, 16054 Suhl, 16055 Weimar, 16061 Eichsfeld, 16062 Nordhausen,
16063 Wartburgkreis, 16064 Unstrut-Hainich-Kreis, 16065 Kyffhäuserkreis, 16066 Schmalkalden-Meiningen, 16067 Gotha,
16068 Sömmerda, 16069 Hildburghausen, 16070 Ilm-Kreis, 16071 Weimarer Land, 16072 Sonneberg,
16073 Saalfeld-Rudolstadt, 16074 Saale-Holzland-Kreis, 16075 Saale-Orla-Kreis, 16076 Greiz, 16077 Altenburger Land
"""


@pytest.mark.django_db
def test_keys_and_names_are_the_official_ones():
    today = Region.objects.current().filter(key__startswith="16").order_by("key")
    assert [f"{region.key} {region.name}" for region in today] == " ".join(OFFICIAL.split()).split(", ")


@pytest.mark.django_db
def test_eisenach_is_part_of_the_wartburgkreis_since_july_2021():
    eisenach = Region.objects.get(name="Eisenach")
    assert eisenach.dissolved_on == datetime.date(2021, 7, 1)
    assert eisenach.merged_into.name == "Wartburgkreis"
    assert eisenach not in Region.objects.current()


def test_the_list_names_all_regions_with_their_kind(site_tree):
    page = main_of(site_tree.regions.url)
    entries = titles(page, ".regions-list li")
    assert len(entries) == 24
    assert f"Greiz {Kind.COUNTY.label}" in entries
    assert f"{site_tree.regions.url}soemmerda/" in hrefs(page)
    (eisenach,) = [entry for entry in entries if entry.startswith("Eisenach")]
    expected = _("part of %(name)s since %(date)s") % {"name": "Wartburgkreis", "date": "Juli 2021"}
    assert eisenach.endswith(expected)


def test_every_region_has_a_page(site_tree, client):
    for region in Region.objects.all():
        assert client.get(f"{site_tree.regions.url}{region.slug}/").status_code == 200


@pytest.mark.parametrize("slug", ["atlantis", "greiz/mehr", "16076"])
def test_there_is_no_page_for_a_region_that_does_not_exist(slug, site_tree, client):
    assert client.get(f"{site_tree.regions.url}{slug}/").status_code == 404


def test_a_region_has_no_page_while_the_list_is_hidden(site_tree, client):
    make_draft(site_tree.regions)
    assert client.get(f"{site_tree.regions.url}greiz/").status_code == 404


def test_the_page_of_eisenach_says_where_it_belongs_and_links_on(site_tree):
    page = main_of(f"{site_tree.regions.url}eisenach/")
    notice = page.select_one(".notice")
    assert "1. Juli 2021" in words(notice)
    assert words(notice.a) == "Wartburgkreis"
    assert hrefs(notice) == [f"{site_tree.regions.url}wartburgkreis/"]


def test_the_page_of_a_region_leads_to_the_contact_finder(site_tree):
    page = main_of(f"{site_tree.regions.url}greiz/")
    assert words(page.h1) == "Greiz"
    assert f"{site_tree.contact.url}?region=16076" in hrefs(page)
    eisenach = main_of(f"{site_tree.regions.url}eisenach/")
    assert not [link for link in hrefs(eisenach) if "region=16056" in link]


def test_a_region_without_any_work_says_so(site_tree):
    page = main_of(f"{site_tree.regions.url}greiz/")
    expected = _("The site does not list any work of the institute for %(region)s yet.") % {"region": "Greiz"}
    assert words(page.select_one(".empty p")) == expected


@pytest.fixture
def work(site_tree):
    """One of everything in Greiz."""
    greiz = [Region.objects.get(name="Greiz")]
    person = PersonPageFactory()
    topic = TopicPageFactory()
    ResponsibilityFactory(person=person, topic=topic, regions=greiz)
    return {
        "ansprechpersonen": person,
        "projekte": ProjectPageFactory(parent=topic, regions=greiz),
        "aktuelles": NewsPageFactory(regions=greiz),
        "ergebnisse": PublicationPageFactory(regions=greiz),
        "termine": EventPageFactory(regions=greiz),
    }


def test_the_page_of_a_region_shows_what_the_institute_does_there(site_tree, work):
    page = main_of(f"{site_tree.regions.url}greiz/")
    for section, target in work.items():
        assert target.url in hrefs(page, f"[aria-labelledby={section}] a"), section
    other = main_of(f"{site_tree.regions.url}gera/")
    assert not {target.url for target in work.values()} & set(hrefs(other))


@pytest.mark.parametrize("state", HIDING)
@pytest.mark.parametrize("section", ["ansprechpersonen", "projekte", "aktuelles", "ergebnisse", "termine"])
def test_the_page_of_a_region_shows_nothing_hidden(section, state, site_tree, work):
    HIDING[state](work[section])
    page = main_of(f"{site_tree.regions.url}greiz/")
    assert work[section].url not in hrefs(page)
    assert work[section].title not in words(page)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Erfurt", "in Erfurt"),
        ("Gotha", "im Landkreis Gotha"),
        ("Eichsfeld", "im Eichsfeld"),
        ("Ilm-Kreis", "im Ilm-Kreis"),
        ("Kyffhäuserkreis", "im Kyffhäuserkreis"),
        ("Weimarer Land", "im Weimarer Land"),
        ("außerhalb Thüringens", "außerhalb Thüringens"),
    ],
)
def test_a_region_knows_its_place_in_a_sentence(name, where, db):
    assert Region.objects.get(name=name).locative == where
