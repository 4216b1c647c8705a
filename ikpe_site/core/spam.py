"""Protection of public forms against spam, without a cookie and without a script.

A form takes `SpamProtectionMixin` before its other bases and shows `components/spam_fields.html`:

    class ContactForm(SpamProtectionMixin, forms.Form):
        rate = "5/h"

    form = ContactForm(request.POST or None, request=request)
    if form.is_valid():
        if not form.is_spam:
            form.send()
        return redirect("thanks")

The signed time takes the place of Django's CSRF token, which needs a cookie: mark the view as csrf_exempt.
"""

import datetime
import ipaddress
import re
import unicodedata

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import is_ratelimited

MIN_AGE = datetime.timedelta(seconds=2)
MAX_AGE = datetime.timedelta(days=1)
MAX_NAME = 80
DOMAINS = "app|at|biz|cc|ch|click|cn|com|de|dev|edu|eu|info|io|link|me|net|online|org|ru|shop|site|store|tk|top|us|xyz"
LINK = re.compile(rf"://|\bwww\.|@|\w\.\w+/|\w\w\.(?:{DOMAINS})\b(?!\.)", re.IGNORECASE)


def validate_name(name: str) -> None:
    """Refuse what is no name: mails say it, and must not carry the words of strangers."""
    plain = unicodedata.normalize("NFKC", name).replace("\u3002", ".")  # what browsers take for a full stop, too
    if len(name) > MAX_NAME or "\n" in name or LINK.search(plain):
        raise ValidationError(
            _("Please enter only your name: in one line, without links, with at most %(number)d characters."),
            params={"number": MAX_NAME},
        )


def client_address(request) -> str:
    """The address of the visitor, as text.

    Behind a proxy it is the last entry of X-Forwarded-For, the one that the proxy added: those before it are what
    the visitor claims.
    """
    given = [request.META.get("REMOTE_ADDR", "")]
    if settings.BEHIND_TLS_PROXY:
        given.insert(0, request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip())
    return next((address for address in given if is_address(address)), "0.0.0.0")  # noqa: S104 no address to bind to


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


class SpamProtectionMixin(forms.Form):
    """A honeypot, a signed time of rendering and a limit per address.

    Takes `request` beside the arguments of a form. A form whose honeypot is filled in is valid and `is_spam`: the view
    answers as if it had been sent, and does nothing. `rate` is what one address may send, as django-ratelimit writes
    it; only what is otherwise valid counts.
    """

    rate = "10/h"

    homepage = forms.CharField(label=_("Please leave this field empty"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["homepage"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.initial["token"] = self.make_token()

    @property
    def signer(self) -> signing.Signer:
        return signing.Signer(salt=f"{type(self).__module__}.{type(self).__qualname__}")

    def make_token(self) -> str:
        return self.signer.sign(str(int(timezone.now().timestamp())))

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.is_spam:
            self.check_token()
            if not self.errors and self.is_over_limit():
                self.add_error(
                    None, _("Too much was sent from your connection. Please wait an hour, or call or write to us.")
                )

    def check_token(self):
        try:
            age = timezone.now().timestamp() - int(self.signer.unsign(self.cleaned_data.get("token", "")))
        except signing.BadSignature:
            age = None
        if age is None or age > MAX_AGE.total_seconds():
            self.data = self.data.copy()
            self.data[self.add_prefix("token")] = self.make_token()
            self.add_error(
                None,
                _("The form was open for too long. Nothing is lost: please check your entries and send it again."),
            )
        elif age < MIN_AGE.total_seconds():
            self.add_error(None, _("That was very fast. Please send the form once more."))

    def is_over_limit(self) -> bool:
        group = f"{type(self).__module__}.{type(self).__qualname__}"
        return is_ratelimited(self.request, group=group, key="ip", rate=self.rate, increment=True)
