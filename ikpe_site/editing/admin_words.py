"""Messages of Wagtail that its German catalogue lacks, leaves in English or puts badly.

Nothing reads this list but `makemessages`, which keeps them in our catalogue: that comes before those of the packages.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

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
    # in it, but in the words of programmers
    _("Content metrics"),
    _("Current focal point shown"),
    _("Focal point"),
    _("Go-live:"),
    _("How we calculate our metrics"),
    _("Image focal point"),
    _("Issues found"),
    _("Max dimensions"),
    _("Once scheduled:"),
    _("Please provide an image description to comply with best practices for accessibility."),
    _("Remove focal area"),
    _("Show issue"),
    _("This data explained"),
    _("To define this image's most important region, drag a box over the image above."),
    _(
        "Upload successful. However, your new image seems to be a duplicate of this existing image. You may delete it "
        "if it wasn't required."
    ),
    _(
        "Upload successful. Please update this image with a more appropriate title, if necessary. You may also delete "
        "the image completely if the upload wasn't required."
    ),
    # in it, but without a space
    ngettext_lazy("1 page", "%(counter)s pages", "counter"),
    # in it, but no good German with the names of our workflow and its tasks
    _("Approve with comment"),
    _("Resubmit to %(task_name)s"),
    _("Submit to %(workflow_name)s"),
    # in it, but as a refusal of what may come again
    _("Rejected"),
    _("Rejected at '%(task)s'. Changes requested"),
    _("Workflow: reject task"),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" by %(rejector)s.'),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s".'),
    _('The page "%(title)s" has been rejected during "%(workflow)s".'),
    # in it, but as if what was written were lost, beside „Gespeichert“
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    # in it, but without what to do
    _("Cannot find an embed for this URL."),
    # in it, with a capital letter that is none
    _("%(label)s and Publish"),
]
