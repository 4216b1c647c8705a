"""An event as calendars need it."""

from .models.schedule import Schedule
from .models.signup import Signup
from .models.venue import Venue


class CalendarEvent(Schedule, Venue, Signup):
    """One row of `EventQuerySet.for_calendar()`: the columns as attributes, and `topics`, a list of titles."""

    columns = (
        "pk",
        "title",
        "slug",
        "teaser",
        "last_published_at",
        "latest_revision_created_at",
        "uid",
        "sequence",
        "start",
        "end",
        "all_day",
        "status",
        "earlier_start",
        "place",
        "room",
        "address",
        "accessibility",
        "latitude",
        "longitude",
        "is_online",
        "participation",
        "registration",
        "takes_registrations",
        "places",
        "taken",
    )

    def __init__(self, row: dict, topics: list[str]):
        self.__dict__.update(row)
        self.topics = topics
        self.places_taken = self.taken
