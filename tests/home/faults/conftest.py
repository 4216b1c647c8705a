import pytest

from tests.installation import Installation


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The demo site, built once; tests copy it."""
    site = Installation(tmp_path_factory.mktemp("demo"))
    site.manage("migrate", "-v0")
    site.manage("load_demo")
    site.make_admin()
    return site


@pytest.fixture
def site(demo_site, tmp_path):
    return demo_site.copy_to(tmp_path / "site")
