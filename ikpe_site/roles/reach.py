"""Nobody gives rights that they do not have, nor takes over an account that has more than theirs."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission


class Right(NamedTuple):
    permission: int
    kind: str = ""  # of what it holds for: "page", "collection", "site"; everywhere without
    place: str = ""  # and below it

    def includes(self, other: "Right") -> bool:
        same = self.permission == other.permission and self.kind in ("", other.kind)
        return same and other.place.startswith(self.place)


def rights_of_groups() -> list[tuple[int, Right]]:
    below_pages = GroupPagePermission.objects.values_list("group", "permission", "page__path")
    below_collections = GroupCollectionPermission.objects.values_list("group", "permission", "collection__path")
    of_sites = GroupSitePermission.objects.values_list("group", "permission", "site")
    return [
        *((group, Right(pk)) for group, pk in Group.permissions.through.objects.values_list("group", "permission")),
        *((group, Right(pk, "page", path)) for group, pk, path in below_pages),
        *((group, Right(pk, "collection", path)) for group, pk, path in below_collections),
        *((group, Right(pk, "site", f"{site},")) for group, pk, site in of_sites),
    ]


class Reach:
    """What `user` may give to others, and whose accounts they may change."""

    def __init__(self, user):
        self.user = user
        own = set(user.groups.values_list("pk", flat=True))
        rights = rights_of_groups()
        self.rights = {right for group, right in rights if group in own}
        self.beyond = {group for group, right in rights if not self.includes(right)}

    def includes(self, right: Right) -> bool:
        return self.user.is_superuser or any(held.includes(right) for held in self.rights)

    def permissions(self) -> QuerySet:
        if self.user.is_superuser:
            return Permission.objects.all()
        return Permission.objects.filter(pk__in=[right.permission for right in self.rights if not right.kind])

    def groups(self) -> QuerySet:
        return Group.objects.exclude(pk__in=self.beyond)

    def users(self) -> QuerySet:
        """Rights of single users are given in the shell only, and so not known here: theirs are taken for more."""
        users = get_user_model().objects.all()
        if self.user.is_superuser:
            return users
        more = Q(is_superuser=True) | Q(groups__in=self.beyond) | Q(user_permissions__isnull=False)
        return users.filter(Q(pk=self.user.pk) | ~Q(pk__in=users.filter(more).values("pk")))
