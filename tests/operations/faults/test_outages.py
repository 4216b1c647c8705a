"""A part of the machine is gone while the site runs, or its visitors are too many or too slow."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.db import connection

from tests.installation import Installation, Relay, token_in

pytestmark = pytest.mark.scale

COUNT = "from ikpe_site.media.models import CustomDocument as D; print(D.objects.filter(title='Zu groß').count())"

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server that could be gone")


@pytest.fixture
def postgresql_site(demo_site, tmp_path):
    """The demo site on PostgreSQL, moved there from SQLite by backup and restore, behind a relay."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"{url.path[1:]}_outage"
    subprocess.run(
        ["dropdb", "--if-exists", "-h", url.hostname, "-p", str(url.port), "-U", url.username, name], check=True
    )
    subprocess.run(["createdb", "-h", url.hostname, "-p", str(url.port), "-U", url.username, name], check=True)
    relay = Relay(url.port)
    relay.open()
    demo_site.manage("backup")
    site = Installation(tmp_path, f"postgres://{url.username}@127.0.0.1:{relay.port}/{name}")
    site.manage("restore", max((demo_site.folder / "backups").iterdir()))
    site.manage("collectstatic", "--no-input", "-v0")
    yield site, relay
    relay.shut()


@on_postgresql
def test_thirty_seconds_without_the_database(postgresql_site):
    site, relay = postgresql_site
    with site.served() as server:
        browser = server.admin()
        address = f"{server.url}/admin/documents/add/"
        form = {
            "csrfmiddlewaretoken": token_in(browser.get(address, timeout=60)),
            "title": "Trotzdem",
            "collection": "1",
        }
        relay.shut()
        gone_at = time.monotonic()
        while time.monotonic() - gone_at < 30:
            page = requests.get(f"{server.url}/aktuelles/", timeout=30)
            assert page.status_code == 503
            assert "Wir sind gleich wieder da" in page.text
            assert requests.get(f"{server.url}/health/ready", timeout=30).json()["status"] == "unavailable"
            assert requests.get(f"{server.url}/health/live", timeout=30).ok
            time.sleep(3)
        saved = browser.post(address, data=form, files={"file": ("a.txt", b"Text")}, timeout=30)
        assert saved.status_code == 503
        assert "nicht verloren" in saved.text
        relay.open()
        assert requests.get(f"{server.url}/aktuelles/", timeout=60).status_code == 200
        again = browser.post(address, data=form, files={"file": ("a.txt", b"Text")}, timeout=60)
        assert again.status_code == 200
        assert "Trotzdem" in again.text


def test_without_redis_the_site_goes_on_and_editors_stay_logged_in(site, tmp_path):
    server_program = shutil.which("redis-server")
    if not server_program:
        pytest.skip("no Redis here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    redis = subprocess.Popen(
        [server_program, "--port", str(port), "--save", "", "--dir", tmp_path], stdout=subprocess.DEVNULL
    )
    try:
        with site.served(CACHE_URL=f"redis://127.0.0.1:{port}/0") as server:
            browser = server.admin()
            redis.kill()
            redis.wait()
            assert requests.get(f"{server.url}/", timeout=60).status_code == 200
            assert "logout" in browser.get(f"{server.url}/admin/", timeout=60).text
            health = requests.get(f"{server.url}/health/ready", timeout=60)
            assert health.status_code == 200
            assert health.json()["checks"]["cache"] != "ok"
    finally:
        redis.kill()
        redis.wait()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_keeps_the_site_readable_and_the_database_right(site):
    for folder in ("documents", "images", "original_images"):
        shutil.rmtree(site.media / folder, ignore_errors=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", site.media], check=True)
    try:
        with site.served() as server:
            browser = server.admin()
            address = f"{server.url}/admin/documents/add/"
            form = {
                "csrfmiddlewaretoken": token_in(browser.get(address, timeout=60)),
                "title": "Zu groß",
                "collection": "1",
            }
            answer = browser.post(address, data=form, files={"file": ("gross.txt", b"x" * 2_000_000)}, timeout=60)
            assert answer.status_code == 507
            assert "Kein Platz mehr" in answer.text
            assert requests.get(f"{server.url}/", timeout=60).status_code == 200
            assert site.shell(COUNT) == "0"
    finally:
        subprocess.run(["umount", "-l", site.media], check=True)


def memory_of(pids):
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4 for pid in pids)  # in KB


def test_three_thousand_requests_to_missing_pages_take_no_memory(site):
    with site.served() as server, requests.Session() as session:
        for number in range(500):
            session.get(f"{server.url}/warm-{number}/", timeout=60)
        before, begin = memory_of(server.workers()), time.monotonic()
        for number in range(3_000):
            assert session.get(f"{server.url}/fehlt-{number}/?a={number}", timeout=60).status_code == 404
        seconds, growth = time.monotonic() - begin, memory_of(server.workers()) - before
        print(f"3,000 missing pages: {seconds:.0f} s, memory {growth:+} KB of {before} KB")  # noqa: T201
        assert growth < 15_000
        assert requests.get(f"{server.url}/", timeout=60).status_code == 200


def test_slow_visitors_do_not_stop_the_others_behind_nginx(site, tmp_path):
    """gunicorn alone waits for whoever sends a form byte by byte: the proxy in front takes that on itself."""
    program = shutil.which("nginx")
    if not program:
        pytest.skip("no nginx here")
    with site.served() as server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        config = tmp_path / "nginx.conf"
        config.write_text(
            f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}} http {{ access_log off; "
            f"client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f; "
            f"uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s; "
            f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass {server.url}; }} }} }}"
        )
        nginx = subprocess.Popen([program, "-c", config, "-e", tmp_path / "error.log"])
        try:
            time.sleep(1)
            through = slow_clients(port)
            begin = time.monotonic()
            assert requests.get(f"http://127.0.0.1:{port}/", timeout=30).status_code == 200
            print(f"with 40 slow clients: {time.monotonic() - begin:.1f} s")  # noqa: T201
            for client in through:
                client.close()
        finally:
            nginx.terminate()
            nginx.wait()


def slow_clients(port, count=40):
    """Connections that have sent the beginning of a form and wait."""
    clients = []
    for _number in range(count):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"POST /kontakt/nachricht/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10000\r\n\r\nname=")
        clients.append(client)
    return clients
