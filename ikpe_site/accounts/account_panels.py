"""The mail address and the password in „Benutzerkonto“: with the password so far, tried a limited number of times, and
with a mail that tells of the change."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordChangeForm
from wagtail.admin.views.account import BaseSettingsPanel


def check_password(user, password: str) -> None:
    """Counted with the attempts to sign in: too many are refused as there."""
    if not get_adapter().reauthenticate(user, password):
        raise forms.ValidationError(_("That is not your password."))


class EmailForm(forms.ModelForm):
    email = forms.EmailField(label=_("Email address"))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Only needed to change the address. Your address so far gets a note of it."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        required=False,
    )

    class Meta:
        model = get_user_model()
        fields = ["email"]

    def clean_password(self):
        if "email" in self.changed_data:
            check_password(self.instance, self.cleaned_data["password"])

    def save(self, commit=True):
        user = super().save(commit)
        before = self.initial["email"]
        if before and "email" in self.changed_data:
            context = {"from_email": before, "to_email": user.email}
            get_adapter().send_notification_mail("account/email/email_changed", user, context, email=before)
        return user


class PasswordForm(PasswordChangeForm):
    def clean_old_password(self):
        check_password(self.user, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]

    def save(self, commit=True):
        user = super().save(commit)
        get_adapter().send_notification_mail("account/email/password_changed", user, email=user.email)
        return user


class CheckedPanel(BaseSettingsPanel):
    def is_active(self) -> bool:
        return self.user.has_usable_password()

    def get_form(self):
        """One for each request: the view asks again to show what is wrong, and each check counts as an attempt."""
        forms_of_request = self.request.__dict__.setdefault("account_forms", {})
        if self.name not in forms_of_request:
            forms_of_request[self.name] = self.make_form()
        return forms_of_request[self.name]


class EmailPanel(CheckedPanel):
    name = "email"
    title = _("Email address")
    order = 150
    form_class = EmailForm

    def make_form(self):
        return BaseSettingsPanel.get_form(self)


class PasswordPanel(CheckedPanel):
    name = "password"
    title = _("Password")
    order = 500
    form_class = PasswordForm

    def make_form(self):
        """Nothing to check for those who leave it empty, as in Wagtail's own form."""
        is_asked = self.request.method == "POST" and any(
            self.request.POST.get(f"{self.name}-new_password{number}") for number in (1, 2)
        )
        return self.form_class(self.user, self.request.POST if is_asked else None, prefix=self.name)
