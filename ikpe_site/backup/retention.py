"""Which backups stay: the last one of each of the last 7 days, 4 weeks and 12 months that have one."""

import datetime
from collections.abc import Iterable

RULES = (
    (7, lambda moment: moment.date()),
    (4, lambda moment: moment.isocalendar()[:2]),
    (12, lambda moment: (moment.year, moment.month)),
)


def kept(moments: Iterable[datetime.datetime]) -> set[datetime.datetime]:
    """Those of `moments` that stay. What counts are periods that have a backup: nothing goes because none was made."""
    newest_first = sorted(moments, reverse=True)
    keep = set()
    for count, period_of in RULES:
        last_of_period: dict[object, datetime.datetime] = {}
        for moment in newest_first:
            last_of_period.setdefault(period_of(moment), moment)
        keep.update(list(last_of_period.values())[:count])
    return keep
