"""Bringing publications in from BibTeX, RIS and CSL-JSON: from the command line and in the admin."""

import json
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from publications.exports import FORMATS
from publications.imports import UnreadableFileError, plan_import, read_file
from publications.imports.files import MAX_BYTES
from publications.models import PublicationPage, UploadedImport
from tests.factories import CategoryFactory, PersonPageFactory, PublicationPageFactory
from tests.helpers import soup_of, titles
from tests.publications.items import ITEMS

BIBTEX = r"""
@string{archiv = "Archiv für Wissenschaft"}
@article{a, author = {Fischer, J{\"o}rg and Geene, Raimund and {Stadt {\&} Land e.V.}},
  title = {{Arm \& reich & 50% mehr}}, journal = archiv,
  year = 2019, month = nov, number = {4}, pages = {26--35}, doi = {https://doi.org/10.1000/ABC}}
@book{b, editor = {von der Heide, Ute}, title = {Handbuch}, year = {2018}, isbn = {316148410X}, publisher = {Verlag}}
"""
RIS = "TY  - JOUR\r\nAU  - Fischer, Jörg\r\nTI  - Planung\r\nPY  - 2019///\r\nSP  - 1\r\nEP  - 9\r\nER  - \r\n"


@pytest.fixture
def category(site_tree):
    return CategoryFactory(name="Fachartikel")


@pytest.fixture
def run(category, tmp_path):
    """Import a text with the command; return what it says."""

    def import_text(text, **options):
        file = tmp_path / "liste.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = StringIO()
        call_command("import_publications", str(file), stdout=out, **{"category": category.slug} | options)
        return out.getvalue()

    return import_text


def plan_of(text: str):
    return plan_import(read_file(text.encode()))


def csl_of(*items) -> str:
    return json.dumps([{"type": "book", **item} for item in items])


# --- reading ---------------------------------------------------------------------------------------------------------


def test_bibtex_is_read_with_its_tex_its_names_and_its_abbreviations(run):
    run(BIBTEX, publish=True)
    article, book = PublicationPage.objects.order_by("-issued_year")
    assert article.title == "Arm & reich & 50% mehr"
    assert article.container_title == "Archiv für Wissenschaft"
    assert (article.issue, article.page, article.doi, article.issued_year) == ("4", "26-35", "10.1000/abc", 2019)
    assert [entry.name for entry in article.contributors.all()] == [
        "Jörg Fischer",
        "Raimund Geene",
        "Stadt & Land e.V.",
    ]
    assert [(entry.role, entry.family, entry.given) for entry in book.contributors.all()] == [
        ("editor", "von der Heide", "Ute")
    ]
    assert book.isbn == "978-3-16-148410-0"


def test_ris_is_read_with_the_line_ends_of_any_system(run):
    for ending in ("\r\n", "\n", "\r"):
        (entry,) = plan_of(RIS.replace("\r\n", ending)).entries
        assert (entry.publication.title, entry.publication.page) == ("Planung", "1-9")
        assert entry.publication.issued_year == 2019


@pytest.mark.parametrize("extension", FORMATS)
def test_an_export_of_the_site_can_be_imported_whole(extension, run):
    _media_type, write = FORMATS[extension]
    run(write(ITEMS), publish=True)
    assert PublicationPage.objects.count() == len(ITEMS)
    stored = {page.title: page.csl for page in PublicationPage.objects.all()}
    for item in ITEMS:
        again = stored[item["title"]]
        for variable in ("type", "author", "editor", "issued", "volume", "page", "DOI", "ISBN", "event-title"):
            assert again.get(variable) == item.get(variable), (item["id"], variable)


def test_what_older_programs_write_in_the_code_page_of_windows_is_read():
    (record,) = read_file("@book{a, title = {Müll}, year = 2019}".encode("cp1252"))
    assert record.item["title"] == "Müll"


