import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission


@pytest.fixture
def client_with(db):
    """A function for a client of somebody who may do only this much with `page` and what is below it."""

    def log_in(*permissions, page=None) -> Client:
        user = get_user_model().objects.create_user("aushilfe", "aushilfe@example.org", "ein-langes-passwort")
        group = Group.objects.create(name="Aushilfe")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        user.groups.add(group)
        for name in permissions:
            permission = Permission.objects.get(codename=f"{name}_page")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        client = Client()
        client.force_login(user)
        return client

    return log_in
