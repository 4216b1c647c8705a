from django.utils import timezone
from django.utils.translation import gettext as _

from ikpe_site.editing.forms import BasePageForm

from .vacancies import end_of


class NewsPageForm(BasePageForm):
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
        self.set_expiry()
        self.set_date_of_schedule()
        data = super().clean()
        if "teaser" in self.fields:
            self.instance.teaser_is_proposed = not data.get("teaser")
        return data

    def set_date_of_schedule(self):
        """A post that is to appear on a later day bears that day, unless it bears a later one or was live before."""
        data = self.cleaned_data
        moment, date = data.get("go_live_at"), data.get("date")
        if moment and date and moment > timezone.now() and not self.instance.first_published_at:
            data["date"] = max(date, timezone.localdate(moment))

    def set_expiry(self):
        """Let a vacancy expire with its application deadline, before Wagtail looks at the moment.

        Another moment that somebody enters is refused: of two, one would be wrong.
        """
        data, before = self.cleaned_data, self.initial.get("application_deadline")
        given, deadline = data.get("expire_at"), data.get("application_deadline")
        if deadline is None:
            if before and given == as_entered(end_of(before)):
                data["expire_at"] = None
            return
        end = end_of(deadline)
        if given not in (None, as_entered(end), as_entered(self.initial.get("expire_at"))):
            self.add_error("expire_at", _("A vacancy expires with its application deadline: change that instead."))
            return
        is_over = end < timezone.now()
        if is_over and not self.is_deferred_validation:
            self.add_error("application_deadline", _("This day is over: nobody could see the vacancy."))
        # Wagtail refuses the past in a draft as well; the page fills it in again.
        data["expire_at"] = None if is_over else end


def as_entered(moment):
    """The moment as the form shows it and gets it back: in minutes."""
    return moment and moment.replace(second=0, microsecond=0)
