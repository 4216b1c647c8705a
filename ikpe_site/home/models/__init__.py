from .home_page import HomePage
from .scheduling import ScheduledJob, SchedulerLease

__all__ = ["HomePage", "ScheduledJob", "SchedulerLease"]
