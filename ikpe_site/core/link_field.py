"""The field for what a link leads to, where editors type it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from ikpe_site.text.phones import dialled, is_complete

EXAMPLES = _(
    "For example https://www.fh-erfurt.de/, /termine/ for a page of this website, mailto:info@ikpe-erfurt.de or "
    "tel:+4936130257600."
)
IS_WEB = URLValidator(schemes=["http", "https"])
IS_EMAIL = EmailValidator()
PATH = re.compile(r"/(?![/\\])[^\s\\<>\"]*")
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#].*)?")


class LinkField(forms.CharField):
    """Takes a URL, a path on this website, an email address or a phone number, and keeps what browsers understand."""

    default_error_messages = {"invalid": _("This is nothing that a link can lead to. %(examples)s")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url"}))
        super().__init__(**kwargs)

    def to_python(self, value):
        typed = super().to_python(value)
        return typed and (self.target_of(typed) or self.refuse())

    def refuse(self):
        raise ValidationError(self.error_messages["invalid"], code="invalid", params={"examples": EXAMPLES})

    def target_of(self, typed: str) -> str:
        """What stands in the link; empty if it would lead nowhere."""
        scheme, colon, rest = typed.partition(":")
        match scheme.lower() if colon else "":
            case "mailto":
                return f"mailto:{rest}" if is_valid(IS_EMAIL, rest.partition("?")[0]) else ""
            case "tel":
                return f"tel:{dialled(rest)}" if is_complete(rest) else ""
            case "http" | "https":
                return typed if is_valid(IS_WEB, typed) else ""
        if PATH.fullmatch(typed):
            return typed
        if is_valid(IS_EMAIL, typed):
            return f"mailto:{typed}"
        url = f"https://{typed}"
        return url if HOST.fullmatch(typed) and is_valid(IS_WEB, url) else ""


def is_valid(validator, value: str) -> bool:
    try:
        validator(value)
    except ValidationError:
        return False
    return True
