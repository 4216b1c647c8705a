"""The trash in the admin: what is in it, bringing it back, deleting it for good."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ikpe_site.editing.listings import for_wide_screens
from ikpe_site.editing.page_permissions import PageReportView, works_on_pages

from .actions import delete_for_good, restore
from .models import KEPT, DeletedPage, in_trash


def day(moment) -> str:
    return date_format(timezone.localdate(moment), "j. F Y")


class TrashView(PageReportView):
    page_title = gettext_lazy("Trash")
    header_icon = "bin"
    results_template_name = "trash/results.html"
    index_url_name = "trash"
    index_results_url_name = "trash_results"
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), accessor=str, url_name="trash_restore", width="40%"),
        for_wide_screens(Column("type", label=gettext_lazy("Type"), accessor="page.page_type_display_name")),
        for_wide_screens(
            Column("parent", label=gettext_lazy("Stood below"), accessor=lambda entry: entry.parent or "")
        ),
        for_wide_screens(UserColumn("deleted_by", label=gettext_lazy("Deleted by"))),
        for_wide_screens(
            Column("deleted_at", label=gettext_lazy("Deleted on"), accessor=lambda entry: day(entry.deleted_at))
        ),
        Column("kept_until", label=gettext_lazy("Kept until"), accessor=lambda entry: day(entry.kept_until)),
    ]

    def get_queryset(self):
        entries = DeletedPage.objects.for_user(self.request.user)
        return entries.select_related("page__content_type", "parent", "deleted_by__wagtail_userprofile")

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {"days": KEPT.days}


class RestoreForm(forms.Form):
    """Asks below which page the deleted one shall stand. Takes `entry` and `user` beside the arguments of a form."""

    parent = forms.ModelChoiceField(Page.objects.all(), label=gettext_lazy("Stands below"))

    def __init__(self, *args, entry, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.user = entry.page.specific, user
        field = self.fields["parent"]
        field.initial = entry.old_parent
        field.widget = AdminPageChooser(target_models=self.page.allowed_parent_page_models())
        field.widget.choices = field.choices

    def clean_parent(self):
        parent = self.cleaned_data["parent"].specific
        if in_trash(parent) or not self.page.can_move_to(parent):
            raise ValidationError(_("The page cannot stand there. Please choose another one."))
        if not parent.permissions_for_user(self.user).can_add_subpage():
            raise ValidationError(_("You may not add pages there."))
        return parent


class EntryMixin:
    @cached_property
    def entry(self):
        """The deleted page of the address, if the user may bring it back."""
        user = self.request.user
        if not works_on_pages(user):
            raise PermissionDenied
        return get_object_or_404(DeletedPage.objects.for_user(user), pk=self.kwargs["pk"])


class RestoreView(EntryMixin, WagtailAdminTemplateMixin, FormView):
    template_name = "trash/restore.html"
    form_class = RestoreForm
    page_title = gettext_lazy("Bring back")
    header_icon = "undo"

    def get_page_subtitle(self):
        return str(self.entry)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("trash"), "label": _("Trash")},
            {"url": "", "label": str(self.entry)},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"entry": self.entry, "user": self.request.user}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "entry": self.entry,
            "below": list(self.entry.page.get_descendants().order_by("path")),
            "may_delete": may_delete(self.request.user),
            "media": context["form"].media,
        }

    def form_valid(self, form):
        page = restore(self.entry, form.cleaned_data["parent"], self.request.user)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
        text = _("„%(page)s“ is back.") if page.live else _("„%(page)s“ is back, as a draft.")
        messages.success(self.request, text % {"page": page.get_admin_display_title()}, [edit])
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def may_delete(user) -> bool:
    """Whether `user` may delete for good: who may publish the whole site."""
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return publishable.filter(depth=2).exists()


class DeleteForGoodView(EntryMixin, DeleteView):
    model = DeletedPage
    index_url_name = "trash"
    delete_url_name = "trash_delete"
    header_icon = "bin"
    page_title = gettext_lazy("Delete for good")
    success_message = gettext_lazy("„%(object)s“ is deleted for good.")

    def get_object(self, queryset=None):
        if not may_delete(self.request.user):
            raise PermissionDenied
        return self.entry

    @property
    def confirmation_message(self):
        return _("Do you want to delete the page for good, with all that is below it? This cannot be undone.")

    def delete_action(self):
        delete_for_good(self.object, self.request.user)
