"""Lists of all pages of a type in the admin, for people who never saw the page tree.

Each app declares its list (`ContentListing`) with columns and filters and registers it as a viewset of the admin. An
export holds what the list shows.
"""

from .access import listings, rights_in, sections_of
from .columns import DateColumn, NamesColumn
from .filters import RelatedFilter
from .schedule import scheduled_revisions
from .views import ContentListing, for_wide_screens, light

__all__ = [
    "ContentListing",
    "DateColumn",
    "NamesColumn",
    "RelatedFilter",
    "for_wide_screens",
    "light",
    "listings",
    "rights_in",
    "scheduled_revisions",
    "sections_of",
]
