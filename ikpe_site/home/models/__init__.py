from .home_page import HomePage
from .mail import QueuedMail
from .scheduling import ScheduledJob, SchedulerLease

__all__ = ["HomePage", "QueuedMail", "ScheduledJob", "SchedulerLease"]
