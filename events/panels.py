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
