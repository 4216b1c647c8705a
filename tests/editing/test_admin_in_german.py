"""Nobody meets an English word in the admin: every page that links lead to is opened and read.

Two nets: gettext tells which messages it was asked for and has no German for, and words that no German text contains
are looked for in what the page shows, for texts that nobody gave to gettext.
"""

import json
import re
from collections import deque
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles import finders
from django.core import mail
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import trans_real
from wagtail.blocks import ListBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Collection, Comment, Page, PageViewRestriction, get_page_models

from ikpe_site.core.models import BasePage
from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS
from ikpe_site.trash.actions import move_to_trash
from tests import factories
from tests.helpers import BeautifulSoup

from ..roles.actions import submitted

# Words that are frequent in English and are none in German.
ENGLISH = re.compile(
    r"\b(the|and|of|this|these|with|your|you|are|please|page|pages|edit|delete|save|add|search|select|choose|close|more"
    r"|settings|user|users|group|groups|no|yes|not|from|by|view|upload|image|document|log|out|new|change|cancel|default"
    r"|title|password|related|exact|created|updated|published|unpublished|moved|copied|renamed"
    r"|draft|all|is|it|has|have|be|for|actions?)\b",
    re.IGNORECASE,
)
# Names of licences.
PROPER_NAMES = re.compile(r"\bCC BY\b")
# Wagtail words the buttons of a chooser once for each process: here while the database of the tests is migrated, which
# Django does without a language; a server does it in German.
WORDED_TOO_EARLY = re.compile(r"\b(Choose|Choose another|Edit this) (programme|region)\b")
READ_ALOUD = ("title", "aria-label", "placeholder", "alt", "aria-description", "data-w-tooltip-content-value")
LINKS = ("href", "data-chooser-url", "data-url", "data-w-dialog-src-value", "formaction")
LEFT_OUT = {"wagtailadmin_logout", "wagtaildocs_serve", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


class Untranslated(trans_real.gettext_module.NullTranslations):
    """Stands behind the German catalogue and keeps what is asked for and not in it."""

    def __init__(self):
        super().__init__()
        self.messages = set()

    def gettext(self, message):
        self.messages.add(message)
        return message

    def ngettext(self, singular, plural, number):
        self.messages.add(singular)
        return singular if number == 1 else plural

    def pgettext(self, context, message):
        return self.gettext(message)

    def npgettext(self, context, singular, plural, number):
        return self.ngettext(singular, plural, number)


@pytest.fixture
def untranslated(monkeypatch):
    recorder = Untranslated()
    monkeypatch.setattr(trans_real.translation("de"), "_fallback", recorder)
    return recorder.messages


def words_of(soup) -> str:
    """All that somebody sees or hears."""
    for hidden in soup(["script", "style", "svg", "template", "code"]):
        hidden.decompose()
    read = [tag[name] for name in READ_ALOUD for tag in soup.select(f"[{name}]")]
    read += [tag["value"] for tag in soup.select("input[type=submit][value], input[type=button][value]")]
    return " ".join([soup.get_text(" "), *read])


def english_in(text: str) -> set[str]:
    """The English words of a text, each with what stands around it."""
    text = " ".join(PROPER_NAMES.sub("", text.replace("\u00ad", "")).split())
    text = WORDED_TOO_EARLY.sub("", text)
    return {text[max(match.start() - 20, 0) : match.end() + 20] for match in ENGLISH.finditer(text)}


def something_everywhere(user) -> None:
    """One page of each type, with versions, and one of everything else that has pages in the admin."""
    factories.ProjectPageFactory(), factories.WorkAreaPageFactory(), factories.ContentPageFactory()
    factories.PersonPageFactory(), factories.PublicationPageFactory(), factories.EventSeriesPageFactory()
    factories.ProgrammeFactory(), factories.PersonGroupFactory(), factories.CategoryFactory()
    factories.DocumentFactory(uploaded_by_user=user)
    image = factories.ImageFactory(uploaded_by_user=user)
    factories.RegistrationFactory(event=factories.EventPageFactory(takes_registrations=True))
    factories.NewsPageFactory(image=image, locked=True, locked_by=user, locked_at="2026-01-01T00:00Z")
    for page in Page.objects.filter(depth__gt=1).specific():
        for _version in range(2):
            page.save_revision(user=user, log_action=True).publish(user=user)
    Comment.objects.create(page=page, user=user, text="Bitte prüfen", contentpath="title")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    Redirect.objects.create(old_path="/alt", redirect_link="/neu/")
    submitted(step=1), submitted(step=2)
    move_to_trash(factories.NewsPageFactory(), user)


def view_of(url: str) -> tuple:
    """What tells one page of the admin from another: the view, with the type of the page that it shows."""
    match = resolve(urlsplit(url).path)
    arguments = dict(match.kwargs) | dict(enumerate(match.args))
    page = next((arguments[name] for name in ("page_id", "parent_page_id", 0) if name in arguments), None)
    kind = Page.objects.filter(pk=page).values_list("content_type", flat=True).first() if page else None
    return match.view_name, kind, *(value for value in arguments.values() if not str(value).isdigit())


def walk(client: Client, start: str):
    """Open `start` and every kind of page that links lead to; yields its view and its HTML."""
    seen, waiting = set(), deque([start])
    while waiting:
        url = waiting.popleft()
        try:
            view = view_of(url)
        except Resolver404:
            continue
        if view in seen or view[0] in LEFT_OUT:
            continue
        seen.add(view)
        response = client.get(url, follow=True)
        kind = response.get("Content-Type", "").split(";")[0]
        if response.status_code != 200 or kind not in ("text/html", "application/json"):
            continue
        html = response.content.decode() if kind == "text/html" else str(response.json().get("html", ""))
        soup = BeautifulSoup(html, "html.parser")
        waiting.extend(
            tag[name] for name in LINKS for tag in soup.select(f"[{name}]") if tag[name].startswith("/admin/")
        )
        yield view, soup


def fixed_start(message: str) -> str:
    """The part of a message before the first thing that is filled in."""
    return message.split("%(")[0]


@pytest.mark.scale
def test_no_page_of_the_admin_has_an_english_word(site_tree, member_of, untranslated):
    user = member_of(ADMINISTRATION, EDITORS)
    something_everywhere(user)
    client = Client()
    client.force_login(user)
    english_words, views = {}, []
    for view, soup in walk(client, reverse("wagtailadmin_home")):
        views.append(view)
        html = unescape(str(soup))
        asked = {message for message in untranslated if english_in(message) and fixed_start(message) in html}
        untranslated.clear()
        english_words |= {
            english: view for english in english_in(words_of(soup)) | asked if english not in english_words
        }
    models = {model for model in get_page_models() if issubclass(model, BasePage)}
    assert english_words == {}
    assert len(views) > 150
    types = {ContentType.objects.get_for_model(model).pk for model in models}
    assert types <= {view[1] for view in views if view[0] == "wagtailadmin_pages:edit"}


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_the_way_in_has_no_english_word(name, db, client):
    assert english_in(words_of(BeautifulSoup(client.get(reverse(name)).content.decode(), "html.parser"))) == set()


def test_mails_of_the_approval_have_no_english_word(
    site_tree, member_of, untranslated, django_capture_on_commit_callbacks
):
    author, editor, administrator = (member_of(name) for name in (AUTHORS, EDITORS, ADMINISTRATION))
    with django_capture_on_commit_callbacks(execute=True):
        for decision in ("approve", "reject"):
            post = factories.NewsPageFactory(live=False, owner=author)
            post.save_revision(user=author)
            state = post.get_workflow().start(post, author)
            state.current_task_state.approve(user=editor)
            state.refresh_from_db()
            getattr(state.current_task_state, decision)(user=administrator)
            state.refresh_from_db()
            if decision == "reject":
                state.cancel(user=author)
    assert {address for message in mail.outbox for address in message.to} == {
        user.email for user in (author, editor, administrator)
    }
    texts = [f"{message.subject} {message.body}" for message in mail.outbox]
    assert {english for text in texts for english in english_in(re.sub(r"https?://\S+", "", text))} == set()


def test_no_message_of_the_scripts_lacks_its_german(editor_client):
    """The sentences that Wagtail's scripts hand to gettext, under whatever name it has after compression."""
    catalogue = editor_client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    scripts = Path(finders.find("wagtailadmin/js/core.js")).parent.glob("*.js")
    code = "".join(script.read_text(encoding="utf-8") for script in scripts)
    messages = set(re.findall(r'\(0,\w+\.\w+\)\("([A-Z][a-z]+ [^"]+)"', code))
    assert len(messages) > 30
    assert {message for message in messages if f"{json.dumps(message)}:" not in catalogue} == set()


OWN_PACKAGES = {"ikpe_site", "topics", "people", "news", "publications", "events"}
NEVER_SHOWN = {"CustomRendition", "ImportedEvent", "UploadedImport"}


def test_every_model_has_a_german_name():
    models = [model for model in apps.get_models() if model.__module__.partition(".")[0] in OWN_PACKAGES]
    unnamed = {model.__name__ for model in models if not isinstance(model._meta.verbose_name, Promise)}
    assert unnamed == NEVER_SHOWN


def test_every_block_has_a_german_name():
    seen, unnamed = set(), set()

    def look_into(block, where):
        if id(block) in seen:
            return
        seen.add(id(block))
        for name, child in getattr(block, "child_blocks", {}).items():
            if not isinstance(child.meta.label, Promise) and not isinstance(child.label, Promise):
                unnamed.add(f"{where} → {name}")
            look_into(child, f"{where} → {name}")
        if isinstance(block, ListBlock):
            look_into(block.child_block, where)

    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                look_into(field.stream_block, field.name)
    assert len(seen) > 20
    assert unnamed == set()


def test_the_collection_that_everything_is_in_has_a_german_name(db):
    assert Collection.get_first_root_node().name == "Allgemein"
