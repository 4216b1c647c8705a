"""What is due, and who is responsible for it: the content of the weekly mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from ikpe_site.editing import reviews
from ikpe_site.editing.admin_urls import edit_url
from ikpe_site.editing.todos import Todo, all_todos
from people.gaps import Gap, find_gaps
from people.models import PersonPage, Responsibility
from topics.models import ProjectPage, TopicPage

from .gaps import gap_url

# Of what is to be done, the weekly mail names what somebody has to answer for.
REASONS = {
    reviews.NAME: _("Nobody has reviewed the page for a year. Is everything still true?"),
    "results": _("The project has ended and no result names it. Is there a report, or does the project go on?"),
    "review": _("The event is over and has no review yet."),
}


@dataclass(frozen=True)
class Reminder:
    """`reason` says what is due with what `title` names, `path` leads to the field in the admin."""

    title: str
    reason: str
    path: str


def due() -> dict[PersonPage | None, list[Reminder]]:
    """All that is due, by the person who is responsible; None stands for the editors.

    In a number of queries that does not grow with the pages.
    """
    leads = Leads()
    reminders: dict[PersonPage | None, list[Reminder]] = {}
    for todo in all_todos():
        if todo.name in REASONS:
            for page in with_contact(todo.find(apps.get_model(todo.model).objects.all()).defer_streamfields()):
                for person in leads.of(page):
                    reminders.setdefault(person, []).append(reminder(todo, page))
    for gap in find_gaps():
        for person in leads.of_gap(gap):
            reminders.setdefault(person, []).append(Reminder(gap.title, gap_reason(gap), gap_url(gap)))
    return reminders


def with_contact(pages):
    return pages.select_related("contact_person") if pages.model is EventPage else pages


def reminder(todo: Todo, page) -> Reminder:
    return Reminder(page.title, str(REASONS[todo.name]), edit_url(page.pk, todo.field))


def gap_reason(gap: Gap) -> str:
    return f"{gap.kind.label} ({gap.date_display})." if gap.date else f"{gap.kind.label}."


class Leads:
    """Who is in charge of topics and projects today, or answers for them if nobody is in charge.

    Somebody absent is represented by the deputy. Those without a mail address answer for nothing here: what is theirs
    goes to the editors.
    """

    def __init__(self):
        people = list(PersonPage.objects.visible().current().defer_streamfields())
        PersonPage.attach_deputies(people)
        self.people = {person.pk: self.represented(person) for person in people}
        entries = Responsibility.objects.visible().order_by("-is_lead", "person__last_name", "pk")
        self.named: dict[int, list[tuple[bool, PersonPage]]] = {}
        for page_id, topic_id, person_id, is_lead in entries.values_list(
            "project_id", "topic_id", "person_id", "is_lead"
        ):
            if (person := self.people.get(person_id)) and (page_id or topic_id):
                self.named.setdefault(page_id or topic_id, []).append((is_lead, person))
        self.topics = {topic.path: topic.pk for topic in TopicPage.objects.only("path")}

    @staticmethod
    def represented(person: PersonPage) -> PersonPage | None:
        who = person.stand_in if person.is_absent else person
        return who if who and who.email else None

    def of(self, page) -> Iterable[PersonPage | None]:
        """The people to write to about `page`; None alone if it is a matter of the editors."""
        if isinstance(page, PersonPage):
            return [self.people.get(page.pk)]
        if isinstance(page, EventPage):
            return [self.people.get(page.contact_person_id)]
        leads = self.in_charge(page.pk)
        if not leads and isinstance(page, ProjectPage):  # then who answers for its topic
            leads = self.in_charge(self.topics.get(page.path[: -page.steplen]))
        return leads or [None]

    def in_charge(self, pk: int | None) -> list[PersonPage]:
        named = self.named.get(pk, [])
        leads = [person for is_lead, person in named if is_lead]
        return list(dict.fromkeys(leads or [person for _is_lead, person in named]))

    def of_gap(self, gap: Gap) -> Iterable[PersonPage | None]:
        """A gap that is about a person goes to them, one in a project to who answers for its topic, others to the
        editors: nobody is responsible for what has no responsible person."""
        if gap.person:
            return [self.people.get(gap.person.pk)]
        return self.of(gap.target) if isinstance(gap.target, ProjectPage) else [None]
