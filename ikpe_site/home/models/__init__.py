from ..addresses.models import Link, MissingAddress
from ..desk.models import DigestMail
from .home_page import HomePage
from .mail import QueuedMail
from .scheduling import ScheduledJob, SchedulerLease

__all__ = ["DigestMail", "HomePage", "Link", "MissingAddress", "QueuedMail", "ScheduledJob", "SchedulerLease"]
