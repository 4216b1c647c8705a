"""Ranges of days, years and times as Duden writes them."""

from django.utils.translation import gettext as _


def range_display(first: str, last: str) -> str:
    """„2015–2020“ or „23.–27. September 2019“, but „30. September bis 1. Oktober 2019“.

    A dash without spaces ties only the words beside it: behind more than one word „bis“ says what belongs together.
    """
    if " " in first:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{first}–{last}"
