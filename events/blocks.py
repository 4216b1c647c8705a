import datetime

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AgendaItemBlock(blocks.StructBlock):
    time = blocks.TimeBlock(label=_("time"), required=False)
    title = blocks.CharBlock(label=_("title"), max_length=255)
    speakers = blocks.CharBlock(label=_("speakers"), max_length=255, required=False)

    class Meta:
        label = _("item of the programme")
        icon = "time"
        template = "components/blocks/agenda_item.html"
        preview_value = {"time": datetime.time(10), "title": "Zweiter Sozialstrukturatlas", "speakers": "IKPE"}
