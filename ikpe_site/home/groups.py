"""The group of those who maintain the content."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from events.models import EventIndexPage

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
# Wagtail ties the rights to its own models, also where a project has models of its own.
MEDIA_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
SNIPPETS = ("programme", "region", "persongroup", "publicationcategory")


def editors_group() -> Group:
    """Return the group „Redaktion“: all pages, pictures, documents, snippets and the settings of the institute."""
    group, created = Group.objects.get_or_create(name="Redaktion")
    if not created:
        return group
    permissions = Permission.objects.all()
    group.permissions.add(
        permissions.get(codename="access_admin"),
        permissions.get(codename="change_institutesettings"),
        permissions.get(codename="change_citationsettings"),
        *permissions.filter(content_type__model__in=SNIPPETS),
        *permissions.filter(content_type__app_label="wagtailsearchpromotions", content_type__model="searchpromotion"),
    )
    root, media = Page.objects.get(depth=1), Collection.get_first_root_node()
    for codename in PAGE_PERMISSIONS:
        GroupPagePermission.objects.create(group=group, page=root, permission=permissions.get(codename=codename))
    for permission in permissions.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=MEDIA_PERMISSIONS
    ):
        GroupCollectionPermission.objects.create(group=group, collection=media, permission=permission)
    return group


def events_group() -> Group:
    """Return the group „Veranstaltungen“: the list of events and what is below it, and the registrations."""
    group, _created = Group.objects.get_or_create(name="Veranstaltungen")
    permissions = Permission.objects.all()
    group.permissions.add(
        permissions.get(codename="access_admin"),
        *permissions.filter(content_type__app_label="events", content_type__model="registration"),
    )
    if index := EventIndexPage.objects.first():  # made anew, the list has none of these rights
        for codename in PAGE_PERMISSIONS:
            permission = permissions.get(codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    return group
