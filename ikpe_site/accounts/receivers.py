"""What the session remembers of the login."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from . import second_factor

STARTED, LAST_ACTIVE = "session_started", "session_last_active"


@receiver(user_logged_in)
def note_start(request, **kwargs):
    request.session[STARTED] = request.session[LAST_ACTIVE] = time.time()


@receiver(authenticator_added)
def count_new_factor(request, user, authenticator, **kwargs):
    """Whoever has just set up a second factor has shown it."""
    record_authentication(request, user, second_factor.METHOD, id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed)
def forget_last_factor(request, user, **kwargs):
    """Without any second factor left the session has to set up a new one."""
    if not second_factor.is_set_up(user):
        records = get_authentication_records(request, user)
        kept = [record for record in records if record["method"] != second_factor.METHOD]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
