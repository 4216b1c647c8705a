"""The groups of those who work in the admin, and what each may do."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from events.models import EventIndexPage
from ikpe_site.home.models import HomePage

AUTHORS = "Autorinnen und Autoren"
EDITORS = "Redaktion"
EVENTS = "Veranstaltungen"
ADMINISTRATION = "Administration"


def rights_to(*models: str) -> tuple[str, ...]:
    """All rights to these models, each named as „app.model“."""
    return tuple(
        f"{app}.{action}_{name}"
        for app, name in (model.split(".") for model in models)
        for action in ("view", "add", "change", "delete")
    )


EDIT_PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
# Whoever may add a file may change and delete it, but not those of others. Wagtail ties the rights to its own models,
# also where a project has models of its own.
ADD_MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
EDIT_MEDIA = (*ADD_MEDIA, "wagtailimages.change_image", "wagtaildocs.change_document")
EDIT_COLLECTIONS = ("wagtailcore.add_collection", "wagtailcore.change_collection", "wagtailcore.delete_collection")
EDIT_CONTENT = (
    *rights_to("topics.programme", "topics.region", "people.persongroup", "publications.publicationcategory"),
    *rights_to("wagtailredirects.redirect", "wagtailsearchpromotions.searchpromotion"),
    "core.change_institutesettings",
    "publications.change_citationsettings",
)
EDIT_REGISTRATIONS = rights_to("events.registration")


@dataclass(frozen=True)
class Role:
    """What a group may do: below the first page of the type `top`, with files, and beyond."""

    name: str
    top: type[Page]
    pages: tuple[str, ...]
    media: tuple[str, ...]
    rights: tuple[str, ...] = ()

    def set_up(self) -> None:
        """Make the group if there is none and give it what it lacks. What it has been given beyond stays.

        An emptied database has neither that page nor a collection: these rights come with the next time.
        """
        group, _created = Group.objects.get_or_create(name=self.name)
        group.permissions.add(*find_permissions("wagtailadmin.access_admin", *self.rights))
        if page := Page.objects.type(self.top).first():
            for permission in find_permissions(*(f"wagtailcore.{name}" for name in self.pages)):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        if files := Collection.get_first_root_node():
            for permission in find_permissions(*self.media):
                GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)


ROLES = (
    Role(AUTHORS, HomePage, pages=("add_page",), media=ADD_MEDIA),
    Role(EDITORS, HomePage, pages=EDIT_PAGES, media=EDIT_MEDIA, rights=EDIT_CONTENT),
    Role(EVENTS, EventIndexPage, pages=EDIT_PAGES, media=ADD_MEDIA, rights=EDIT_REGISTRATIONS),
    Role(
        ADMINISTRATION,
        HomePage,
        pages=EDIT_PAGES,
        media=(*EDIT_MEDIA, *EDIT_COLLECTIONS),
        rights=(
            *EDIT_CONTENT,
            *EDIT_REGISTRATIONS,
            *rights_to("auth.user", "auth.group"),
            *rights_to("wagtailcore.workflow", "wagtailcore.task", "wagtailcore.groupapprovaltask"),
        ),
    ),
)


def find_permissions(*names: str) -> list[Permission]:
    """The permissions named as „app.codename“; KeyError if there is none of that name."""
    apps = {name.split(".")[0] for name in names}
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(content_type__app_label__in=apps).select_related("content_type")
    }
    return [known[name] for name in names]


def setup_groups() -> None:
    """Make the groups with their rights; safe to run again."""
    for role in ROLES:
        role.set_up()
