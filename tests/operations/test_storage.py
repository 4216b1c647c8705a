"""The style sheet in one piece, as visitors get it in production."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.management import call_command

BUNDLED = "ikpe_site.operations.storage.BundledStaticFilesStorage"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The static files of the project alone, collected as for production."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("static")
    staticfiles = {"BACKEND": BUNDLED}
    changes = {
        "STATIC_ROOT": folder,
        "STORAGES": {**settings.STORAGES, "staticfiles": staticfiles},
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
    }
    with override_settings(**changes):
        finders.get_finder.cache_clear()
        call_command("collectstatic", interactive=False, verbosity=0)
        storage = storages["staticfiles"]
        yield folder, storage, storage.hashed_files["css/site.css"]
    finders.get_finder.cache_clear()


def imported() -> list[str]:
    source = (settings.BASE_DIR / "static/css/site.css").read_text()
    return re.findall(r'@import "([^"]+)"', source)


def test_the_style_sheet_imports_nothing_any_more(collected):
    folder, _storage, name = collected
    assert imported(), "the source is in parts"
    assert "@import" not in (folder / name).read_text()


def test_every_part_is_in_it_within_its_layer(collected):
    folder, _storage, name = collected
    css = (folder / name).read_text()
    for part in imported():
        source = (settings.BASE_DIR / "static/css" / part).read_text()
        missing = [line for line in source.splitlines() if "url(" not in line and line not in css]
        assert missing == [], part
    assert css.count("@layer") >= len(imported())


def test_what_it_refers_to_is_there(collected):
    folder, _storage, name = collected
    css = (folder / name).read_text()
    references = [reference.strip("'\"") for reference in re.findall(r"url\(([^)]+)\)", css)]
    files = [reference for reference in references if not reference.startswith(("data:", "#"))]
    assert any(reference.endswith(".woff2") for reference in files)
    for reference in files:
        path = (folder / name).parent / reference.split("#")[0].split("?")[0]
        assert path.resolve().is_file(), reference


def test_names_carry_a_hash_and_files_are_compressed(collected):
    folder, storage, name = collected
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert storage.url("css/site.css").endswith(name)
    assert (folder / f"{name}.gz").is_file()
    assert (folder / f"{name}.br").is_file()
