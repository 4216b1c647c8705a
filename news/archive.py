"""The years and months of the list of news, with the number of posts in each."""

import datetime
from dataclasses import dataclass, field

from django.utils.formats import date_format


@dataclass
class Month:
    number: int
    count: int = 0

    @property
    def name(self) -> str:
        return date_format(datetime.date(2000, self.number, 1), "F")


@dataclass
class Year:
    number: int
    months: list[Month] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)


def archive(counts) -> list[Year]:
    """The years from the latest on, each with its months from the first on.

    `counts` are triples of year, month and number of posts; a month may come more than once.
    """
    found = {}
    for year, month, count in counts:
        months = found.setdefault(year, {})
        months.setdefault(month, Month(month)).count += count
    return [
        Year(year, [months[number] for number in sorted(months)])
        for year, months in sorted(found.items(), reverse=True)
    ]
