"""Old addresses from a CSV file: a preview with line and reason, and the same file a second time does no harm."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Site

from ikpe_site.editing.imports import Status
from ikpe_site.editing.models import UploadedImport
from ikpe_site.links import imports
from ikpe_site.links.imports import RedirectPlan, old_path
from tests.factories import ContentPageFactory, NewsPageFactory, make_draft
from tests.helpers import soup_of, words

pytestmark = pytest.mark.database

URL = "/admin/redirects/import/"
FILE = """Alte Adresse;Neue Adresse
https://www.ikpe-erfurt.de/?p=123;/aktuelles/rueckblick/
/2020/03/rueckblick/;http://127.0.0.1:8000/aktuelles/rueckblick/
/category/unterwegs/;/aktuelles/?art=unterwegs

/studie/;https://www.wzb.eu/de
"""


@pytest.fixture
def post(site_tree):
    return NewsPageFactory(title="Rückblick")


def plan(text: str):
    return RedirectPlan.read(text.encode())


def execute(text: str) -> int:
    return len(list(plan(text).execute()))


def problems(text: str) -> dict[int, str]:
    return {entry.line: " ".join(entry.notes) for entry in plan(text).entries if entry.status == Status.ERROR}


def test_old_addresses_of_wordpress_lead_to_their_pages(post):
    assert execute(FILE) == 4
    assert Client().get("/?p=123")["Location"] == "/aktuelles/rueckblick/"
    assert Client().get("/2020/03/rueckblick/")["Location"] == "/aktuelles/rueckblick/"
    assert Client().get("/category/unterwegs/")["Location"].endswith("/aktuelles/?art=unterwegs")
    assert Client().get("/studie")["Location"] == "https://www.wzb.eu/de"


def test_redirects_to_pages_follow_them(post):
    execute(FILE)
    assert set(Redirect.objects.filter(redirect_page=post).values_list("old_path", flat=True)) == {
        "/?p=123",
        "/2020/03/rueckblick",
    }


def test_planning_writes_nothing(post):
    assert [entry.line for entry in plan(FILE).due] == [2, 3, 4, 6]
    assert not Redirect.objects.exists()


def test_the_same_file_again_changes_nothing(post):
    execute(FILE)
    before = list(Redirect.objects.order_by("pk").values())
    again = plan(FILE)
    assert {entry.status for entry in again.entries} == {Status.PRESENT}
    assert [entry.notes for entry in again.entries] == [[]] * 4
    assert execute(FILE) == 0
    assert list(Redirect.objects.order_by("pk").values()) == before


def test_a_redirect_that_leads_elsewhere_stays_and_is_told(post):
    Redirect.add_redirect("/studie/", "https://www.example.org/")
    (entry,) = plan("/studie/,/aktuelles/rueckblick/").entries
    assert (entry.status, "https://www.example.org/" in entry.notes[0]) == (Status.PRESENT, True)


def test_redirects_of_another_site_do_not_count(site_tree):
    other = Site.objects.create(hostname="anderswo.example.org", root_page=site_tree.news)
    Redirect.add_redirect("/studie/", "https://www.example.org/", site=other)
    (entry,) = plan("/studie/,/team/").entries
    assert entry.status == Status.NEW


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("/alt/", "This line needs an old and a new address."),
        ("/alt/,", "This line needs an old and a new address."),
        (",/neu/", "This line needs an old and a new address."),
        ("/,/aktuelles/", "The home page cannot be redirected."),
        ("https://www.ikpe-erfurt.de/,/aktuelles/", "The home page cannot be redirected."),
        ("/aktuelles/,/team/", "There is a page at the old address, so a redirect would never be used."),
        ("/suche/,/team/", "There is a page at the old address, so a redirect would never be used."),
        ("/team/eva/kontakt.vcf,/team/", "There is a page at the old address, so a redirect would never be used."),
        ("/a/,/a", "This redirect would lead in a circle."),
        ("/" + "a" * 300 + "/,/team/", "This address is too long."),
        ("/a/,https://example.org/" + "a" * 300, "This address is too long."),
    ],
)
def test_a_line_that_cannot_be_imported_says_why(text, reason, site_tree):
    assert problems(text) == {1: _(reason)}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://www.ikpe-erfurt.de/?p=123", "/?p=123"),
        ("https://www.ikpe-erfurt.de?p=123", "/?p=123"),
        ("/?utm_source=brief&p=123", "/?p=123"),
        ("/alt/?seite=2", "/alt?seite=2"),
        ("/alt/#unten", "/alt"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_an_old_address_is_kept_without_its_host(given, kept):
    assert old_path(given) == kept


def test_the_longest_address_that_can_be_kept_is_imported(site_tree):
    assert execute("/" + "a" * 254 + ",/team/") == 1


def test_a_circle_with_a_redirect_that_is_there_is_refused(site_tree):
    Redirect.add_redirect("/b/", "/a/", site=Site.objects.get())
    assert problems("/a/,/b/") == {1: _("This redirect would lead in a circle.")}


def test_targets_that_are_not_there_are_named(site_tree):
    reasons = problems("/a/,/gibt-es-nicht/\n/b/,javascript:alert(1)\n/c/,http://[\n/d/,/aktuelles/nichts/")
    assert list(reasons) == [1, 2, 3, 4]
    assert "/gibt-es-nicht/" in reasons[1]


def test_an_address_with_a_character_that_no_url_has_is_refused_and_not_shortened(site_tree):
    assert problems("/alt/zwölf%00,/team/\n/alt/%00/zwölf,/team/\n/100%2500,/team/") == {
        1: _("“%(address)s” is not an address.") % {"address": "/alt/zwölf%00"},
        2: _("“%(address)s” is not an address.") % {"address": "/alt/%00/zwölf"},
    }


def test_an_old_address_given_twice_names_the_first_line(post):
    reasons = problems("/a/,/aktuelles/\n/b/,/aktuelles/\n/a,/team/")
    assert reasons == {3: _("This old address stands in line %(line)d already.") % {"line": 1}}


def test_chains_within_the_file_are_shortened_and_circles_refused(post):
    made = plan("/a/,/b/\n/b/,/c/\n/c/,/aktuelles/rueckblick/\n/x/,/y/\n/y/,/x/")
    assert [entry.line for entry in made.due] == [1, 2, 3]
    assert {entry.instance.redirect_page_id for entry in made.due} == {post.pk}


def test_a_foreign_address_with_the_same_path_is_not_part_of_a_chain(site_tree):
    (first, _second) = plan("/a/,https://www.example.org/b/\n/b/,/team/").entries
    assert first.instance.redirect_link == "https://www.example.org/b/"


def test_a_page_that_is_still_a_draft_is_named(post):
    make_draft(post)
    (entry,) = plan("/a/,/aktuelles/rueckblick/").entries
    assert entry.status == Status.NEW
    assert entry.notes


@pytest.mark.parametrize(
    "content", [FILE, FILE.replace(";", ","), FILE.replace(";", "\t"), FILE.replace("\n", "\r\n")]
)
def test_any_separator_will_do(content, post):
    assert len(plan(content).due) == 4


def test_umlauts_are_read_from_either_encoding(post):
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        (entry,) = RedirectPlan.read("/straßenmüll/,/aktuelles/".encode(encoding)).entries
        assert entry.instance.old_path == "/straßenmüll"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "keine Adressen"),
        (b"\n\n", "keine Adressen"),
        (b"a\0b", "keine Textdatei"),
        (b"x" * (2 * 1024 * 1024 + 1), "2.MB"),
        (b'/a/,/b/\n/c/,"' + b"x" * 140_000, "Zeile 2 "),
    ],
    ids=["empty", "blank", "binary", "too large", "a cell too large"],
)
def test_a_file_that_cannot_be_read_is_refused(content, reason, site_tree):
    with pytest.raises(ValidationError, match=reason):
        RedirectPlan.read(content)


def test_a_file_with_too_many_lines_is_refused(site_tree, monkeypatch):
    monkeypatch.setattr(imports, "MAX_LINES", 3)
    lines = ["Alt,Neu", "/a/,/team/", "/b/,/team/", "/c/,/team/"]
    assert len(plan("\n".join(lines)).due) == 3
    with pytest.raises(ValidationError, match="3 Zeilen"):
        plan("\n".join([*lines, "/d/,/team/"]))


# --- rows that stay or are refused neither bend nor block others -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("/team/,/team/\n/a/,/team/", {2: "people"}),
        ("/,/\n/a/,/", {2: "home"}),
        ("https://www.alt.example.org/,https://www.example.org/\n/a/,/", {2: "home"}),
        ("/team/,/aktuelles/\n/a/,/team/", {2: "people"}),
        ("/a/,/nichts/\n/a/,/team/", {2: "people"}),
        ("/a/,\n/a/,/team/", {2: "people"}),
        ('/a/,"/nichts/\n/b/,/team/', {2: "people"}),
        ("/a/,/b/\n/b/,/nichts/\n/b/,/team/", {1: "people", 3: "people"}),
        ("/a/,/b/\n/b/,/a/\n/b/,/team/", {3: "people"}),
        ("/x/,/y/\n/y/,/x/\n/a/,/team/", {3: "people"}),
        ("/a/,/a/\n/b/,/team/", {2: "people"}),
        ("".join(f"/{n}/,/{n + 1}/\n" for n in range(1, 60)) + "/60/,/team/", dict.fromkeys(range(1, 61), "people")),
        ("/1/,/team/\n" + "".join(f"/{n}/,/{n - 1}/\n" for n in range(2, 60)), dict.fromkeys(range(1, 60), "people")),
    ],
)
def test_what_is_not_imported_leaves_the_others_alone(text, due, site_tree):
    entries = plan(text).due
    assert {entry.line: entry.instance.redirect_page for entry in entries} == {
        line: getattr(site_tree, page).page_ptr for line, page in due.items()
    }


def test_an_address_that_stays_the_same_is_no_error(site_tree):
    (entry,) = plan("/team/,/team").entries
    assert (entry.status, entry.notes) == (Status.PRESENT, [])


def test_a_redirect_that_stays_as_it_is_bends_no_chain(site_tree):
    Redirect.add_redirect("/b/", site_tree.news)
    execute("/a/,/b/\n/b/,/team/")
    assert Client().get("/a/")["Location"] == "/aktuelles/"


def test_a_file_with_chains_changes_nothing_the_second_time(post):
    chain = "/a/,/b/\n/b/,/c/\n/c/,/aktuelles/rueckblick/"
    assert execute(chain) == 3
    assert [(entry.status, entry.notes) for entry in plan(chain).entries] == [(Status.PRESENT, [])] * 3


def test_planning_costs_the_same_however_many_lines_there_are(site_tree, django_assert_num_queries):
    pages = [NewsPageFactory() for _ in range(3)]
    Redirect.add_redirect("/alt/0/", pages[0])
    Redirect.add_redirect("/alt/1/", pages[1])

    def lines(number: int) -> str:
        """To pages, a route, a filter, elsewhere, in chains, nowhere; the first two are there already."""
        targets = [page.url for page in pages[1:]] + ["/aktuelles/feed/", "/termine/?jahr=2019", "https://e.org/"]
        targets += ["/alt/3/", "/nichts/"]
        return "".join(f"/alt/{n}/,{targets[n % len(targets)]}\n" for n in range(number))

    plan(lines(10))  # content types
    for number in (10, 100):
        with django_assert_num_queries(3):
            made = plan(lines(number))
        assert {entry.status for entry in made.entries} == set(Status) - {Status.CHANGED}


# --- files as they came ----------------------------------------------------------------------------------------------

CASES = Path(__file__).parent / "cases"
ODD = [  # as a browser sends them
    *("/dateien/Bericht%202020.pdf", "/dateien/Bericht%20(neu).pdf", "/dateien/Bericht%20[neu].pdf"),
    *(
        "/dateien/Bericht%20%5Bneu%5D.pdf",
        "/dateien/Bericht%20%E2%80%93%20Teil%201.pdf",
        "/dateien/Bericht+Anlage.pdf",
    ),
    *("/dateien/50%25%20fertig.pdf", "/dateien/A&B.pdf", "/dateien/O'Brien.pdf", "/dateien/O%27Brien.pdf"),
    *("/dateien/a,b;c.pdf", "/dateien/Fragen?.pdf", "/dateien/Fragen%3F.pdf", "/dateien/Nr.%20%235.pdf"),
    *("/dateien/a|b.pdf", "/dateien/a%7Cb.pdf", "/dateien/a@b.pdf", "/dateien/a:b.pdf", "/dateien/a~b.pdf"),
]
OLD = {
    "/index.php?id=42": "/termine/",
    "/index.php?id=43&L=1&cHash=5": "/team/",
    "/%C3%9Cber-uns": "/verein/",
    "/%C3%BCber-das-institut/": "/verein/",
    "/ALTE-Seite/": "/themen/",
    "/alte-seite-mit-punkt.html": "/themen/",
    "/projekte/liste.html?sort=a": "/themen/",
    "/fileadmin/user_upload/Bericht%202019.pdf": "/ergebnisse/",
    "/fileadmin/user_upload/Gr%C3%B6%C3%9Fe.pdf": "/ergebnisse/",
    "/fileadmin/user_upload/Gro%CC%88%C3%9Fe.pdf": "/ergebnisse/",
    "/wp-content/uploads/2019/03/flyer.pdf": "/ergebnisse/",
    "/?page_id=12&preview=true": "/team/",
    "/de/": "/",
    "/news/2019/": "http://127.0.0.1:8000/aktuelles/?jahr=2019",
    "/anker": "/team/",
    "/doppelt//schraeg/": "/team/",
    "/mit+plus/": "/team/",
    "/mit%20leer/": "/team/",
    "/tagungen": "https://www.example.org/tagung?a=1&b=%C3%BC",
}
UNCHANGED = {"/alte-startseite/": "/", "/anbieter/": "/impressum/"}
FILES = {
    "odd-characters": (dict.fromkeys(ODD, "/ergebnisse/"), []),
    "old-addresses": (OLD, [20, 21]),
    "unchanged-rows-make-circles": (UNCHANGED, [2]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_as_it_came_leads_where_it_says(name, site_tree):
    for title in ("Verein", "Impressum"):
        ContentPageFactory(title=title)
    file, (leads, refused) = (CASES / f"{name}.csv").read_bytes(), FILES[name]
    made = RedirectPlan.read(file)
    assert [entry.line for entry in made.entries if entry.status == Status.ERROR] == refused
    list(made.execute())
    assert {old: Client().get(old).headers.get("Location") for old in leads} == leads
    assert not RedirectPlan.read(file).due


# --- in the admin and on the command line ----------------------------------------------------------------------------


def test_editors_see_a_preview_and_import_without_choosing_the_file_again(editor_client, editor, post, tasks_are_done):
    upload = SimpleUploadedFile("alt.csv", (FILE + "/kaputt/;/gibt-es-nicht/\n").encode())
    preview = editor_client.post(URL, {"file": upload})["Location"]
    table = soup_of(editor_client.get(preview)).select_one("table.listing")
    rows = [words(row) for row in table.select("tbody tr")]
    assert [words(heading) for heading in table.select("th")][-3:-1] == [_("Old address"), _("New address")]
    assert [words(cell) for cell in table.select("tbody tr:last-child td")][-3:-1] == ["/kaputt", "/gibt-es-nicht/"]
    assert not Redirect.objects.exists()
    assert len(rows) == 5
    assert rows[-1].startswith(f"7 {_('not possible')} /kaputt")
    editor_client.post(preview)
    assert Redirect.objects.count() == 4
    assert ModelLogEntry.objects.filter(user=editor, action="wagtail.create").count() == 4


def test_the_button_in_the_list_of_redirects_leads_to_this_import(editor_client):
    page = soup_of(editor_client.get(reverse("wagtailredirects:index")))
    assert page.select(f'a[href="{URL}"]')
    assert soup_of(editor_client.get(URL)).select_one("input[type=file]")


def test_visitors_cannot_import(site_tree):
    assert Client().post(URL, {"file": SimpleUploadedFile("alt.csv", FILE.encode())}).status_code == 302
    assert not UploadedImport.objects.exists()


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_redirects", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_does_the_same_and_can_be_tried_first(tmp_path, post):
    (tmp_path / "alt.csv").write_text(FILE + "/kaputt/;/gibt-es-nicht/\n")
    file = str(tmp_path / "alt.csv")
    assert "7: " in run(file, "--dry-run")
    assert not Redirect.objects.exists()
    run(file)
    assert Redirect.objects.count() == 4


def test_the_command_says_what_is_wrong_with_a_file(tmp_path, site_tree):
    (tmp_path / "leer.csv").touch()
    for name in ("leer.csv", "gibt-es-nicht.csv"):
        with pytest.raises(CommandError):
            run(str(tmp_path / name))
