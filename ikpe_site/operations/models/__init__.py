from .mail import QueuedMail
from .scheduling import ScheduledJob, SchedulerLease

__all__ = ["QueuedMail", "ScheduledJob", "SchedulerLease"]
