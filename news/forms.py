from django.utils.translation import gettext as _

from ikpe_site.editing.forms import BasePageForm

from .looking_back import LookingBackForm


class NewsPageForm(LookingBackForm, BasePageForm):
    """Leaves the teaser empty where the page made one of its text, and says what stands in lists meanwhile."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("teaser")
        if field is None:
            return
        if self.instance.teaser_is_proposed:
            self.initial["teaser"] = ""
            field.widget.attrs["placeholder"] = self.instance.teaser
            proposal = _("Proposed from the text, because this field is empty: “%(teaser)s”")
            field.help_text = f"{field.help_text} {proposal % {'teaser': self.instance.teaser}}"
        else:
            otherwise = _("If you leave it empty, the beginning of the text is used.")
            field.help_text = f"{field.help_text} {otherwise}"

    def clean(self):
        data = super().clean()
        if "teaser" in self.fields:
            self.instance.teaser_is_proposed = not data.get("teaser")
        return data
