"""The profile of a person."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tests.admin_forms import edit_url, inline_row, read_form, stream_data
from tests.factories import (
    HIDING,
    ContentPageFactory,
    ContributorFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import get_soup, hrefs, main_of, queries_of, soup_of, titles, words
from topics.models import Region

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def test_the_title_is_the_full_name(site_tree):
    person = PersonPageFactory(academic_title="Prof. Dr.", first_name="Petra", last_name="Muster")
    assert person.title == "Prof. Dr. Petra Muster"
    assert words(main_of(person.url).h1) == "Prof. Dr. Petra Muster"
    person.last_name = "Beispiel"
    person.save()
    assert person.title == "Prof. Dr. Petra Beispiel"


def test_the_mail_address_is_spelled_with_ae_and_its_link_works(site_tree):
    person = PersonPageFactory(email="petra.muster@ikpe-erfurt.de")
    link = main_of(person.url).select_one("a[href^=mailto]")
    assert link["href"] == "mailto:petra.muster@ikpe-erfurt.de"
    assert link.get_text() == "petra.muster[ät]ikpe-erfurt.de"


def test_the_phone_number_is_dialled_in_international_form_and_shown_the_german_way(site_tree):
    person = PersonPageFactory(phone="0361 / 30257 - 606")
    link = main_of(person.url).select_one("a[href^=tel]")
    assert link["href"] == "tel:+4936130257606"
    assert words(link) == "0361 30257-606"


def test_without_an_address_of_her_own_that_of_the_institute_is_shown(institute):
    facts = words(main_of(PersonPageFactory().url).select_one(".person-contact"))
    assert "Altonaer Straße 25 99085 Erfurt" in facts


def test_an_address_of_her_own_replaces_that_of_the_institute(institute):
    facts = words(main_of(PersonPageFactory(address="Rathaus\nFischmarkt 1").url).select_one(".person-contact"))
    assert "Rathaus Fischmarkt 1" in facts
    assert "Altonaer" not in facts


def test_the_orcid_leads_to_its_record(site_tree):
    person = PersonPageFactory(orcid="0000-0002-1825-0097")
    assert "https://orcid.org/0000-0002-1825-0097" in hrefs(main_of(person.url))


def test_without_a_portrait_the_initials_stand_on_cubes(site_tree):
    person = PersonPageFactory(first_name="Petra", last_name="Muster")
    portrait = main_of(person.url).select_one(".person-portrait svg")
    assert portrait.get_text("").strip() == "PM"


# --- responsibilities ------------------------------------------------------------------------------------------------


def responsibilities(person) -> list[str]:
    return titles(main_of(person.url), ".duties > li")


def test_responsibilities_name_what_they_are_for(site_tree):
    person, topic = PersonPageFactory(), TopicPageFactory(title="Familie")
    project = ProjectPageFactory(parent=topic, title="Modellvorhaben")
    greiz = Region.objects.get(name="Greiz")
    ResponsibilityFactory(person=person, topic=topic, role="Leitung", regions=[greiz])
    ResponsibilityFactory(person=person, project=project, role="")
    programme = ProgrammeFactory(name="Landesprogramm", abbreviation="LP")
    ResponsibilityFactory(person=person, programme=programme, role="")
    ResponsibilityFactory(person=person, label="Verwaltung", role="")
    assert responsibilities(person) == ["Landesprogramm LP", "Familie Leitung Greiz", "Modellvorhaben", "Verwaltung"]
    assert titles(main_of(person.url), ".duty-group h3") == [
        _("Programmes"),
        _("Topics and projects"),
        _("Further duties"),
    ]
    programme_url = f"{site_tree.topics.url}programme/lp/"
    assert hrefs(main_of(person.url), ".duty-name a") == [programme_url, topic.url, project.url]


def test_many_regions_are_counted_and_stand_on_the_map(site_tree):
    person, names = PersonPageFactory(), ["Greiz", "Gera", "Jena", "Gotha", "Eichsfeld"]
    ResponsibilityFactory(person=person, label="Beratung", role="", regions=Region.objects.filter(name__in=names))
    page = main_of(person.url)
    assert words(page.select_one(".duty-regions summary")) == "3 Landkreise, 2 kreisfreie Städte"
    assert titles(page, ".duty-places a") == sorted(names)
    assert len(page.select(".region-map .is-marked")) == len(names)


def test_without_a_region_there_is_no_map(site_tree):
    person = PersonPageFactory()
    outside = Region.objects.get(key=Region.OUTSIDE_KEY)
    ResponsibilityFactory(person=person, label="Anfragen", role="", regions=[outside])
    assert main_of(person.url).select_one(".region-map") is None


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (0, None, True),
        (None, 0, True),
        (0, 0, True),
        (1, None, False),
        (None, -1, False),
        (-9, -1, False),
        (-9, 9, True),
    ],
)
def test_a_responsibility_is_shown_from_its_first_to_its_last_day(first, last, holds, site_tree):
    person, topic = PersonPageFactory(), TopicPageFactory(title="Familie")
    dates = {
        name: None if days is None else TODAY() + days * DAY
        for name, days in (("valid_from", first), ("valid_to", last))
    }
    entry = ResponsibilityFactory(person=person, topic=topic, role="Leitung", **dates)
    assert entry.is_valid is holds
    assert responsibilities(person) == (["Familie Leitung"] if holds else [])
    on_topic = titles(main_of(topic.url), "[aria-labelledby=ansprechpersonen] .person-name")
    assert on_topic == ([person.title] if holds else [])
    names = titles(main_of(site_tree.contact.url, anliegen="familie"), ".person-card .person-name")
    assert names == ([person.title] if holds else [])


@pytest.mark.parametrize("state", HIDING)
@pytest.mark.parametrize("kind", ["topic", "project"])
def test_a_responsibility_for_a_hidden_page_is_not_shown(kind, state, site_tree):
    person, topic = PersonPageFactory(), TopicPageFactory()
    target = topic if kind == "topic" else ProjectPageFactory(parent=topic)
    ResponsibilityFactory(person=person, **{kind: target})
    HIDING[state](target)
    assert responsibilities(person) == []
    assert main_of(site_tree.people.url).select(".responsibilities li") == []


def test_the_preview_shows_responsibilities_that_are_not_saved_yet(site_tree, editor_client):
    person, topic = PersonPageFactory(), TopicPageFactory(title="Familie")
    data = read_form(editor_client, edit_url(person))
    empty = {"programme": "", "project": "", "label": "", "valid_from": "", "valid_to": ""}
    row = inline_row("responsibilities", topic=str(topic.pk), role="Leitung", **empty)
    data |= stream_data(type(person)) | row
    data["responsibilities-0-regions"] = [Region.objects.get(name="Greiz").pk]
    preview = edit_url(person) + "preview/"
    assert editor_client.post(preview, data).json()["is_valid"]
    shown = soup_of(editor_client.get(preview))
    assert titles(shown, ".duties > li") == ["Familie Leitung Greiz"]


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_the_page_of_a_person_who_left_names_the_successor(site_tree):
    successor = PersonPageFactory()
    person = PersonPageFactory(left_on=TODAY() - DAY, successor=successor)
    notice = main_of(person.url).select_one(".notice")
    assert hrefs(notice) == [successor.url]
    assert person.title in words(notice)


def test_the_page_of_a_person_who_left_shows_neither_phone_nor_mail_nor_responsibilities(site_tree):
    person = PersonPageFactory(left_on=TODAY() - DAY)
    ResponsibilityFactory(person=person, topic=TopicPageFactory())
    page = main_of(person.url)
    assert page.select("a[href^=mailto], a[href^=tel]") == []
    assert responsibilities(person) == []


# „below a private page“ would hide the person as well, who stands below the same page.
def test_the_page_of_a_person_who_left_does_not_say_what_they_are_there_for(site_tree):
    person = PersonPageFactory(teaser="Ist ansprechbar.", position="Referentin", left_on=TODAY() - DAY)
    assert "ansprechbar" not in str(get_soup(person.url))
    assert words(main_of(person.url).select_one(".kicker")) == "Früher: Referentin"


@pytest.mark.parametrize("state", [*(state for state in HIDING if state != "below a private page"), "left"])
def test_a_successor_whom_visitors_may_not_see_is_not_named(state, site_tree):
    successor = PersonPageFactory(left_on=TODAY() - DAY if state == "left" else None)
    person = PersonPageFactory(left_on=TODAY() - DAY, successor=successor)
    if state in HIDING:
        HIDING[state](successor)
    notice = main_of(person.url).select_one(".notice")
    assert hrefs(notice) == []
    assert successor.title not in words(notice)
    assert _("Please turn to:") not in words(notice)


def test_on_the_last_day_a_person_is_still_here(site_tree):
    person = PersonPageFactory(left_on=TODAY())
    assert not person.has_left
    assert main_of(person.url).select(".notice") == []
    assert titles(main_of(site_tree.people.url), ".person-name") == [person.title]


def test_the_successor_may_be_deleted(site_tree):
    successor = PersonPageFactory()
    person = PersonPageFactory(left_on=TODAY() - DAY, successor=successor)
    successor.delete()
    assert main_of(person.url).select_one(".notice")


# --- publications ----------------------------------------------------------------------------------------------------


def test_the_publications_of_a_person_are_listed_once_each(site_tree):
    person, publication = PersonPageFactory(), PublicationPageFactory()
    ContributorFactory(publication=publication, person=person)
    ContributorFactory(publication=publication, person=person, role="editor")
    hidden = PublicationPageFactory()
    ContributorFactory(publication=hidden, person=person)
    make_draft(hidden)
    assert hrefs(main_of(person.url), "[aria-labelledby=ergebnisse] a") == [publication.url]


# --- absence ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def absent(site_tree):
    """A person who is away, with a deputy, and a topic that they answer for."""
    deputy = PersonPageFactory(phone="0361 30257-602")
    person = PersonPageFactory(deputy=deputy, absent_from=TODAY(), absent_to=TODAY() + DAY, absence_note="Fortbildung")
    topic = TopicPageFactory()
    ResponsibilityFactory(person=person, topic=topic)
    return person, deputy, topic


@pytest.mark.parametrize("place", ["profile", "team", "topic", "block"])
def test_an_absence_is_shown_with_the_deputy_wherever_the_person_is(place, absent, site_tree):
    person, deputy, topic = absent
    addresses = {
        "profile": person.url,
        "team": site_tree.people.url,
        "topic": topic.url,
        "block": ContentPageFactory(body=[("people", [person])]).url,
    }
    (note,) = main_of(addresses[place]).select(".absence")
    assert "Fortbildung" in words(note)
    assert {deputy.url, "tel:+4936130257602"} == set(hrefs(note))


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_a_hidden_deputy_is_not_named(state, absent, institute):
    person, deputy, _topic = absent
    HIDING[state](deputy)
    note = main_of(person.url).select_one(".absence")
    assert deputy.title not in words(note)
    assert hrefs(note) == ["tel:+4936130257600"]


def test_many_absences_cost_one_query_more_than_none(site_tree):
    deputy = PersonPageFactory()
    people = [PersonPageFactory(deputy=deputy) for _ in range(10)]
    few = len(queries_of(site_tree.people.url))
    for person in people:
        person.absent_from = TODAY()
        person.save()
    assert len(queries_of(site_tree.people.url)) == few + 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"absent_to": datetime.date(2026, 1, 1)}, "absent_from"),
        ({"absent_from": datetime.date(2026, 1, 2), "absent_to": datetime.date(2026, 1, 1)}, "absent_to"),
    ],
)
def test_an_impossible_absence_is_refused_at_the_field(changes, field, site_tree):
    person = PersonPageFactory()
    for name, value in changes.items():
        setattr(person, name, value)
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert list(refused.value.error_dict) == [field]


def test_nobody_is_their_own_deputy(site_tree):
    person = PersonPageFactory()
    person.deputy = person
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert list(refused.value.error_dict) == ["deputy"]
