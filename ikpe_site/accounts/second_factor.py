"""Whether a session has shown a second factor, and whether it must."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from django.conf import settings

METHOD = "mfa"  # as allauth records it in the session, for passkeys, time codes and recovery codes


def is_missing(request) -> bool:
    """Whether this session must show a second factor before it counts as the user's.

    It asks the session and not the account: an account that has a second factor says nothing about a session that
    was opened without, by whatever way there may be.
    """
    return (
        settings.SECOND_FACTOR_REQUIRED
        and request.user.is_authenticated
        and not any(record["method"] == METHOD for record in get_authentication_records(request, request.user))
        and request.user.has_perm("wagtailadmin.access_admin")
    )


def is_set_up(user) -> bool:
    return get_adapter().is_mfa_enabled(user)
