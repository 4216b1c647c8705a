from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction

from ikpe_site.editing.page_permissions import PageMenuItem

from . import lists, views
from .actions import move_to_trash
from .models import DeletedPage, in_trash, not_in_trash


@hooks.register("register_admin_urls")
def register_trash():
    return [
        path("trash/", views.TrashView.as_view(), name="trash"),
        path("trash/results/", views.TrashView.as_view(results_only=True), name="trash_results"),
        path("trash/<int:pk>/", views.RestoreView.as_view(), name="trash_restore"),
        path("trash/<int:pk>/delete/", views.DeleteForGoodView.as_view(), name="trash_delete"),
    ]


@hooks.register("register_admin_menu_item")
def add_to_menu():
    return PageMenuItem(gettext_lazy("Trash"), reverse("trash"), name="trash", icon_name="bin", order=1100)


# --- deleting a page moves it to the trash --------------------------------------------------------------------------


@hooks.register("before_delete_page")
def delete_to_trash(request, page):
    if request.method != "POST" or in_trash(page):
        return None
    parent = page.get_parent()
    entry = move_to_trash(page, request.user)
    undo = messages.button(reverse("trash_restore", args=[entry.pk]), _("Bring back"))
    messages.success(request, _("„%(page)s“ is in the trash now.") % {"page": page.get_admin_display_title()}, [undo])
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))


@hooks.register("before_bulk_action")
def delete_several_to_trash(request, action_type, pages, action):
    if not isinstance(action, DeleteBulkAction) or any(in_trash(page) for page in pages):
        return None
    moved = []
    for page in sorted(pages, key=lambda page: page.path):
        if not any(page.is_descendant_of(other) for other in moved):  # went with its parent
            move_to_trash(page, request.user)
            moved.append(page)
    text = ngettext("%(count)s page is in the trash now.", "%(count)s pages are in the trash now.", len(moved))
    messages.success(request, text % {"count": len(moved)}, [messages.button(reverse("trash"), _("Trash"))])
    return redirect(action.next_url)


# --- nobody meets the trash in the tree ------------------------------------------------------------------------------


@hooks.register("construct_explorer_page_queryset")
def leave_out_of_explorer(parent_page, pages, request):
    return pages if in_trash(parent_page) else pages.filter(not_in_trash())


@hooks.register("construct_page_chooser_queryset")
def leave_out_of_choosers(pages, request):
    return pages.filter(not_in_trash())


@hooks.register("construct_content_listing_queryset")
def leave_out_of_own_lists(pages, request):
    return pages.filter(not_in_trash())


@hooks.register("construct_homepage_panels")
def leave_out_of_the_dashboard(request, panels):
    replaced = {RecentEditsPanel: lists.RecentEdits, LockedPagesPanel: lists.MyLockedPages}
    panels[:] = [replaced[type(panel)]() if type(panel) in replaced else panel for panel in panels]


@hooks.register("before_edit_page")
def bring_back_before_editing(request, page):
    if not in_trash(page):
        return None
    messages.warning(request, _("The page is in the trash. Bring it back before you edit it."))
    entry = DeletedPage.objects.filter(page__in=page.get_ancestors(inclusive=True)).first()
    return redirect("trash_restore", entry.pk) if entry else redirect("trash")
