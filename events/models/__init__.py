from .events import EventPage, EventQuestion
from .index import EventIndexPage
from .registrations import Registration
from .series import EventSeriesPage

__all__ = ["EventIndexPage", "EventPage", "EventQuestion", "EventSeriesPage", "Registration"]