# --- what is there already, and who ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Ganz anders", "DOI": "https://doi.org/10.1000/ABC"},
        {"title": "Ganz anders", "ISBN": "3-16-148410-X"},
        {"title": "strassen und WEGE!", "issued": {"date-parts": [["2019"]]}},
    ],
)
def test_what_is_there_already_is_known_by_doi_isbn_or_title_and_year(item, site_tree):
    PublicationPageFactory(
        title="Straßen und Wege", issued_year=2019, doi="10.1000/abc", isbn="9783161484100", csl_type="book"
    )
    (entry,) = plan_of(csl_of(item)).entries
    assert entry.status == "known"
    assert "Straßen und Wege" in entry.notes[0]


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Straßen und Wege", "issued": {"date-parts": [[2020]]}},
        {"title": "Ein Kapitel", "type": "chapter", "ISBN": "3-16-148410-X"},
    ],
)
def test_another_year_and_a_chapter_of_a_known_book_are_new(item, site_tree):
    PublicationPageFactory(title="Straßen und Wege", issued_year=2019, isbn="9783161484100", csl_type="book")
    (entry,) = plan_of(csl_of(item)).entries
    assert entry.status == "new"


def test_a_second_run_changes_nothing(run):
    run(BIBTEX, publish=True)
    before = list(PublicationPage.objects.order_by("pk").values())
    assert "2 " + _("already there") in run(BIBTEX, publish=True)
    assert list(PublicationPage.objects.order_by("pk").values()) == before


def test_an_entry_that_stands_twice_in_a_file_is_imported_once(run):
    run(csl_of({"title": "Planung"}, {"title": "PLANUNG"}), publish=True)
    assert PublicationPage.objects.count() == 1


def test_names_are_matched_to_the_people_of_the_site(site_tree):
    person = PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "FISCHER", "given": "Jorg"}]})).entries
    assert [contributor.person for contributor in entry.contributors] == [person]
    assert entry.notes == []


@pytest.mark.parametrize(("given", "team"), [("J.", ["Jörg"]), ("", ["Jörg"]), ("Jörg", ["Jörg", "Jörg"])])
def test_a_name_that_could_be_several_people_stays_free_and_is_reported(given, team, site_tree):
    for first_name in team:
        PersonPageFactory(first_name=first_name, last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "Fischer", "given": given}]})).entries
    assert entry.contributors[0].person is None
    assert entry.contributors[0].family == "Fischer"
    assert "Jörg Fischer" in entry.notes[0]


def test_a_namesake_of_another_first_name_is_nobody_of_the_team(site_tree):
    PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "Fischer", "given": "Anna"}]})).entries
    assert (entry.contributors[0].person, entry.notes) == (None, [])


# --- what cannot be read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("@book{a, title = {A}}\n\n@book{b, title = {B\n@book{c, title={C}}", 3, "Klammer"),
        (RIS + "TY  - BOOK\r\nTI  - Offen\r\n", 8, "ER"),
        (csl_of({"title": "A"}, {"DOI": "10.1000/1"}), 2, "Titel"),
        (csl_of({"title": "A", "DOI": "abc"}), 1, "DOI"),
        (csl_of({"title": "A", "ISBN": "978-3-16-148410-1"}), 1, "ISBN"),
        (csl_of({"title": "A", "issued": {"date-parts": [[2019, 2, 31]]}}), 1, "Datum"),
        (csl_of({"title": "A", "issued": {"date-parts": [[1019]]}}), 1, "1900"),
        (csl_of({"title": "A <script>alert(1)</script>"}), 1, "HTML"),
        (csl_of({"title": "A", "author": [{"literal": "<img src=x>"}]}), 1, "HTML"),
        (csl_of({"title": "A", "URL": "file:///etc/passwd"}), 1, "Internetadresse"),
        (csl_of({"title": "A", "URL": "javascript:alert(1)"}), 1, "Internetadresse"),
        (csl_of({"title": "x" * 300}), 1, "255"),
        (csl_of({"title": "A", "author": ["Fischer"]}), 1, "CSL-JSON"),
        ("[1, {}]", 1, ""),
    ],
)
def test_an_unreadable_entry_is_named_with_its_line_and_the_reason(text, line, reason, site_tree):
    problems = [entry for entry in plan_of(text).entries if entry.status == "unreadable"]
    assert problems[0].line == line
    assert reason in " ".join(problems[0].notes)


