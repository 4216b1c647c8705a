from ..addresses.models import Link, MissingAddress
from ..desk.models import DigestMail
from ..search.models import MissedSearch, SearchEntry, SearchWord
from .home_page import HomePage
from .mail import QueuedMail
from .scheduling import ScheduledJob, SchedulerLease

__all__ = [
    "DigestMail",
    "HomePage",
    "Link",
    "MissedSearch",
    "MissingAddress",
    "QueuedMail",
    "ScheduledJob",
    "SchedulerLease",
    "SearchEntry",
    "SearchWord",
]
