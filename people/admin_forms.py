"""The forms of the hand-over."""

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .handover import HandOver, Row, obstacle_to_change
from .models import PersonPage


class LeavingForm(forms.Form):
    """Who of the team leaves when, and who takes over: for `person`."""

    last_day = forms.DateField(
        label=_("Last day"),
        widget=AdminDateInput,
        help_text=_("From the day after, lists no longer show the person. It may be in the future or in the past."),
        error_messages={"required": _("Please enter the last day.")},
    )
    successor = forms.ModelChoiceField(
        PersonPage.objects.all(),
        label=_("Successor"),
        help_text=_("Takes over what you do not decide otherwise in the next step. Named on the page of who left."),
        error_messages={"required": _("Please choose who takes over.")},
    )

    def __init__(self, *args, person: PersonPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        # Offered are those who are here; others are understood, so that the answer can say what is wrong with them.
        here = PersonPage.objects.live().current().exclude(pk=person.pk).by_name()
        self.fields["successor"].choices = [("", "—"), *here.values_list("pk", "title")]

    def clean_successor(self):
        successor = self.cleaned_data["successor"]
        if successor == self.person:
            raise forms.ValidationError(_("A person cannot be their own successor."))
        if not successor.live:
            raise forms.ValidationError(_("The page of this person is not published."))
        return successor

    def clean(self):
        last_day, successor = (self.cleaned_data.get(name) for name in ("last_day", "successor"))
        if last_day and successor and successor.left_on and successor.left_on <= last_day:
            text = gettext("%(name)s leaves on %(date)s and cannot take over by then.")
            date = date_format(successor.left_on, "j. F Y")
            self.add_error("successor", text % {"name": successor.title, "date": date})


class DecisionsForm(forms.Form):
    """What becomes of each row of `hand_over`; `decisions` is what HandOver.execute() takes.

    `kept` are choices, by the key of the row, that stand in the form instead of what it would propose.
    """

    SUCCESSOR, ENDS, STAYS = "successor", "ends", "stays"

    def __init__(self, *args, hand_over: HandOver, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hand_over = hand_over
        left = Q(left_on__lte=hand_over.last_day)
        here = PersonPage.objects.live().exclude(left).exclude(pk=hand_over.person.pk).by_name()
        self.people = {str(person.pk): person for person in here}
        for row in hand_over.rows:
            if row.obstacle:
                continue
            choices = self.choices_for(row)
            self.fields[row.key] = forms.ChoiceField(
                label=" · ".join(filter(None, (row.label, row.detail))),
                choices=choices,
                initial=self.proposal_for(row),
                error_messages={
                    "required": _("Please choose what becomes of it."),
                    "invalid_choice": _("This person is not here after the last day. Please choose somebody else."),
                },
            )
            if (choice := (kept or {}).get(row.key)) and self.fields[row.key].valid_value(choice):
                self.initial[row.key] = choice

    def choices_for(self, row: Row) -> list:
        successor = self.hand_over.successor
        others = [(pk, person.title) for pk, person in self.people.items() if person not in (successor, row.page)]
        choices = [(self.STAYS, gettext("stays as it is")), (gettext("somebody else"), others)]
        if row.responsibility:
            choices.insert(0, (self.ENDS, gettext("ends")))
        if row.page == successor:
            return [("", gettext("Please choose")), *choices]
        return [(self.SUCCESSOR, gettext("%(name)s (successor)") % {"name": successor.title}), *choices]

    def proposal_for(self, row: Row) -> str:
        if not row.lasts:
            return self.ENDS if row.responsibility else self.STAYS
        # Nobody becomes their own deputy: then the editor has to choose.
        return "" if row.page == self.hand_over.successor else self.SUCCESSOR

    def heir(self, choice: str) -> PersonPage | None:
        return self.hand_over.successor if choice == self.SUCCESSOR else self.people.get(choice)

    def clean(self):
        obstacles = {}
        for row in self.hand_over.rows:
            heir = self.heir(self.cleaned_data.get(row.key, ""))
            if heir is None or not row.responsibility:
                continue
            if heir not in obstacles:
                obstacles[heir] = obstacle_to_change(heir, self.hand_over.user)
            if obstacles[heir]:
                text = gettext("The page of %(name)s cannot take it: %(reason)s")
                self.add_error(row.key, text % {"name": heir.title, "reason": obstacles[heir]})

    @property
    def decisions(self) -> dict[str, PersonPage | None]:
        chosen = self.cleaned_data.items()
        return {key: self.heir(choice) for key, choice in chosen if choice != self.STAYS}

    @property
    def rows(self) -> list[dict]:
        """Each row with its field, None if it cannot be changed."""
        return [
            {"row": row, "field": self[row.key] if row.key in self.fields else None} for row in self.hand_over.rows
        ]
