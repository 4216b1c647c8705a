"""What the servers in front of the site write down: no visitor, and no address that opens something."""

import re
import shutil
import time
from pathlib import Path

import pytest
import requests

from .servers import free_port, running

ROOT = Path(__file__).resolve().parents[2]
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")

TOKEN = "0123456789abcdef0123456789abcdef:Zkx3_9-aBcDeFgHiJkLmNoPqRsTuVwXyZ"
LINES = {
    f"/anmeldung/meine/{TOKEN}/": "/anmeldung/meine/***",
    f"/anmeldung/meine/{TOKEN}/termin.ics": "/anmeldung/meine/***",
    "/admin/konto/passwort/1/cxyz12-0123456789abcdef0123456789abcdef/": "/admin/konto/passwort/1/***",
    "/suche/?q=Gewalt": "/suche/",
    "/aktuelles/bericht-ueber-die-jugendhilfeplanung-im-landkreis/": (
        "/aktuelles/bericht-ueber-die-jugendhilfeplanung-im-landkreis/"
    ),
}


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """nginx with the logs of the shipped file, answering everything itself; yields a function for its lines."""
    if not NGINX:
        pytest.skip("no nginx here")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    shipped = (ROOT / "deploy/nginx/ikpe.conf").read_text()
    (before,) = re.findall(r"^map .*?(?=^server)", shipped, re.MULTILINE | re.DOTALL)
    access = re.search(r"access_log \S+ (\w+);", shipped)[1]
    (folder / "nginx.conf").write_text(
        f"""daemon off; error_log stderr; pid {folder}/pid; events {{}}
        http {{
            {"".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)}
            set_real_ip_from 127.0.0.1; real_ip_header X-Probe;
            {before}
            server {{ listen 127.0.0.1:{port}; access_log {folder}/access.log {access}; location / {{ return 204; }} }}
        }}"""
    )

    def lines(paths, address="192.0.2.17") -> list[str]:
        (folder / "access.log").write_text("")
        for path in paths:
            requests.get(f"http://127.0.0.1:{port}{path}", headers={"X-Probe": address}, timeout=10)
        end = time.monotonic() + 10
        while len(written := (folder / "access.log").read_text().splitlines()) < len(paths):
            assert time.monotonic() < end
            time.sleep(0.05)
        return written

    with running([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", "stderr"], port):
        yield lines


def test_nginx_names_no_visitor_and_no_key(log):
    written = log(LINES)
    assert [line.split()[3] for line in written] == list(LINES.values())
    assert "192.0.2.17" not in "".join(written)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("2001:db8:1234:5678::1", "2001:db8::"),
        ("2001:db8::1", "2001:db8::"),
        ("::1", "-"),
    ],
)
def test_nginx_shortens_addresses(address, network, log):
    assert log(["/"], address)[0].split()[0] == network


def test_each_server_of_nginx_logs_that_way():
    servers = (ROOT / "deploy/nginx/ikpe.conf").read_text().split("\nserver {")[1:]
    for server in servers:
        assert re.findall(r"access_log \S+ (\w+);", server) == ["ikpe"]
        assert re.findall(r"error_log \S+ (\w+);", server) == ["crit"]


def test_no_other_server_logs_requests():
    """Caddy writes none unless told to, and what it says of failures is masked; gunicorn, Varnish and the ingress."""
    caddy = (ROOT / "deploy/caddy/Caddyfile").read_text()
    assert len(re.findall(r"^\s*log\b", caddy, re.MULTILINE)) == 1, "only the masked one, for all"
    (pattern,) = re.findall(r"request>uri regexp `(.+)` ", caddy)
    assert [re.sub(pattern, "/***", path).partition("/***")[0] for path in list(LINES)[:4]] == [
        "/anmeldung/meine", "/anmeldung/meine", "/admin/konto/passwort/1", "/suche/",
    ]  # fmt: skip
    assert "accesslog = None" in (ROOT / "deploy/gunicorn.conf.py").read_text()
    assert 'enable-access-log: "false"' in (ROOT / "deploy/kubernetes/ingress.yaml").read_text()
    shipped = [file for file in (ROOT / "deploy").rglob("*") if file.is_file()] + [ROOT / "compose.yaml"]
    assert not any("varnishncsa" in file.read_text() or "access-logfile" in file.read_text() for file in shipped)
