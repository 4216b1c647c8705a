"""The years and months of the list of news, with the number of posts in each."""

import datetime
from dataclasses import dataclass, field

from ikpe_site.core.months import Month


@dataclass
class Year:
    number: int
    months: dict[Month, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.months.values())


def archive(counts) -> list[Year]:
    """The years from the latest on, each with its months from the first on.

    `counts` are triples of year, month and number of posts; a month may come more than once.
    """
    years = {}
    for year, number, count in sorted(counts):
        months = years.setdefault(year, Year(year)).months
        month = Month(datetime.date(year, number, 1))
        months[month] = months.get(month, 0) + count
    return list(reversed(years.values()))
