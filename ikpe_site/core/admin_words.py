"""Messages of Wagtail that its German catalogue lacks, leaves in English or puts badly.

Nothing reads this list but `makemessages`, which keeps them in our catalogue: that comes before those of the packages.
"""

from django.utils.translation import gettext_noop as _

WORDS = [
    # not in the German catalogue
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
        "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    _("A network error occurred"),
    _("Actions (footer)"),
    _("Add a concise description for search engines"),
    _("Alternatively, you can view the latest version in a new tab."),
    _("Currently idle"),
    _("Meta description is empty"),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Proceeding will overwrite the changes you made in that window."),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view the "
        "last saved version."
    ),
    _("View latest version"),
    # in it, in English
    _("Breadcrumb"),
    _("Dashboard"),
    _("Fair"),
    _("Locale"),
    _("Locale: "),
    _("Update"),
    _("URL Generator"),
    # in it, but no good German with the names of our workflow and its tasks
    _("Approve with comment"),
    _("Resubmit to %(task_name)s"),
    _("Submit to %(workflow_name)s"),
]
