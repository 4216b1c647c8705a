from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings

from .lookup import active_users_with


@task()
def send_password_reset(email: str) -> None:
    """Send a link for a new password to the active accounts with this mail address, if there are any.

    The link starts with SITE_URL and not with the host of the request, which whoever asks could choose.
    """
    for user in active_users_with(email):
        send_link(user, _("New password"), "accounts/mail/password_reset.txt")


@task()
def send_invitation(pk: int) -> None:
    """Ask the owner of a new account to choose a password, unless the account is gone or locked by now."""
    if user := get_user_model().objects.filter(pk=pk, is_active=True).first():
        send_link(user, _("Your account"), "accounts/mail/invitation.txt")


def send_link(user, subject: str, template: str) -> None:
    arguments = [user_pk_to_url_str(user), default_token_generator.make_token(user)]
    context = {
        "user": user,
        "username": user.get_username(),
        "link": settings.SITE_URL + reverse("account_reset_password_from_key", args=arguments),
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        "another": settings.SITE_URL + reverse("account_reset_password"),
        "institute": InstituteSettings.for_site(Site.objects.get(is_default_site=True)),
        "login": settings.SITE_URL + reverse("account_login"),
    }
    text = render_to_string(template, context)
    send_mail(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject, text, None, [user.email])