def test_the_entries_around_an_unreadable_one_are_imported(run):
    said = run("@book{a, title = {A}}\n@book{b, title = {B\n@book{c, title={C}}", publish=True)
    assert {page.title for page in PublicationPage.objects.all()} == {"A", "C"}
    assert "2: " in said


ENTITY_BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><l>@book{&b;}</l>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"PK\x03\x04\x00\x00",
        b"Nur ein Text.",
        b"[]",
        b'{"title": ',
        b"[" * 100_000,
        ENTITY_BOMB.encode(),
        b"../../etc/passwd",
        b"@" * (MAX_BYTES + 1),
    ],
    ids=["empty", "blank", "zip", "text", "no entries", "broken", "nested", "entities", "path", "huge"],
)
def test_a_file_that_is_no_list_of_references_is_refused_with_a_sentence(content, run):
    with pytest.raises(UnreadableFileError, match=r"\.$"):
        read_file(content)
    with pytest.raises(CommandError, match=r"\.$"):
        run(content)


def test_a_file_within_a_bibtex_entry_is_not_opened(run, tmp_path):
    secret = tmp_path / "geheim.tex"
    secret.write_text("Geheimnis")
    run(rf"@book{{a, title = {{A \input{{{secret}}} \include{{{secret}}} B}}}}", publish=True)
    assert "Geheimnis" not in PublicationPage.objects.get().title


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(run):
    assert "2 " + _("new") in run(BIBTEX, dry_run=True)
    assert not PublicationPage.objects.exists()


def test_imported_publications_are_drafts_or_published_in_the_category_given(run, category):
    run(csl_of({"title": "Entwurf"}))
    run(csl_of({"title": "Öffentlich"}), publish=True)
    draft, public = (PublicationPage.objects.get(title=title) for title in ("Entwurf", "Öffentlich"))
    assert (draft.live, public.live) == (False, True)
    assert (draft.category, public.category) == (category, category)
    assert public.slug == "oeffentlich"
    assert "Öffentlich" in public.references["apa"]


def test_a_command_without_a_category_names_those_there_are(run):
    with pytest.raises(CommandError, match="fachartikel"):
        run(BIBTEX, category=None)
    assert not PublicationPage.objects.exists()


def test_imported_publications_stand_behind_those_there_are_in_a_sound_tree(run, site_tree):
    first = PublicationPageFactory(title="Zuerst")
    run(csl_of({"title": "Danach"}, {"title": "Zuletzt"}), publish=True)
    run(csl_of({"title": "Später"}))
    index = site_tree.publications.__class__.objects.get()
    assert [page.title for page in index.get_children()] == ["Zuerst", "Danach", "Zuletzt", "Später"]
    assert [page.url_path for page in index.get_children()][1] == f"{index.url_path}danach/"
    assert index.get_children().first().pk == first.pk
    assert not any(Page.find_problems())


def test_the_first_publications_of_a_site_can_be_imported(run, site_tree):
    assert site_tree.publications.is_leaf()
    run(csl_of({"title": "Planung"}))
    assert not any(Page.find_problems())


def test_imported_publications_are_in_the_log_and_in_the_indexes_as_if_each_had_been_added_by_hand(run):
    person = PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    PublicationPageFactory(title="Von Hand")
    run(csl_of({"title": "Planung", "author": [{"family": "Fischer", "given": "Jörg"}]}), publish=True)
    page = PublicationPage.objects.get(title="Planung")
    by_hand, entry = PageLogEntry.objects.filter(page__in=PublicationPage.objects.all()).order_by("pk")
    compared = ("action", "content_type", "content_changed", "user", "uuid", "deleted", "data")
    assert [getattr(entry, name) for name in compared] == [getattr(by_hand, name) for name in compared]
    assert (entry.page_id, entry.label) == (page.pk, "Planung")
    assert PublicationPage.objects.search("Planung").get_queryset().get() == page
    named = ReferenceIndex.objects.filter(
        object_id=str(page.pk), to_content_type=ContentType.objects.get_for_model(Page), to_object_id=str(person.pk)
    )
    assert named.exists()


