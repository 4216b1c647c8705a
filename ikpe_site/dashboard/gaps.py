"""Where gaps in responsibilities can be filled."""

from django.urls import reverse

from ikpe_site.editing.admin_urls import edit_url
from people.gaps import Gap, GapKind, find_gaps
from people.models import PersonPage

from .access import editable

FIELDS = {GapKind.ENDING: "responsibilities", GapKind.PERSON: "responsibilities", GapKind.ABSENT: "deputy"}


def gap_url(gap: Gap) -> str:
    """The field that fills the gap: of its person, or, if it has none, of whom the list of the team shows."""
    return edit_url(gap.person.pk, FIELDS[gap.kind]) if gap.person else reverse("people:index")


def gaps_for(user) -> list[Gap]:
    """The gaps that `user` may fill: those of people whose pages they may edit."""
    people = set(editable(PersonPage, user).values_list("pk", flat=True))
    if not people:
        return []
    return [gap for gap in find_gaps() if gap.person is None or gap.person.pk in people]
