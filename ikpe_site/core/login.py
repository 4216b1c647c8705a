from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class GermanLoginForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail leaves the name of the field, in English
