import json

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from .content_checks import ContentChecks


@hooks.register("insert_global_admin_js")
def wait_for_automatic_save():
    return format_html('<script src="{}" defer></script>', static("js/admin_autosave.js"))


@hooks.register("insert_global_admin_js")
def keep_what_is_no_date():
    return format_html('<script src="{}"></script>', static("js/admin_dates.js"))  # before the calendars are made


@hooks.register("insert_editor_js")
def help_in_forms():
    names = ("admin_enter", "admin_field", "admin_counter", "admin_checks", "admin_readability")
    return format_html_join("\n", '<script src="{}" defer></script>', ((static(f"js/{name}.js"),) for name in names))


@hooks.register("insert_editor_js")
def clean_what_is_pasted():
    one_and_many = (1, 2)
    words = {
        "pictures": [ngettext("{count} picture", "{count} pictures", count) for count in one_and_many],
        "embeds": [ngettext("{count} embed", "{count} embeds", count) for count in one_and_many],
        "comments": [ngettext("{count} comment", "{count} comments", count) for count in one_and_many],
        "footnotes": [ngettext("{count} footnote", "{count} footnotes", count) for count in one_and_many],
        "left_out": [ngettext("{what} was left out.", "{what} were left out.", count) for count in one_and_many],
        "hint": _("Upload pictures and add them as blocks."),
    }
    return format_html(
        '<script src="{}" data-words="{}" defer></script>', static("js/admin_paste.js"), json.dumps(words)
    )


@hooks.register("construct_wagtail_userbar")
def check_content(request, items, page):
    items[:] = [
        ContentChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("insert_global_admin_css")
def style_dashboard_lists_and_forms():
    sheets = ("dashboard", "listings", "forms")
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(f"css/admin/{name}.css"),) for name in sheets)
    )
