from ..registration.models import EventQuestion, Registration
from .events import EventPage
from .imported import ImportedEvent
from .index import EventIndexPage
from .series import EventSeriesPage

__all__ = ["EventIndexPage", "EventPage", "EventQuestion", "EventSeriesPage", "ImportedEvent", "Registration"]
