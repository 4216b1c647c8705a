from ..addresses.models import Link, MissingAddress
from .home_page import HomePage
from .mail import QueuedMail
from .scheduling import ScheduledJob, SchedulerLease

__all__ = ["HomePage", "Link", "MissingAddress", "QueuedMail", "ScheduledJob", "SchedulerLease"]
