"""Components as a screen reader, a keyboard and a search engine get them: rendered alone, without a database."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.template import Context
from django.template.loader import get_template
from django.test import RequestFactory
from wagtail.models import Page

from tests.helpers import words


def shown(component: str, *, at: str = "/liste/", **variables) -> BeautifulSoup:
    """The component as it stands in a page that was asked for at this URL."""
    request = RequestFactory().get(at)
    context = Context({"request": request} | variables)
    context.request = request  # where `querystring` looks for it
    return BeautifulSoup(get_template(f"components/{component}.html").template.render(context), "html.parser")


def page(title: str = "Seite", **attributes) -> Page:
    """A page at /seite/ that is in no database, with what the component asks it for."""
    made = Page(title=title, slug="seite", content_type_id=1)  # else it would look its type up
    made.get_url = lambda *args, **kwargs: "/seite/"
    for name, value in ({"motif": "cubes"} | attributes).items():
        setattr(made, name, value)
    return made


def thing(**attributes) -> SimpleNamespace:
    return SimpleNamespace(**attributes)


def name_of(soup: BeautifulSoup, selector: str) -> str:
    """What a screen reader calls an element: its aria-label, or what its aria-labelledby or its label says."""
    element = soup.select_one(selector)
    if label := element.get("aria-label"):
        return label
    if anchor := element.get("aria-labelledby"):
        return words(soup.find(id=anchor))
    return words(soup.select_one(f"label[for={element['id']}]"))


def unseen(soup: BeautifulSoup) -> list[str]:
    """What screen readers say and eyes do not see."""
    return [words(element) for element in soup.select(".visually-hidden")]


def heard(element) -> str:
    """What a screen reader says of an element: all but what is hidden from it."""
    copy = BeautifulSoup(str(element), "html.parser")
    for hidden in copy.select("[aria-hidden=true]"):
        hidden.decompose()
    return words(copy)
