"""Uploaded documents are inspected in the background, and whatever a file does to its reader is noted."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from ikpe_site.media import inspection
from ikpe_site.media.inspection import inspect, inspect_document
from ikpe_site.media.models import CustomDocument, DocumentInspection
from tests.factories import DocumentFactory
from tests.helpers import soup_of, words

from .documents import TEXT, bomb, docx, docx_with_people, pdf, protected_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]

State = DocumentInspection.State
UNTAGGED = ["tags", "language", "title"]


def document(content: bytes, extension: str = "pdf") -> CustomDocument:
    return DocumentFactory(file=ContentFile(content, name=f"datei.{extension}"))


def outcome(inspected: DocumentInspection) -> tuple:
    return inspected.state, inspected.text, inspected.accessibility_issues


# --- what is kept ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "extension", "kept"),
    [
        (pdf(), "pdf", ("read", TEXT, UNTAGGED)),
        (protected_pdf(), "pdf", ("encrypted", "", ["protected"])),
        (b"%PDF-1.4 kaputt", "pdf", ("broken", "", ["broken"])),
        (docx(), "docx", ("read", f"Anfang\n{TEXT}\n{TEXT}", [])),
        (b"PK\x03\x04 kaputt", "docx", ("broken", "", [])),
        ("Sozial\u200bplanung\u2060en".encode(), "txt", ("read", "Sozialplanungen", [])),
    ],
)
def test_state_text_and_issues_are_kept(content, extension, kept):
    inspected = document(content, extension)
    assert outcome(inspect(inspected)) == kept
    assert outcome(DocumentInspection.objects.get(document=inspected)) == kept


@pytest.mark.parametrize(("extension", "issues"), [("pdf", ["broken"]), ("docx", [])])
def test_a_file_that_is_gone_is_noted(extension, issues):
    gone = document(pdf(), extension)
    gone.file.storage.delete(gone.file.name)
    assert outcome(inspect(gone)) == ("missing", "", issues)


def test_two_documents_with_the_same_file_are_inspected_each():
    first, second = document(pdf()), document(pdf())
    assert inspect(first).pk != inspect(second).pk
    assert first.inspection.text == second.inspection.text == TEXT


def test_a_document_that_was_deleted_meanwhile_is_no_error():
    inspect_document.call(0)
    assert not DocumentInspection.objects.exists()


# --- limits ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def change_reader(monkeypatch, tmp_path):
    """Put a program in the place of the reader that changes `reader` first."""
    real = inspection.READER

    def change(lines: str) -> None:
        program = tmp_path / "reader.py"
        start = f"import sys\nsys.path.append({str(real.parent)!r})\nimport {real.stem} as reader\n"
        program.write_text(f"{start}{lines}\nreader.main(sys.argv[1])\n")
        monkeypatch.setattr(inspection, "READER", program)

    return change


def test_a_file_that_takes_too_much_time_is_stopped_and_what_was_found_before_is_kept(change_reader):
    change_reader("import itertools\nreader.SECONDS = 1\nreader.READERS['pdf'] = lambda path: [*itertools.cycle('a')]")
    assert outcome(inspect(document(pdf()))) == ("too_large", "", UNTAGGED)


def test_a_file_that_takes_too_much_memory_is_stopped(change_reader):
    change_reader("reader.READERS['pdf'] = lambda path: [str(bytearray(reader.MEMORY))]")
    assert outcome(inspect(document(pdf()))) == ("too_large", "", UNTAGGED)


def test_a_reader_that_waits_for_ever_is_stopped(monkeypatch, change_reader):
    monkeypatch.setattr(inspection, "TIMEOUT", 0.1)
    change_reader("import time\ntime.sleep(60)")
    assert outcome(inspect(document(pdf()))) == ("too_large", "", ["broken"])


def test_a_reader_that_dies_in_the_middle_of_a_word_is_no_error(change_reader):
    change_reader("import os\nprint('{\"state\": \"re', end='', flush=True)\nos.kill(os.getpid(), 9)")
    assert outcome(inspect(document(docx(), "docx"))) == ("too_large", "", [])


def test_a_reader_that_fails_is_logged_and_its_library_s_warnings_are_not(change_reader, caplog):
    change_reader("import logging\nreader.READERS['csv'] = lambda path: [logging.error('Kleinigkeit'), 1 / 0]")
    assert inspect(document(b"a;b", "csv")).state == State.BROKEN
    assert "ZeroDivisionError" in caplog.text
    assert "Kleinigkeit" not in caplog.text


@pytest.mark.scale
def test_a_small_file_that_unpacks_to_a_huge_one_is_stopped():
    assert inspect(document(bomb(), "docx")).state == State.TOO_LARGE


# --- when it happens -------------------------------------------------------------------------------------------------


def test_a_document_is_inspected_after_the_upload_and_again_if_its_file_is_replaced(
    editor_client, django_capture_on_commit_callbacks, tasks_are_done
):
    upload = {"title": "Heft", "file": ContentFile(pdf("Sonnenblumen"), name="heft.pdf"), "collection": 1}
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(reverse("wagtaildocs:add"), upload)
    heft = CustomDocument.objects.get(title="Heft")
    assert outcome(heft.inspection) == ("read", "Sonnenblumen", UNTAGGED)
    with django_capture_on_commit_callbacks(execute=True):
        upload["file"] = ContentFile(pdf("Tulpen", title="Heft"), name="heft.pdf")
        editor_client.post(reverse("wagtaildocs:edit", args=[heft.pk]), upload)
    heft.inspection.refresh_from_db()
    assert outcome(heft.inspection) == ("read", "Tulpen", ["tags", "language"])


def test_a_document_whose_file_stays_is_not_inspected_again(django_capture_on_commit_callbacks):
    heft = document(pdf())
    heft.file_hash = inspect(heft).file_hash  # as the form of the admin keeps it
    with django_capture_on_commit_callbacks() as tasks:
        heft.save()
    assert not any("inspect" in repr(task) for task in tasks)


def test_a_file_that_is_known_is_not_read_again(monkeypatch):
    heft = document(pdf())
    inspect(heft)
    monkeypatch.setattr(inspection, "run_reader", lambda path: pytest.fail("read again"))
    assert inspect(heft).text == TEXT


@pytest.mark.parametrize("raw", [True, False])
def test_documents_that_are_restored_bring_their_inspections_along(raw, django_capture_on_commit_callbacks):
    heft = document(pdf())
    with django_capture_on_commit_callbacks() as tasks:
        heft.save_base(raw=raw)
    assert any("inspect" in repr(task) for task in tasks) is not raw


def test_the_command_inspects_what_was_not_inspected_yet(capsys):
    def run(**options) -> str:
        call_command("inspect_documents", **options)
        return capsys.readouterr().out

    first, secret, gone = document(pdf("Sonnenblumen")), document(protected_pdf()), document(docx(), "docx")
    content = gone.file.read()
    gone.file.storage.delete(gone.file.name)
    assert run().startswith("3 Dokumente geprüft, 2 davon mit Barrieren\n")
    assert first.inspection.text == "Sonnenblumen"
    assert secret.inspection.state == State.ENCRYPTED
    assert f"1: {State.MISSING.label}" in run()
    gone.file.storage.save(gone.file.name, ContentFile(content))
    assert run() == f"1 Dokumente geprüft, 0 davon mit Barrieren\n1: {State.READ.label}\n"
    assert run() == "0 Dokumente geprüft, 0 davon mit Barrieren\n"
    assert f"2: {State.READ.label}\n1: {State.ENCRYPTED.label}\n" in run(all=True)


# --- in the admin ----------------------------------------------------------------------------------------------------


def test_list_and_form_say_what_became_of_the_text(editor_client):
    secret, fresh = document(protected_pdf()), document(pdf())
    inspect(secret)
    states = {secret: State.ENCRYPTED.label, fresh: "Der Text wurde noch nicht gelesen."}
    listed = {words(row) for row in soup_of(editor_client.get(reverse("wagtaildocs:index"))).select("tbody tr")}
    for shown, state in states.items():
        assert any(shown.title in row and str(state) in row for row in listed)
        form = soup_of(editor_client.get(reverse("wagtaildocs:edit", args=[shown.pk])))
        assert str(state) in words(form)
    assert editor_client.get(reverse("wagtaildocs:add")).status_code == 200


def test_list_and_form_say_whose_names_and_comments_a_file_gives_away(editor_client):
    told = document(docx_with_people(), "docx")
    inspect(told)
    names = "Anna Autorin, Lars Letzter, Petra Prüfung, Karl Kommentar; 1 Kommentar"
    inspected = DocumentInspection.objects.get(document=told)
    assert inspected.comments == 1
    shown = soup_of(editor_client.get(reverse("wagtaildocs:index")))
    assert inspected.personal_data_display in words(shown.select_one("tbody"))
    form = soup_of(editor_client.get(reverse("wagtaildocs:edit", args=[told.pk])))
    assert f"Wer die Datei herunterlädt, kann darin lesen: {inspected.personal_data_display}." in words(form)
    assert set(inspected.personal_data_display.replace(";", ",").split(", ")) == set(
        names.replace(";", ",").split(", ")
    )
