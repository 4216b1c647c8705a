"""The checks, in their order; each says what it saw."""

import contextlib
import json
import os
import re
import secrets
import time
import zlib
from collections import Counter

from .client import HTTP_PORT, HTTPS_PORT, Client
from .expectation import expect
from .load import Load
from .site import IMAGE, PROJECT

LIMIT_MEMORY = 4096  # MB of the server that everything has to fit on
LIMIT_IMAGE = 220  # MB on top of python:3.13-slim, which has 125: 350 in all
LISTS = ["/", "/aktuelles/", "/termine/", "/team/", "/ergebnisse/"]
PUBLISHED, DRAFT, SCHEDULED = "Aus dem Programm veröffentlicht", "Von der Redaktion veröffentlicht", "Nach der Uhr"
ADD_POST = """
from datetime import date
from news.models import NewsIndexPage, NewsPage
title, live = {title!r}, {live!r}
page = NewsPage(title=title, slug=None, date=date.today(), teaser="Ein Satz.", live=live)
NewsIndexPage.objects.get().add_child(instance=page)
revision = page.save_revision()
if live:
    revision.publish()
print("id", page.pk)
"""
SCHEDULE_POST = """
from datetime import timedelta
from django.utils import timezone
from news.models import NewsPage
page = NewsPage.objects.get(pk={pk})
page.go_live_at = timezone.now() + timedelta(seconds=5)
page.save_revision().publish()
"""


