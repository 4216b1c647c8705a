"""What is read from a file, and what is said of a file that cannot be read."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from publications.exports import FORMATS
from publications.imports import PublicationPlan
from publications.models import PublicationPage
from tests.publications.items import ITEMS

from .texts import BIBTEX, RIS, csl_of, plan_of


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
        assert (entry.instance.title, entry.instance.page) == ("Planung", "1-9")
        assert entry.instance.issued_year == 2019


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
    (record,) = PublicationPlan.parse("@book{a, title = {Müll}, year = 2019}".encode("cp1252"))
    assert record.item["title"] == "Müll"


@pytest.mark.django_db
def test_numbers_that_no_database_keeps_are_left_out():
    text = '[{"title": "A", "volume": NaN, "page": -Infinity, "issue": 1.5, "issued": {"date-parts": [[1e999]]}}]'
    (record,) = PublicationPlan.parse(text.encode())
    assert json.dumps(record.item, allow_nan=False)
    assert (record.item["volume"], record.item["issue"]) == (None, 1.5)
    (entry,) = plan_of(text).entries
    assert (entry.instance.title, entry.instance.issued_year) == ("A", None)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("@book{a, title = {A}}\n\n@book{b, title = {B\n@book{c, title={C}}", 3, "Klammer"),
        (RIS + "TY  - BOOK\r\nTI  - Offen\r\n", 8, "ER"),
        (csl_of({"title": "A"}, {"DOI": "10.1000/1"}), 2, "Titel"),
        ("[1, {}]", 1, ""),
    ],
)
def test_an_unreadable_entry_is_named_with_its_line_and_the_reason(text, line, reason, site_tree):
    problems = [entry for entry in plan_of(text).entries if entry.status == "error"]
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
        b"@" * (PublicationPlan.max_bytes + 1),
    ],
    ids=["empty", "blank", "zip", "text", "no entries", "broken", "nested", "entities", "path", "huge"],
)
def test_a_file_that_is_no_list_of_references_is_refused_with_a_sentence(content, run):
    with pytest.raises(ValidationError):
        PublicationPlan.parse(content)
    with pytest.raises(CommandError, match=r"\.$"):
        run(content)


def test_a_file_with_more_entries_than_can_be_looked_through_is_refused(monkeypatch):
    monkeypatch.setattr("publications.imports.files.MAX_RECORDS", 2)
    assert len(PublicationPlan.parse(b"[{}, {}]")) == 2
    with pytest.raises(ValidationError, match="2"):
        PublicationPlan.parse(b"[{}, {}, {}]")


def test_a_file_within_a_bibtex_entry_is_not_opened(run, tmp_path):
    secret = tmp_path / "geheim.tex"
    secret.write_text("Geheimnis")
    run(rf"@book{{a, title = {{A \input{{{secret}}} \include{{{secret}}} B}}}}", publish=True)
    assert "Geheimnis" not in PublicationPage.objects.get().title
