from django.utils.translation import gettext as _


class Notes(list[str]):
    """What an editor is told of an entry: what was repaired in it, what left out."""

    def say(self, note: str):
        if note not in self:
            self.append(note)

    def left_out(self, field: str, value):
        self.say(
            _("%(field)s: „%(value)s“ cannot be taken over and was left out.")
            % {"field": field, "value": quoted(value)}
        )

    def no_text(self, field: str):
        self.say(_("%(field)s: This is no text and was left out.") % {"field": field})

    def repaired(self, field: str, value: str, repaired: str):
        values = {"field": field, "value": quoted(value), "repaired": repaired}
        self.say(_("%(field)s: „%(value)s“ was taken over as „%(repaired)s“.") % values)

    def shortened(self, field: str):
        self.say(_("%(field)s: too long, and was shortened.") % {"field": field})

    def without_markup(self, field: str):
        self.say(_("%(field)s: HTML was removed.") % {"field": field})

    def others(self):
        self.say(_("The entry names further people only as „et al.“: please add them."))

    def one_organisation(self, name: str):
        self.say(_("„%(name)s“ was taken for the name of one organisation.") % {"name": name})


def quoted(value, longest: int = 100) -> str:
    text = " ".join(str(value).split())
    return f"{text[:longest]}…" if len(text) > longest else text