def png(size: int) -> bytes:
    """A picture of random points, so that it cannot be compressed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = b"".join(b"\0" + os.urandom(size * 3) for _ in range(size))
    header = size.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def comes_up_from_the_example(site):
    """The commit before, from an unchanged .env.example"""
    site.take_commit("HEAD~1")
    example = (site.folder / ".env.example").read_text()
    # The one thing that a script cannot do: hold a phone.
    (site.folder / ".env").write_text(f"{example}\nSECOND_FACTOR_REQUIRED=false\n")
    site.compose("build")
    start = time.monotonic()
    site.compose("up", "--detach")
    site.wait()
    return f"https://localhost answers {time.monotonic() - start:.0f} s after `docker compose up -d`"


def prints_first_steps(site):
    """First steps are printed, and work"""
    log = site.compose("logs", "--no-log-prefix", "migrate")
    expect("createsuperuser" in log and "load_demo" in log, f"not in the log: {log[-500:]}")
    environment = ["-e", f"DJANGO_SUPERUSER_PASSWORD={site.password}"]
    create = ["createsuperuser", "--no-input", "--username", "probe", "--email", "probe@example.org"]
    site.compose("exec", "-T", *environment, "web", "manage.py", *create)
    site.manage("load_demo")
    # Without an address nobody can be written to, and there is no form.
    code = "from ikpe_site.core.models import InstituteSettings as I; I.objects.update(email='info@example.org')"
    site.shell(code)
    for path in LISTS:  # the first visit makes the pictures in all their sizes
        with contextlib.suppress(TimeoutError):
            Client(timeout=300).get(path)
    return "createsuperuser, load_demo"


def is_closed(site):
    """Only the proxy is published; no root, nothing to write on, no compiler, a small image"""
    published = set(re.findall(r"(\S+?)-\d+ \S*:\d+->", site.run("docker", "ps", "--format", "{{.Names}} {{.Ports}}")))
    published = {name for name in published if name.startswith(PROJECT)}
    expect(published == {f"{PROJECT}-proxy"}, f"published: {published}")
    probe = "id -u; touch /app/x 2>&1; touch /venv/x 2>&1; command -v gcc cc pip; echo done"
    seen = site.compose("exec", "-T", "web", "sh", "-c", probe).splitlines()
    expect(seen[0] == "10001" and seen[-1] == "done" and len(seen) == 4, f"seen: {seen}")
    sizes = site.run("docker", "image", "inspect", "--format", "{{.Size}}", IMAGE, "python:3.13-slim").split()
    size = (int(sizes[0]) - int(sizes[1])) // 10**6
    expect(size <= LIMIT_IMAGE, f"the image has {size} MB on top of its base")
    return f"user 10001, read-only file system; image of {size} MB on top of python:3.13-slim"


def fits_the_server(site):
    """Memory limits fit 4 GB"""
    config = json.loads(site.compose("config", "--format", "json"))
    services = {name: entry for name, entry in config["services"].items() if name not in ("migrate", "secrets")}
    limits = {
        name: int(entry["mem_limit"]) * entry.get("deploy", {}).get("replicas", 1) // 2**20
        for name, entry in services.items()
    }
    used = site.run("docker", "stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}")
    used = [line.split()[:2] for line in used.splitlines() if line.startswith(PROJECT)]
    units = {"KiB": 1 / 1024, "MiB": 1, "GiB": 1024}
    total = sum(float(value[:-3]) * units[value[-3:]] for _name, value in used)
    expect(sum(limits.values()) <= LIMIT_MEMORY * 0.85, f"limits: {limits}")
    return f"limits {sum(limits.values())} MB in all, {total:.0f} MB used"


def speaks_http2_and_zstd(site):
    """HTTP/2 and zstd for pages, brotli for static files, HTTP/3 offered, plain HTTP redirected"""
    style = re.search(r'href="(/static/css/site\.[^"]+)"', Client().get("/").text).group(1)
    curl = ["curl", "--silent", "--insecure", "--output", "/dev/null", "--dump-header", "-"]
    curl += ["--resolve", f"localhost:{HTTPS_PORT}:127.0.0.1", "-H", "Host: localhost"]
    page = site.run(*curl, "-H", "Accept-Encoding: zstd, gzip", f"https://localhost:{HTTPS_PORT}/").lower()
    file = site.run(*curl, "-H", "Accept-Encoding: br, gzip", f"https://localhost:{HTTPS_PORT}{style}").lower()
    plain = site.run(*curl, f"http://localhost:{HTTP_PORT}/").lower()
    expect("http/2 200" in page and "content-encoding: zstd" in page and 'h3="' in page, page)
    expect("content-encoding: br" in file and "immutable" in file, file)
    expect(" 308 " in plain and "location: https://localhost/" in plain, plain)
    return f"seen in the headers; Caddy {site.compose('exec', '-T', 'proxy', 'caddy', 'version').split()[0]}"


def keeps_pages(site):
    """A page comes from the cache, whatever parameters, order and cookies it is asked with"""
    client = Client()
    client.get("/aktuelles/")
    asked = ["/aktuelles/", "/aktuelles/?utm_source=x&utm_medium=y", f"/aktuelles/?{secrets.token_hex(4)}=1"]
    asked += ["/aktuelles/?thema=&jahr="]
    for path in asked:
        expect(client.get(path).is_hit, f"{path} was not kept")
    client.get("/aktuelles/?jahr=2024&art=news")
    expect(client.get("/aktuelles/?art=news&fbclid=1&jahr=2024").is_hit, "the order of parameters matters")
    expect(client.get("/aktuelles/", Cookie="_ga=GA1.2; consent=yes").is_hit, "cookies of visitors matter")
    answer = client.get("/aktuelles/")
    expect("Set-Cookie" not in answer.headers and "s-maxage" not in answer.headers["Cache-Control"], answer.headers)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        client.get("/aktuelles/")
        times.append(time.perf_counter() - start)
    return f"{len(asked) + 2} forms of one address are one page, in {sorted(times)[25] * 1000:.1f} ms"


def lets_editors_through(site):
    """Editors log in and never see the cache"""
    site.editor = Client()
    site.editor.log_in("probe", site.password)
    for _ in range(2):
        answer = site.editor.get("/aktuelles/")
        expect(not answer.is_hit and "private" in answer.headers["Cache-Control"], dict(answer.headers))
        expect("wagtail-userbar" in answer.text, "no user bar")
    expect("wagtail-userbar" not in Client().get("/aktuelles/").text, "a visitor sees the user bar")
    return "every answer from the site itself, private; visitors without the user bar"


def shown(path: str, text: str) -> bool:
    return text in Client().get(path).readable


def publishing_empties_the_cache(site):
    """What an editor publishes is on the list and the home page at once; the same from code and by the clock"""
    lists = ["/", "/aktuelles/"]
    for path in lists:
        Client().get(path)
    pk = re.search(r"id (\d+)", site.shell(ADD_POST.format(title=DRAFT, live=False))).group(1)
    for path in lists:
        expect(Client().get(path).is_hit, f"a draft has emptied {path}")
    action = f"/admin/bulk/wagtailcore/page/publish/?id={pk}&next=/admin/"
    site.editor.get(action)
    answer = site.editor.post(action, {})
    expect(answer.status == 302, f"publishing answered {answer.status}")
    expect(all(shown(path, DRAFT) for path in lists), "a visitor sees the old page after an editor has published")
    site.shell(ADD_POST.format(title=PUBLISHED, live=True), service="worker")
    expect(all(shown(path, PUBLISHED) for path in lists), "a visitor sees the old page after publishing from code")
    pk = re.search(r"id (\d+)", site.shell(ADD_POST.format(title=SCHEDULED, live=False))).group(1)
    site.shell(SCHEDULE_POST.format(pk=pk))
    start = time.monotonic()
    while not all(shown(path, SCHEDULED) for path in lists):
        expect(time.monotonic() - start < 100, "the scheduler has not published")
        time.sleep(1)
    return f"at once; by the clock after {time.monotonic() - start:.0f} s (every minute)"


def uploads(site):
    """An upload is kept and served"""
    site.editor.get("/admin/images/add/")
    picture = png(600)
    answer = site.editor.upload(
        "/admin/images/add/", {"title": "Probe", "collection": "1"}, "file", "probe.png", picture
    )
    expect(answer.status == 302, f"the upload answered {answer.status}: {answer.text[:300]}")
    path = site.shell(
        "from ikpe_site.media.models import *; print(CustomImage.objects.latest('pk').get_rendition('original').url)"
    ).split()[-1]
    site.upload = path, Client().get(path).body
    expect(site.upload[1].startswith(b"\x89PNG"), "the picture is not served")
    return f"{len(picture) // 1024} KB"


def upgrade_loses_nothing(site):
    """`docker compose up -d --build web` to the working tree, under load"""
    site.take_working_tree()
    (site.folder / "static" / "icons" / "new.txt").write_text("Another release, whatever the last commit was about")
    before, database = (set(site.compose("ps", "--quiet", name).split()) for name in ("web", "db"))
    with Load(LISTS) as load:
        time.sleep(3)
        site.compose("up", "--detach", "--build", "web")
        site.wait()
        time.sleep(5)
    after = set(site.compose("ps", "--quiet", "web").split())
    expect(len(after) == 2 and not before & after, "the containers were not replaced")
    expect(set(site.compose("ps", "--quiet", "db").split()) == database, "the database was replaced as well")
    expect(shown("/aktuelles/", DRAFT) and Client().get(site.upload[0]).body == site.upload[1], "data is missing")
    return f"{load.result()}; data in place"


def update_script_has_no_gap(site):
    """deploy/update.sh, under load"""
    (site.folder / "static" / "icons" / "new.txt").write_text("And one more")
    with Load(LISTS) as load:
        time.sleep(3)
        site.run("deploy/update.sh")
        time.sleep(5)
    expect(len(site.compose("ps", "--quiet", "web").split()) == 2, "not two web containers")
    return load.result()


def stays_readable_without_web(site):
    """Visitors read while no web container runs, also right after something was published"""
    Client().get("/aktuelles/")
    site.manage("empty_page_cache")
    style = re.search(r'href="(/static/css/site\.[^"]+)"', Client().get("/aktuelles/").text).group(1)
    Client().get(style, **{"Accept-Encoding": "br"})  # as the browser of a visitor
    with Load(["/aktuelles/"], threads=1) as load:
        site.compose("stop", "web")
        try:
            time.sleep(8)
            answer = Client(timeout=20).get("/aktuelles/")
            expect(answer.status == 200 and DRAFT in answer.readable, f"the page answered {answer.status}")
            answer = Client(timeout=20).get(style, **{"Accept-Encoding": "br"})
            expect(answer.status == 200, f"the style sheet answered {answer.status}")
        finally:
            site.compose("start", "web")
        time.sleep(1)
    site.wait()
    return f"stale page and style sheet; {load.result()} while it starts"


def survives_the_database(site):
    """The database is gone for 30 s: visitors read on, editors get a clear 503, afterwards all is well"""
    Client().get("/aktuelles/")
    site.compose("stop", "db")
    start, seen = time.monotonic(), Counter()
    editor_answer = site.editor.get("/admin/")
    while time.monotonic() - start < 30:
        seen[Client().get("/aktuelles/").status] += 1
        time.sleep(0.2)
    site.compose("start", "db")
    expect(set(seen) == {200}, f"visitors got {seen}")
    expect(
        editor_answer.status == 503 and "gleich wieder da" in editor_answer.text, f"editors got {editor_answer.status}"
    )
    start = time.monotonic()
    while site.editor.get("/admin/").status != 200:
        expect(time.monotonic() - start < 60, "editors are still locked out")
        time.sleep(0.5)
    back = time.monotonic() - start
    return f"{seen[200]} of {seen.total()} pages read; editors back after {back:.0f} s, still logged in"


def survives_a_restart(site):
    """Restarted as a whole, with everything in place"""
    start = time.monotonic()
    site.compose("restart")
    site.editor.connection.close()
    site.wait()
    seconds = time.monotonic() - start
    expect(shown("/aktuelles/", DRAFT), "the page is gone")
    expect(Client().get(site.upload[0]).body == site.upload[1], "the upload is gone")
    expect(site.editor.get("/admin/").status == 200, "the editor is logged out")
    return f"answers after {seconds:.0f} s; page, upload and session are there"


CHECKS = [
    comes_up_from_the_example,
    prints_first_steps,
    is_closed,
    fits_the_server,
    speaks_http2_and_zstd,
    keeps_pages,
    lets_editors_through,
    publishing_empties_the_cache,
    uploads,
    upgrade_loses_nothing,
    update_script_has_no_gap,
    stays_readable_without_web,
    survives_the_database,
    survives_a_restart,
]
