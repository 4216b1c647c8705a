"""What every test can ask for."""

from functools import cached_property

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings
from django_tasks import default_task_backend
from wagtail.models import GroupPagePermission

from ikpe_site.core.models import InstituteSettings
from ikpe_site.links.not_found import counter
from ikpe_site.roles.groups import EDITORS
from ikpe_site.search import receivers as search_receivers
from tests.database import migrated_once
from tests.factories import INDEX_FACTORIES, home_page

pytest_plugins = ["tests.installation"]


def pytest_configure(config):
    # Wagtail leaves the temporary file of a rendition to the garbage collector.
    config.addinivalue_line("filterwarnings", "ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture(scope="session")
def django_db_setup(request, pytestconfig, django_db_blocker):
    """The lists of the site stand in the test database from the start: made once, not once per test."""
    with django_db_blocker.unblock(), migrated_once(pytestconfig.cache.mkdir("database")):
        request.getfixturevalue("django_db_setup")  # that of pytest-django
    with django_db_blocker.unblock():
        for factory in INDEX_FACTORIES.values():
            if not factory._meta.model.objects.exists():  # with --reuse-db they are there already
                factory(parent=home_page())


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session", autouse=True)
def _test_settings(media_folder):
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(MEDIA_ROOT=media_folder, PASSWORD_HASHERS=hashers, TASKS=TASKS_WAIT):
        yield


TASKS_WAIT = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
TASKS_ARE_DONE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def tasks_are_done(settings):
    """Tasks are done at once, as where there is no worker.

    Otherwise they wait for ever: few tests ask what they do, and keeping Wagtail's two indexes at each page that is
    saved would take an eighth of the time of all tests.
    """
    settings.TASKS = TASKS_ARE_DONE


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    cache.clear()
    counter.clear()
    search_receivers.waiting.__dict__.clear()  # pages of a test that was rolled back
    default_task_backend.clear()
    yield
    cache.clear()


class SiteTree:
    """The home page and the list of each kind, all in the menu: `home`, `news`, `people` … Each is read when asked."""

    @cached_property
    def home(self):
        return home_page()

    def __getattr__(self, name):
        if name not in INDEX_FACTORIES:
            raise AttributeError(name)
        setattr(self, name, page := INDEX_FACTORIES[name]._meta.model.objects.get())
        return page


@pytest.fixture
def site_tree(db):
    return SiteTree()


@pytest.fixture
def institute(site_tree):
    """The settings of the institute, with an address and a mail address."""
    settings = InstituteSettings.for_site(site_tree.home.get_site())
    settings.name = "Institut für kommunale Planung und Entwicklung e.V."
    settings.street, settings.postal_code, settings.city = "Altonaer Straße 25", "99085", "Erfurt"
    settings.phone, settings.email = "0361 / 30257 - 600", "info@ikpe-erfurt.de"
    settings.save()
    return settings


@pytest.fixture
def member_of(db):
    """A function that makes a user of the groups with these names."""

    def make(*names):
        users = get_user_model().objects
        name = f"mitglied-{users.count()}"
        user = users.create_user(name, f"{name}@example.org", "ein-langes-passwort")
        user.groups.set([Group.objects.get(name=name) for name in names])
        return user

    return make


@pytest.fixture
def editor(member_of):
    """A user of the group „Redaktion“."""
    return member_of(EDITORS)


@pytest.fixture
def editor_client(editor):
    client = Client()
    client.force_login(editor)
    return client


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


@pytest.fixture
def freeze(monkeypatch):
    """Set the clock: `freeze(datetime)` with an aware datetime, for everything that asks django.utils.timezone."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock
