from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel


class AfterEventPanel(HelpPanel):
    """Asks editors for what an event that is over still lacks."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"template": "events/admin/after_event_help.html", "classname": "help-block help-info"} | kwargs
        )

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.lacks_review)


class ParticipantsPanel(HelpPanel):
    """Says something of the participants without their names: who edits an event may not always see who comes."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def may_see(self) -> bool:
            return self.request.user.has_perm("events.change_registration")

        @property
        def groups(self) -> list[str]:
            """Those that may see participants."""
            groups = Group.objects.filter(permissions__codename="change_registration")
            return list(groups.order_by("name").values_list("name", flat=True).distinct())

        @cached_property
        def stored(self):
            """As published: the form may show a draft."""
            return type(self.instance).objects.filter(pk=self.instance.pk).first()


class SignupsPanel(ParticipantsPanel):
    """How many are registered, and where to see them."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"template": "events/admin/signups_help.html", "classname": "help-block help-info"} | kwargs
        )

    class BoundPanel(ParticipantsPanel.BoundPanel):
        def is_shown(self):
            return bool(self.stored and (self.stored.takes_registrations or self.count))

        @cached_property
        def count(self) -> int:
            return self.stored.registrations.active().count()


class UntoldNewsPanel(ParticipantsPanel):
    """That the participants do not know of a change yet."""

    def __init__(self, **kwargs):
        template = "events/admin/untold_news_help.html"
        super().__init__(**{"template": template, "classname": "help-block help-warning"} | kwargs)

    class BoundPanel(ParticipantsPanel.BoundPanel):
        def is_shown(self):
            return bool(self.stored and self.stored.last_told and not self.stored.is_past)
