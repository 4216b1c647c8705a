"""What somebody may try in the admin. Each action returns whether it was done, found out from its effect."""

from . import administration, content, events, pages  # noqa: F401 register their actions
from .dashboard import ACTIONS, Member
from .pages import submitted

__all__ = ["ACTIONS", "Member", "submitted"]
