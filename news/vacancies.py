"""A vacancy expires when its application deadline is over. Its address then says so."""

import datetime
from http import HTTPStatus

from django.template.response import TemplateResponse
from django.utils import timezone

SHOWN = 10


def end_of(deadline: datetime.date) -> datetime.datetime:
    """The last moment to apply, by the clock of Erfurt."""
    return timezone.make_aware(datetime.datetime.combine(deadline, datetime.time.max))


def gone(vacancy, request) -> TemplateResponse:
    """The answer at the address of a vacancy that has ended: 410, and what is open instead.

    Nothing of the vacancy itself: what it holds now may be the draft of another one.
    """
    others = type(vacancy).objects.sibling_of(vacancy).visible().vacancies().newest_first()
    context = {
        "vacancies": others.for_links("application_deadline")[:SHOWN],
        "navigation": vacancy.get_navigation(request),
    }
    return TemplateResponse(request, "news/vacancy_ended.html", context, status=HTTPStatus.GONE)
