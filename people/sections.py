"""What the people show on the pages of topics, projects, programmes and regions."""

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import PersonPage, Responsibility
from .office import office_person


def responsible(responsibilities, picture=None):
    """The section for the people of `responsibilities`, each person once, those in charge first.

    The renditions of `picture`, which the page shows itself, are fetched with those of the portraits.
    """
    people: dict[int, PersonPage] = {}
    roles: dict[int, dict[str, None]] = {}
    entries = responsibilities.visible().for_listing().select_related("person__image")
    entries = entries.order_by("-is_lead", "person__last_name", "person__first_name")
    for entry in entries:
        person = people.setdefault(entry.person_id, entry.person)
        roles.setdefault(person.pk, {}).setdefault(entry.role)
    PersonPage.attach_deputies(people.values())
    pictures = [picture, *(person.image for person in people.values())]
    prefetch_related_objects([image for image in pictures if image], "renditions")
    for person in people.values():
        person.roles = [role for role in roles[person.pk] if role]
    if people:
        return Section(
            "ansprechpersonen",
            _("People to turn to"),
            "people/sections/responsible.html",
            {
                "people": list(people.values()),
                "regions_are_example": any(entry.regions_are_example for entry in entries),
            },
            aside=True,
        )
    return None


def office() -> Section | None:
    """The section where nobody is named: who answers for the office."""
    if person := office_person():
        items = {"people": [person], "stands_in": True}
        return Section("ansprechpersonen", _("Your contact"), "people/sections/responsible.html", items, aside=True)
    return None


@register_section("topics.TopicPage", order=10)
def people_of_topic(topic):
    return responsible(Responsibility.objects.for_topic(topic)) or office()


@register_section("topics.WorkAreaPage", order=10)
def people_of_work_area(area):
    topics = area.listed_topics
    return (responsible(Responsibility.objects.for_topics(topics), area.image) if topics else None) or office()


@register_section("topics.ProjectPage", order=10)
def people_of_project(project):
    return responsible(Responsibility.objects.filter(project=project), project.image)


@register_section("topics.Region", order=10)
def people_of_region(region):
    return responsible(Responsibility.objects.naming(region))


@register_section("topics.Programme", order=10)
def people_of_programme(programme):
    return (
        responsible(Responsibility.objects.filter(Q(programme=programme) | Q(project__programme=programme)))
        or office()
    )
