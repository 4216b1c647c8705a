"""The page cache drops the parameters that the site does not know: both must know the same ones."""

import ast
import re
from pathlib import Path

import pytest

from ikpe_site.core import gallery
from ikpe_site.links.resolving import WORDPRESS_KEYS

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ikpe_site", "topics", "people", "news", "publications", "events")
VCL = (ROOT / "deploy/varnish/default.vcl").read_text()

# What only editors are asked with: they do not meet the page cache.
OF_EDITORS = {"change", "childOf", "continue", "doi", "event", "id", "last_day", "news", "old_path", "successor"}


def known_to_the_cache() -> set[str]:
    return set(re.search(r"\(\?!\(\?:([\w|]+)\)\(", VCL).group(1).split("|"))


def text(node) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_query(node) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "GET"


def read_by(code: str) -> set[str]:
    """The names that Python code takes from `request.GET`, or gives to a Filter of a list."""
    parameters = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            is_filter = isinstance(function, ast.Name) and function.id == "Filter"
            if is_filter or (isinstance(function, ast.Attribute) and is_query(function.value)):
                parameters.add(text(node.args[0]))
        elif isinstance(node, ast.Subscript) and is_query(node.value):
            parameters.add(text(node.slice))
        elif isinstance(node, ast.Compare) and is_query(node.comparators[0]):
            parameters.add(text(node.left))
    return parameters - {None}


def read_by_template(code: str) -> set[str]:
    written = re.findall(r"{% querystring ([^%]*)%}", code)
    return set(re.findall(r"request\.GET\.(\w+)", code)) | {
        name for arguments in written for name in re.findall(r"(\w+)=", arguments)
    }


def known_to_the_site() -> set[str]:
    parameters = {gallery.PARAMETER}  # the one that is not written where it is read
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            parameters |= read_by(file.read_text())
    for file in (ROOT / "templates").rglob("*.html"):
        if "admin" not in file.parts:
            parameters |= read_by_template(file.read_text())
    return parameters


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ('request.GET.get("seite")', {"seite"}),
        ('self.request.GET["q"]', {"q"}),
        ('request.GET.getlist("thema")', {"thema"}),
        ('"gesendet" in request.GET', {"gesendet"}),
        ('Filter("jahr", _("Year"), [])', {"jahr"}),
        ('request.POST.get("name"), settings.get("x")', set()),
    ],
)
def test_parameters_are_found_in_code(code, names):
    assert read_by(code) == names


def test_parameters_are_found_in_templates():
    code = "{% querystring monat=month.next jahr=2 %} {% if request.GET.einbettung == id %}"
    assert read_by_template(code) == {"monat", "jahr", "einbettung"}


def test_the_page_cache_knows_the_parameters_of_the_site_and_no_others():
    assert known_to_the_cache() == known_to_the_site() - OF_EDITORS


def test_the_page_cache_knows_the_addresses_of_wordpress_that_the_site_redirects():
    kept = re.findall(r"\?\(\|\.\*&\)\(([\w|]+)\)=|\(\?!\(\?:(p[\w|]+)\)=\)", VCL)
    assert [tuple("".join(names).split("|")) for names in kept] == [WORDPRESS_KEYS] * 2
