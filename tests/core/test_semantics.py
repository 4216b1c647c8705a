"""What a screen reader is told of a page: its landmarks and tables by name, its fields, and what has changed."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.helpers import words
from tests.security.test_privacy import surfaces

WITH_STATUS = {"list of news", "list of publications", "list of events", "contact finder, asked", "search"}


def name_of(element, page) -> str:
    """The accessible name that an element gives itself."""
    if names := element.get("aria-labelledby"):
        return " ".join(words(page.find(id=name)) for name in names.split())
    return element.get("aria-label", "")


def faults_of(page):
    """What is wrong with a page, each with the element."""
    landmarks = [*page.select("nav, svg[role], [role=region], [role=listbox], form.filters")]
    names = [(element.name, name_of(element, page)) for element in page.select("nav")]
    ids = [element["id"] for element in page.select("[id]")]
    labelled = {label.get("for") for label in page.select("label")}
    yield from (("no name", element) for element in landmarks if not name_of(element, page))
    yield from (("a name for two landmarks", name) for name in names if names.count(name) > 1)
    yield from (("an id twice", name) for name in ids if ids.count(name) > 1)
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "href"):
        for element in page.select(f"[{attribute}]"):
            targets = element[attribute].split() if attribute != "href" else [element["href"].partition("#")[2]]
            is_own = attribute != "href" or element["href"].startswith("#")
            yield from ((f"{attribute} leads nowhere", element) for t in targets if is_own and t and t not in ids)
    for field in page.select("input:not([type=hidden], [type=submit]), select, textarea"):
        if field.get("id") not in labelled and not field.find_parent("label"):
            yield "no label", field
    for table in page.select("table"):
        if not table.caption or not all(cell.get("scope") for cell in table.select("th")):
            yield "no caption, or a heading without scope", table
    yield from (("no text", image) for image in page.select("img:not([alt])"))
    yield from (("a drawing that is read out", svg) for svg in page.select("svg:not([aria-hidden=true], [role])"))
    early = page.select("img:not([loading=lazy])")
    if len(early) > 1 or any(image.get("fetchpriority") != "high" for image in early):
        yield "more than the first picture is loaded at once", early


def test_every_page_tells_what_it_is_made_of(site_tree):
    for name, response in surfaces(site_tree):
        if "html" not in response["Content-Type"]:
            continue
        page = BeautifulSoup(response.content.decode(), "html.parser")
        assert page.html["lang"] == "de", name
        assert [page.main["id"], page.main["tabindex"]] == ["inhalt", "-1"], name
        assert page.body.a["href"] == "#inhalt", name
        assert list(faults_of(page)) == [], name
        assert bool(page.select("main [role=status]")) >= (name in WITH_STATUS), name


def shown(template: str, **context) -> BeautifulSoup:
    request = RequestFactory().get("/liste/?art=a")
    return BeautifulSoup(render_to_string(f"components/{template}.html", context, request), "html.parser")


@pytest.mark.parametrize(("number", "links"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_steps_through_a_list_say_where_they_lead(number, links):
    nav = shown("pagination", items=Paginator(range(25), 10).page(number)).nav
    assert [link["rel"] for link in nav.select("a")] == [[link] for link in links]
    assert nav["aria-label"] == "Seiten dieser Liste"


def test_a_list_of_one_page_has_no_steps():
    assert shown("pagination", items=Paginator(range(10), 10).page(1)).nav is None


class ProbeForm(forms.Form):
    name = forms.CharField(error_messages={"required": "Bitte einen <b>Namen</b>."})
    homepage = forms.CharField(widget=forms.HiddenInput)


def test_the_errors_of_a_form_are_read_out_first_and_lead_to_their_fields():
    form = ProbeForm({})
    form.add_error(None, "Zu viel.")
    notice = shown("error_summary", form=form).div
    assert notice["role"] == "alert"
    assert notice["tabindex"] == "-1"
    assert notice.has_attr("autofocus")
    assert [words(entry) for entry in notice.select("li")] == ["Zu viel.", "Bitte einen <b>Namen</b>."]
    assert [link["href"] for link in notice.select("a")] == ["#id_name"]


def test_a_form_without_errors_says_nothing():
    assert shown("error_summary", form=ProbeForm()).div is None
