"""Anna, who leaves, and Bea, who follows her."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from people.handover import HandOver
from people.models import PersonPage, Responsibility
from tests.factories import PersonPageFactory, TopicPageFactory
from topics.models import Region

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def admin(db):
    return get_user_model().objects.create_superuser("chefin", "chefin@example.org", "ein-langes-passwort")


@pytest.fixture
def anna(site_tree):
    return PersonPageFactory(first_name="Anna", last_name="Abt")


@pytest.fixture
def bea(site_tree):
    return PersonPageFactory(first_name="Bea", last_name="Bach")


@pytest.fixture
def topic(site_tree):
    return TopicPageFactory(title="Familie")


@pytest.fixture
def hand_over(anna, bea, admin):
    """Hand over from Anna to Bea; `choices` by the key of the row, everything else goes to Bea."""

    def execute(last_day=None, **choices):
        process = HandOver(PersonPage.objects.get(pk=anna.pk), last_day or TODAY() + 30 * DAY, bea, admin)
        decisions = {row.key: bea for row in process.rows} | choices.pop("decisions", {})
        for key in choices.pop("staying", []):
            del decisions[key]
        return process.execute(decisions, process.fingerprint)

    return execute


def key_of(entry) -> str:
    return f"responsibility-{entry.pk}"


def periods(person) -> list[tuple]:
    """From, to and role of the responsibilities of a person, as they stand in the database."""
    entries = Responsibility.objects.filter(person=person).order_by("sort_order", "pk")
    return [(entry.valid_from, entry.valid_to, entry.role) for entry in entries]


def region(name):
    return Region.objects.get(name=name)


def save_draft(page, **fields):
    """What an editor does who changes a page and does not publish it."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def in_draft(page):
    return fresh(page).get_latest_revision_as_object()
