import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page


def days(number: float) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=number)


def published(page, days_ago: int):
    """Have `page` published last that many days ago."""
    page.last_published_at = page.first_published_at = days(-days_ago)
    Page.objects.filter(pk=page.pk).update(
        last_published_at=page.last_published_at, first_published_at=page.first_published_at
    )
    return page


def schedule(page, user, live_in: float | None = None, expires_in: float | None = None):
    """Plan `page` as the form does: publishing with a time that is to come only schedules it."""
    page.go_live_at = None if live_in is None else days(live_in)
    page.expire_at = None if expires_in is None else days(expires_in)
    page.save_revision(user=user).publish(user=user)
    return page


@pytest.fixture
def mail_address(institute):
    """That of the institute, where what belongs to nobody goes."""
    return institute.email
