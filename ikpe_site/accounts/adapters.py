"""Where this site differs from what django-allauth does by itself."""

import time
import unicodedata

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.utils.html import escape

from ikpe_site.core.spam import client_address

from .lookup import active_users_with
from .receivers import STARTED


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Count by account and not by how its name is typed; accounts that share a mail address count together."""
        name = credentials.get("username") or credentials.get("email") or ""
        user = get_user_by_username(name)
        return spelled_alike(user.email or user.get_username() if user else name)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever has only just signed in need not type the password again to set up a second factor."""
        age = time.time() - self.request.session.get(STARTED, 0)
        return age > app_settings.REAUTHENTICATION_TIMEOUT and super().is_reauthentication_required(app=app, **kwargs)

    def get_client_ip(self, request):
        """The address that limits count by: not the one that a visitor claims in a header."""
        return client_address(request)

    def get_http_user_agent(self, request):
        """The browser as named in mails, in one line of harmless characters."""
        return escape("".join(filter(str.isprintable, super().get_http_user_agent(request))))


def spelled_alike(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the identity provider vouches for, if there is an account already."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Connect the first login with the one active account that has the verified mail address."""
        if sociallogin.is_existing:
            return
        addresses = [address.email for address in sociallogin.email_addresses if address.verified]
        users = {user.pk: user for address in addresses for user in active_users_with(address)}
        if len(users) == 1:
            sociallogin.connect(request, *users.values())


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user):
        return user.get_username()
