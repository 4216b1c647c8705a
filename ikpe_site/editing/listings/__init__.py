"""Lists of all pages of a type in the admin, for people who never saw the page tree.

Each app declares its list (`ContentListing`) with columns and filters and registers it as a viewset of the admin. An
export holds what the list shows.
"""

from .access import index_pages_of, listings, rights_in
from .columns import DateColumn, NamesColumn, changed_by
from .filters import RelatedFilter
from .schedule import scheduled_revisions
from .views import ContentListing, for_wide_screens, light

__all__ = [
    "ContentListing",
    "DateColumn",
    "NamesColumn",
    "RelatedFilter",
    "changed_by",
    "for_wide_screens",
    "index_pages_of",
    "light",
    "listings",
    "rights_in",
    "scheduled_revisions",
]