def test_the_search_of_the_admin_follows_an_imported_publication(run):
    run(csl_of({"title": "Planung"}), publish=True)
    page = PublicationPage.objects.get()
    page.title = "Vorsorge"
    page.save()
    assert list(PublicationPage.objects.search("Vorsorge")) == [page]
    assert not PublicationPage.objects.search("Planung").count()
    entries = IndexEntry.objects.filter(object_id=str(page.pk), content_type=page.content_type)
    assert entries.exists()
    page.delete()
    assert not entries.exists()


def queries_of_import(run, name: str, number: int, **options) -> int:
    with CaptureQueriesContext(connection) as captured:
        run(csl_of(*({"title": f"{name} {count}"} for count in range(number))), **options)
    return len(captured)


def test_a_longer_list_is_compared_with_the_same_queries(run):
    assert queries_of_import(run, "Wenige", 2, dry_run=True) == queries_of_import(run, "Viele", 12, dry_run=True)


def test_each_further_publication_takes_a_dozen_queries_however_many_are_alike(run):
    run(csl_of({"title": "Der erste Durchlauf füllt die Zwischenspeicher"}), publish=True)
    few, many = queries_of_import(run, "Wenige", 2, publish=True), queries_of_import(run, "Viele", 22, publish=True)
    assert many - few <= 20 * 12


@pytest.mark.django_db(transaction=False)
def test_nothing_is_imported_if_something_fails_on_the_way(run, monkeypatch):
    made = []

    def fail_at_the_second(self):
        made.append(self)
        if len(made) == 2:
            raise RuntimeError("Der Strom ist ausgefallen.")

    monkeypatch.setattr(PublicationPage, "refresh_from_db", lambda *args, **kwargs: None)
    monkeypatch.setattr(PublicationPage, "derive", fail_at_the_second)
    with pytest.raises(RuntimeError):
        run(BIBTEX, publish=True)
    assert len(made) == 2
    assert not PublicationPage.objects.exists()


# --- in the admin ----------------------------------------------------------------------------------------------------


def upload(client, text=BIBTEX, name="liste.bib"):
    return client.post(reverse("publications_import"), {"file": SimpleUploadedFile(name, text.encode())})


def test_editors_see_what_would_come_before_it_comes(category, editor_client):
    PublicationPageFactory(title="Handbuch", issued_year=2018)
    response = upload(editor_client)
    assert response.status_code == 302
    page = soup_of(editor_client.get(response["Location"]))
    rows = [titles(row, "td") for row in page.select("tbody tr")]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("3", _("new"), "Arm & reich & 50% mehr"),
        ("6", _("already there"), "Handbuch"),
    ]
    assert PublicationPage.objects.count() == 1


def test_editors_import_what_they_have_seen(category, editor_client):
    preview = upload(editor_client)["Location"]
    response = editor_client.post(preview, {"category": category.pk, "publish": ""})
    text = b"".join(response.streaming_content).decode()
    assert text.rstrip().endswith("</html>")
    assert PublicationPage.objects.filter(live=False, category=category).count() == 2
    assert not UploadedImport.objects.exists()


@pytest.mark.scale
def test_the_progress_of_a_long_import_is_shown(category, editor_client):
    items = [{"title": f"Heft {number}"} for number in range(60)]
    preview = upload(editor_client, csl_of(*items), "liste.json")["Location"]
    response = editor_client.post(preview, {"category": category.pk, "publish": "1"})
    parts = [part.decode() for part in response.streaming_content]
    assert [part for part in parts if part.startswith("<li>")] == ["<li>25 / 60</li>", "<li>50 / 60</li>"]
    assert PublicationPage.objects.live().count() == 60


def test_an_import_without_a_category_is_refused_at_the_field(category, editor_client):
    preview = upload(editor_client)["Location"]
    response = editor_client.post(preview, {"category": "", "publish": ""})
    assert response.context["form"].errors["category"]
    assert not PublicationPage.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_at_the_field(category, editor_client):
    response = upload(editor_client, "Nur ein Text.")
    assert response.context["form"].errors["file"]
    assert not UploadedImport.objects.exists()


def test_nobody_sees_the_file_of_another(category, editor_client, admin_client):
    preview = upload(editor_client)["Location"]
    assert admin_client.get(preview).status_code == 404


def test_visitors_import_nothing(category, client):
    for name in ("publications_import", "publications_doi"):
        assert client.get(reverse(name)).status_code == 302
