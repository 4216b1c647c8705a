import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from ikpe_site.roles.groups import EDITORS

PASSWORD = "ein-langes-passwort"


@pytest.fixture
def user(db):
    """An editor, `eva`, who has no second factor yet."""
    user = get_user_model().objects.create_user("eva", "eva@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def sign_in(client):
    """Type name and password into the form; return the answer."""

    def send(login="eva", password=PASSWORD, **options):
        return client.post("/admin/login/", {"login": login, "password": password}, **options)

    return send
