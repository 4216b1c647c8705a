from allauth.account.forms import EmailField
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from .tasks import send_password_reset


class ResetPasswordForm(forms.Form):
    """Asks for a link to set a new password.

    Takes the place of allauth's form, which looks for the account and sends the mail before it answers: the time that
    takes would tell whether there is an account. Here the worker looks for it, and every address is answered the same.
    """

    email = EmailField(required=True)

    def save(self, request, **kwargs):
        send_password_reset.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class AddPasskeyForm(AddWebAuthnForm):
    """Proposes a key that suffices to sign in: it asks for a PIN or a fingerprint, and so is both factors in one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
