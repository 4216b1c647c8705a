"""What the forms of the admin refuse, with the error at the field."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from ikpe_site.core.models import InstituteSettings
from people.models import PersonPage
from publications.models import PublicationPage
from tests import factories
from tests.admin_forms import add, assert_published, edit, errors_of, inline_row, stream_data
from topics.models import Programme, Region


def test_a_project_does_not_end_before_it_starts(site_tree, editor_client):
    page = factories.ProjectPageFactory()
    response = edit(editor_client, page, {"starts_on": "2020-01-01", "ends_on": "2019-12-31"})
    assert errors_of(response) == {"ends_on": [_("The end lies before the start.")]}


def test_a_project_of_one_day_is_accepted(site_tree, editor_client):
    page = factories.ProjectPageFactory()
    assert_published(edit(editor_client, page, {"starts_on": "2020-01-01", "ends_on": "2020-01-01"}))


def test_an_event_does_not_end_before_it_starts(site_tree, editor_client):
    page = factories.EventPageFactory()
    response = edit(editor_client, page, {"start": "2026-03-02 10:00", "end": "2026-03-02 09:59"})
    assert errors_of(response) == {"end": [_("The end lies before the start.")]}


def test_an_event_has_a_start(site_tree, editor_client):
    page = factories.EventPageFactory()
    assert "start" in errors_of(edit(editor_client, page, {"start": ""}, publish=True))


@pytest.mark.parametrize("typed", ["31.02.2026 10:00", "morgen"])
def test_an_event_starts_on_a_day_of_the_calendar(typed, site_tree, editor_client):
    assert "start" in errors_of(edit(editor_client, factories.EventPageFactory(), {"start": typed}))


def test_the_day_of_a_publication_lies_in_its_year(site_tree, editor_client):
    page = factories.PublicationPageFactory()
    response = edit(editor_client, page, {"issued_year": "2019", "issued_on": "2020-01-01"})
    assert errors_of(response) == {"issued_on": [_("The day does not lie in the year given.")]}


def test_the_day_of_a_publication_brings_its_year(site_tree, editor_client):
    page = factories.PublicationPageFactory()
    assert_published(edit(editor_client, page, {"issued_year": "", "issued_on": "2020-05-01"}))
    page.refresh_from_db()
    assert page.issued_year == 2020


@pytest.mark.parametrize("year", ["1899", "2101", "neulich"])
def test_a_publication_has_a_plausible_year(year, site_tree, editor_client):
    assert "issued_year" in errors_of(edit(editor_client, factories.PublicationPageFactory(), {"issued_year": year}))


def test_a_publication_belongs_to_a_category(site_tree, editor_client):
    assert "category" in errors_of(add(editor_client, PublicationPage, site_tree.publications, {"title": "Heft"}))


@pytest.mark.parametrize("orcid", ["0000-0002-1825-009", "0000000218250097", "https://orcid.org/0000-0002-1825-0097"])
def test_an_orcid_has_its_form(orcid, site_tree, editor_client):
    response = edit(editor_client, factories.PersonPageFactory(), {"orcid": orcid})
    assert "orcid" in errors_of(response)


@pytest.mark.parametrize("orcid", ["", "0000-0002-1825-0097", "0000-0001-5109-370X"])
def test_a_right_orcid_is_accepted(orcid, site_tree, editor_client):
    assert_published(edit(editor_client, factories.PersonPageFactory(), {"orcid": orcid}))


def test_a_person_has_a_name(site_tree, editor_client):
    response = add(editor_client, PersonPage, site_tree.people, {"first_name": "", "last_name": ""})
    assert {"first_name", "last_name"} <= set(errors_of(response))


def test_a_person_has_a_mail_address_that_works(site_tree, editor_client):
    assert "email" in errors_of(edit(editor_client, factories.PersonPageFactory(), {"email": "petra[ät]ikpe"}))


NO_PHONE = "This is not a complete phone number. Please enter it with its area code, such as 0361 511500-17."

SEVERAL_PHONES = "These are several numbers. Please enter one, such as 0361 511500-17."


@pytest.mark.parametrize("phone", ["511500", "0361 / 1", "Sekretariat", "App. 17"])
def test_a_person_has_a_phone_number_that_can_be_dialled(phone, site_tree, editor_client):
    response = edit(editor_client, factories.PersonPageFactory(), {"phone": phone})
    assert errors_of(response) == {"phone": [_(NO_PHONE)]}


def test_a_person_has_one_phone_number(site_tree, editor_client):
    response = edit(editor_client, factories.PersonPageFactory(), {"phone": "0361 511500-17/-18"})
    assert errors_of(response) == {"phone": [_(SEVERAL_PHONES)]}


def test_the_institute_has_a_phone_number_that_can_be_dialled(institute, editor_client):
    url = reverse("wagtailsettings:edit", args=["core", "institutesettings", institute.site_id])
    data = stream_data(InstituteSettings) | {"name": institute.name, "phone": "0361"}
    response = editor_client.post(url, data)
    assert response.context["form"].errors["phone"] == [_(NO_PHONE)]


def test_nobody_is_their_own_successor(site_tree, editor_client):
    person = factories.PersonPageFactory()
    response = edit(editor_client, person, {"left_on": "2020-01-01", "successor": str(person.pk)})
    assert errors_of(response) == {"successor": [_("A person cannot be their own successor.")]}


# --- responsibilities ------------------------------------------------------------------------------------------------


@pytest.fixture
def enter_responsibility(site_tree, editor_client):
    person = factories.PersonPageFactory()
    empty = {"programme": "", "project": "", "topic": "", "label": "", "valid_from": "", "valid_to": ""}

    def enter(**fields):
        return edit(editor_client, person, inline_row("responsibilities", **{**empty, **fields}))

    enter.person = person
    return enter


def test_a_responsibility_is_for_something(enter_responsibility):
    errors = errors_of(enter_responsibility(role="Projektleitung"))
    assert errors["responsibilities-0.programme"] == [_("Say what the person is responsible for.")]


def test_a_responsibility_names_a_project_of_its_programme(enter_responsibility):
    project = factories.ProjectPageFactory(programme=factories.ProgrammeFactory())
    other = factories.ProgrammeFactory()
    errors = errors_of(enter_responsibility(programme=str(other.pk), project=str(project.pk)))
    assert errors["responsibilities-0.project"] == [_("The project does not belong to this programme.")]


def test_a_responsibility_names_a_project_of_its_topic(enter_responsibility):
    project = factories.ProjectPageFactory(parent=factories.TopicPageFactory())
    other = factories.TopicPageFactory()
    errors = errors_of(enter_responsibility(topic=str(other.pk), project=str(project.pk)))
    assert errors["responsibilities-0.project"] == [_("The project does not belong to this topic.")]


def test_a_responsibility_does_not_end_before_it_starts(enter_responsibility):
    errors = errors_of(enter_responsibility(label="Beratung", valid_from="2020-02-01", valid_to="2020-01-31"))
    assert errors["responsibilities-0.valid_to"] == [_("The end lies before the start.")]


def test_a_complete_responsibility_is_kept_with_its_regions(enter_responsibility):
    topic, region = factories.TopicPageFactory(), Region.objects.get(name="Greiz")
    response = enter_responsibility(topic=str(topic.pk), role="Prozessbegleitung", regions=[str(region.pk)])
    assert_published(response)
    entry = enter_responsibility.person.responsibilities.get_live_queryset().get()
    assert (entry.topic, entry.role, list(entry.regions.all())) == (topic, "Prozessbegleitung", [region])


def test_a_contributor_has_a_name(site_tree, editor_client):
    row = inline_row("contributors", person="", given="Petra", family="", literal="", role="author")
    errors = errors_of(edit(editor_client, factories.PublicationPageFactory(), row))
    assert errors["contributors-0.person"] == [_("Choose a person of the team or enter a name.")]


# --- snippets --------------------------------------------------------------------------------------------------------


def save_snippet(client, snippet, changes):
    name = snippet._meta.label_lower.replace(".", "_")
    url = reverse(f"wagtailsnippets_{name}:edit", args=[snippet.pk])
    response = client.get(url)
    assert response.status_code == 200
    data = response.context["form"].initial
    data = {name: "" if value is None else value for name, value in data.items()} | changes
    return client.post(url, data)


@pytest.mark.parametrize("key", ["1607", "160700", "16O70", ""])
def test_the_key_of_a_region_has_five_digits(key, editor_client):
    response = save_snippet(editor_client, factories.RegionFactory(), {"key": key})
    assert "key" in errors_of(response)


def test_a_merged_region_has_a_date(editor_client):
    county = Region.objects.get(name="Wartburgkreis")
    response = save_snippet(editor_client, factories.RegionFactory(), {"merged_into": county.pk, "dissolved_on": ""})
    assert errors_of(response) == {"dissolved_on": [_("A region that was merged into another needs this date.")]}


def test_a_region_is_not_merged_into_itself(editor_client):
    region = factories.RegionFactory()
    response = save_snippet(editor_client, region, {"merged_into": region.pk, "dissolved_on": "2021-07-01"})
    assert errors_of(response) == {"merged_into": [_("A region cannot be merged into itself.")]}


def test_a_region_of_the_same_name_is_refused(editor_client):
    response = save_snippet(editor_client, factories.RegionFactory(), {"name": "Greiz"})
    assert "name" in errors_of(response)


@pytest.mark.parametrize(
    "factory",
    [factories.ProgrammeFactory, factories.RegionFactory, factories.PersonGroupFactory, factories.CategoryFactory],
)
def test_editors_can_change_a_snippet(factory, editor_client):
    snippet = factory()
    assert save_snippet(editor_client, snippet, {"name": "Neuer Name"}).status_code == 302
    snippet.refresh_from_db()
    assert snippet.name == "Neuer Name"


@pytest.mark.parametrize(
    "factory",
    [factories.ProgrammeFactory, factories.RegionFactory, factories.PersonGroupFactory, factories.CategoryFactory],
)
def test_editors_see_the_list_of_snippets(factory, editor_client):
    snippet = factory()
    name = snippet._meta.label_lower.replace(".", "_")
    response = editor_client.get(reverse(f"wagtailsnippets_{name}:list"))
    assert str(snippet.name) in response.content.decode()


@pytest.mark.parametrize(
    ("factory", "field", "taken", "wanted"),
    [
        (factories.ProgrammeFactory, "abbreviation", "A-B", "A B"),
        (factories.RegionFactory, "name", "Muster-Kreis", "Muster Kreis"),
    ],
    ids=["programme", "region"],
)
def test_a_name_whose_address_is_taken_breaks_nothing(factory, field, taken, wanted, editor_client):
    factory(**{field: taken})
    assert save_snippet(editor_client, factory(), {field: wanted}).status_code in (200, 302)


def test_a_category_whose_address_is_taken_breaks_nothing(editor_client):
    factories.CategoryFactory(name="Vorträge!")
    url = reverse("wagtailsnippets_publications_publicationcategory:add")
    assert editor_client.post(url, {"name": "Vorträge", "sort_order": 3}).status_code in (200, 302)


def test_a_new_programme_gets_an_address(editor_client):
    data = {"abbreviation": "ThILIK", "name": "Thüringer Initiative", "topic": ""}
    assert editor_client.post(reverse("wagtailsnippets_topics_programme:add"), data).status_code == 302
    assert Programme.objects.get(abbreviation="ThILIK").slug == "thilik"
