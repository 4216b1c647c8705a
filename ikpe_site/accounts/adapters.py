"""Where this site differs from what django-allauth does by itself."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth import get_user_model
from django.utils.html import escape

from ikpe_site.core.spam import client_address

from .receivers import STARTED


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

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


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the identity provider vouches for, if there is an account already."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Connect the first login with the one active account that has the verified mail address."""
        if sociallogin.is_existing:
            return
        addresses = [address.email for address in sociallogin.email_addresses if address.verified]
        active = get_user_model().objects.filter(is_active=True)
        users = {user.pk: user for address in addresses for user in active.filter(email__iexact=address)}
        if len(users) == 1:
            sociallogin.connect(request, *users.values())


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user):
        return user.get_username()
