"""Ranges are written as Duden has them."""

import pytest

from ikpe_site.text.ranges import range_display


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2015", "2020", "2015–2020"),
        ("13", "14:30", "13–14:30"),
        ("23.", "27. September 2019", "23.–27. September 2019"),
        ("30. September", "1. Oktober 2019", "30. September bis 1. Oktober 2019"),
    ],
)
def test_a_dash_ties_single_words_and_bis_the_others(first, last, shown):
    assert range_display(first, last) == shown
