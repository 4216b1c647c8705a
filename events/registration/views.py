"""Registering for an event, and what participants do with their registration."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from ikpe_site.core.models import InstituteSettings
from ikpe_site.core.models.settings import institute_of
from ikpe_site.core.navigation import Navigation

from ..ical.serving import CONTENT_TYPE
from ..models import EventPage, Registration
from . import mails, printouts, signups
from .forms import SignupForm

ACTIONS = {"confirm": signups.confirm, "cancel": signups.cancel, "delete": signups.delete}


def show(request, template: str, event: EventPage, **context) -> HttpResponse:
    """A page about an event: it stands below it in menu and breadcrumbs."""
    context |= {
        "event": event,
        "days_kept": settings.REGISTRATIONS_KEPT_DAYS,
        "navigation": Navigation.for_request(request, institute_of(request), event),
    }
    return private(render(request, template, context))


def private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches, and its address, which may hold a token, out of the logs of others."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def find_event(slug: str) -> EventPage:
    event = EventPage.objects.visible().for_detail().filter(slug=slug).first()
    if event is None or event.signup_state == "none":
        raise Http404
    return event


def find_registration(token: str) -> Registration:
    try:
        return Registration.from_token(token)
    except Registration.DoesNotExist as error:
        raise Http404 from error


@csrf_exempt  # the form brings its own protection, see core/spam.py
@require_http_methods(["GET", "HEAD", "POST"])
def signup(request, slug):
    event = find_event(slug)
    form = SignupForm(request.POST or None, request=request, event=event)
    if request.method == "POST" and event.can_register and form.is_valid():
        if not form.is_spam:
            signups.register(event, **form.registration_fields())
        return redirect("event_signup_sent", slug)
    return show(request, "events/registration/signup.html", event, form=form)


@require_GET
def signup_sent(request, slug):
    return show(request, "events/registration/signup_sent.html", find_event(slug))


@csrf_exempt  # nobody can forge a request to an address that only the participant knows
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request, token):
    """The participant's own page. Nothing happens on opening it: programs that check mails open every link."""
    entry = find_registration(token)
    if request.method == "POST":
        action = request.POST.get("action")
        if action in ACTIONS:
            with suppress(ObjectDoesNotExist):  # it, or the event, was deleted at the same moment
                ACTIONS[action](entry)
        return redirect("event_registration_deleted" if action == "delete" else entry.path)
    return show(request, "events/registration/registration.html", entry.event, registration=entry)


@require_GET
def registration_deleted(request):
    return private(render(request, "events/registration/deleted.html"))


@require_GET
def registration_calendar(request, token):
    """The calendar file of those who have a place, with the joining link."""
    entry = find_registration(token)
    if entry.status != Registration.Status.CONFIRMED:
        raise Http404
    institute = InstituteSettings.for_request(request)
    body = mails.calendar_file(entry.event, institute, request.build_absolute_uri("/"))
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{entry.event.slug}.ics"'
    return private(answer)


@require_GET
def certificate(request, token):
    entry = find_registration(token)
    if not entry.certificate_is_due:
        raise Http404
    pdf = printouts.certificates(entry.event, [entry], InstituteSettings.for_request(request))
    return private(printouts.response(pdf, f"teilnahme-{entry.event.slug}"))
