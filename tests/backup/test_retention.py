"""Which backups stay: 7 daily, 4 weekly, 12 monthly."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ikpe_site.backup.retention import kept

LAST = datetime.datetime(2026, 5, 20, 2, 30, tzinfo=datetime.UTC)


def days_ago(days, **earlier):
    return LAST - datetime.timedelta(days=days, **earlier)


def test_nothing_is_kept_of_nothing():
    assert kept([]) == set()


def test_a_year_of_daily_backups_comes_down_to_days_weeks_and_months():
    keep = kept([days_ago(days) for days in range(500)])
    assert {days_ago(days) for days in range(7)} <= keep
    assert keep - {days_ago(days) for days in range(7)} == {
        LAST.replace(month=5, day=10),  # Sundays: the last backups of their weeks
        LAST.replace(month=5, day=3),
        *(LAST.replace(month=month, day=day) for month, day in ((4, 30), (3, 31), (2, 28), (1, 31))),
        *(LAST.replace(2025, month, day) for month, day in ((12, 31), (11, 30), (10, 31), (9, 30))),
        *(LAST.replace(2025, month, day) for month, day in ((8, 31), (7, 31), (6, 30))),
    }


def test_of_a_day_the_last_backup_stays():
    assert kept([LAST, days_ago(0, hours=1), days_ago(0, hours=2)]) == {LAST}


def test_old_backups_stay_when_no_new_ones_are_made():
    old = [days_ago(days) for days in (1000, 1001, 1002)]
    assert kept(old) == set(old)


@given(st.sets(st.integers(0, 3650 * 24).map(lambda hours: days_ago(0, hours=hours)), max_size=60))
def test_the_latest_stays_few_are_kept_and_deleting_twice_changes_nothing(moments):
    keep = kept(moments)
    assert keep <= moments
    assert not moments or max(moments) in keep
    assert len(keep) <= 7 + 4 + 12
    assert kept(keep) == keep


@given(st.integers(1, 800))
def test_making_one_every_day_and_deleting_by_the_rule_reaches_back_as_far(days):
    """Deleting day by day must not lose the weekly and monthly ones that deleting at the end would have kept."""
    stored = set()
    for day in range(days):
        stored = kept({*stored, LAST + datetime.timedelta(days=day)})
    assert stored == kept(LAST + datetime.timedelta(days=day) for day in range(days))
