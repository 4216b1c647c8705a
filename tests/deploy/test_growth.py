"""Two web processes that share nothing but the database, Redis and an S3 server: the site beyond one machine."""

import http.client
import re
import secrets
import sys
from contextlib import ExitStack
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from tests.browser.site import ROOT, Site
from tests.deploy.servers import S3_KEYS, free_port, running, s3_service
from tests.factories import png

pytestmark = pytest.mark.services

BUCKET = "uploads"
PDF = b"%PDF-1.4\nnur fuer den Vorstand"

PREPARE = f"""
import os
from django.contrib.auth import get_user_model
from wagtail.models import Collection, CollectionViewRestriction
get_user_model().objects.create_superuser("{Site.editor}", password=os.environ["PASSWORD"])
private = Collection.get_first_root_node().add_child(name="Vorstand")
CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
"""


class Process:
    """One of the web processes, and the cookies of somebody who is sent to either of them."""

    def __init__(self, port: int, cookies: dict):
        self.port, self.cookies = port, cookies

    def request(self, method: str, path: str, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body=body, headers={"Host": "127.0.0.1"} | headers)
        response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return SimpleNamespace(status=response.status, headers=response.headers, body=response.read())

    def get(self, path: str):
        return self.request("GET", path)

    def post(self, path: str, **fields):
        token = next(value for name, value in self.cookies.items() if name.endswith("csrftoken"))
        body = urlencode(fields | {"csrfmiddlewaretoken": token})
        return self.request("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path: str, file_name: str, content: bytes, **fields):
        self.get(path)
        token = next(value for name, value in self.cookies.items() if name.endswith("csrftoken"))
        boundary = secrets.token_hex(8)
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (fields | {"csrfmiddlewaretoken": token}).items()
        )
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n\r\n'
        body += head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        return self.request("POST", path, body, **{"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def log_in(self, site: Site):
        answer = self.get("/admin/")
        while answer.status == 302:
            path = answer.headers["Location"]
            answer = self.get(path)
        field = re.search(rb'name="(username|login)"', answer.body).group(1).decode()
        return self.post(path, **{field: site.editor, "password": site.password, "next": "/admin/"})


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    folder = tmp_path_factory.mktemp("growth")
    redis_port, ports = free_port(), [free_port(), free_port()]
    with ExitStack() as stack:
        redis = ["redis-server", "--port", str(redis_port), "--save", "", "--dir", str(folder)]
        stack.enter_context(running(redis, redis_port))
        s3 = stack.enter_context(s3_service(BUCKET))

        site = Site(folder, mail_port=free_port())
        site.environment |= {name.upper(): value for name, value in S3_KEYS.items()} | {
            "CACHE_URL": f"redis://127.0.0.1:{redis_port}/0",
            "MEDIA_BUCKET": BUCKET,
            "AWS_ENDPOINT_URL": s3.meta.endpoint_url,
            "AWS_REGION": "us-east-1",
            "SECOND_FACTOR_REQUIRED": "false",
            "WEB_CONCURRENCY": "1",
        }
        site.manage("collectstatic", "--no-input", "--verbosity", "0")
        site.manage("migrate", "--verbosity", "0")
        site.manage("shell", "--no-imports", "-c", PREPARE)
        for port in ports:
            command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "ikpe_site.wsgi"]
            environment = site.environment | {"BIND": f"127.0.0.1:{port}"}
            stack.enter_context(running(command, port, cwd=ROOT, env=environment))
        yield SimpleNamespace(site=site, ports=ports, s3=s3, folder=folder)


@pytest.fixture
def editor(cluster):
    """An editor, who has logged in at the first process, at both."""
    cookies = {}
    first, second = (Process(port, cookies) for port in cluster.ports)
    assert first.log_in(cluster.site).status == 302
    return first, second


@pytest.fixture
def visitor(cluster):
    return [Process(port, {}) for port in cluster.ports]


def test_a_session_holds_everywhere_and_ends_everywhere(cluster, editor):
    first, second = editor
    assert second.get("/admin/").status == 200
    stolen = dict(first.cookies)
    second.post("/admin/logout/")
    assert Process(cluster.ports[0], stolen).get("/admin/").status == 302


def test_a_picture_that_one_process_got_is_served_by_the_other(cluster, editor, visitor):
    picture = png(size=(300, 200))
    answer = editor[0].upload("/admin/images/add/", "probe.png", picture, title="Probe", collection="1")
    assert answer.status == 302, answer.body[:2000]
    (stored,) = [
        entry["Key"] for entry in cluster.s3.list_objects_v2(Bucket=BUCKET)["Contents"] if "original" in entry["Key"]
    ]
    assert visitor[1].get(f"/media/{stored}").status == 404  # visitors get renditions
    served = editor[1].get(f"/media/{stored}")
    assert (served.status, served.body) == (200, picture)
    assert not (cluster.folder / "media").exists(), "something was written beside the bucket"


def test_uploads_in_the_bucket_are_not_public(cluster, editor):
    editor[0].upload("/admin/documents/add/", "offen.pdf", PDF, title="Offen", collection="1")
    for entry in cluster.s3.list_objects_v2(Bucket=BUCKET)["Contents"]:
        grants = cluster.s3.get_object_acl(Bucket=BUCKET, Key=entry["Key"])["Grants"]
        assert all(grant["Grantee"]["Type"] == "CanonicalUser" for grant in grants), entry["Key"]


def test_a_private_document_is_for_those_who_may_read_it(cluster, editor, visitor):
    private = PDF + b", und nichts davon woanders"  # the same file twice is refused
    code = "from wagtail.models import Collection; print(Collection.objects.get(name='Vorstand').pk)"
    collection = cluster.site.manage("shell", "--no-imports", "-c", code).strip()
    answer = editor[0].upload(
        "/admin/documents/add/", "vorstand.pdf", private, title="Vorstand", collection=collection
    )
    assert answer.status == 302, answer.body[:2000]
    code = "from ikpe_site.media.models import *; print(CustomDocument.objects.get(title='Vorstand').url)"
    path = cluster.site.manage("shell", "--no-imports", "-c", code).strip()
    refused = visitor[1].get(path)
    assert refused.status == 302
    assert private not in refused.body
    allowed = editor[1].get(path)
    assert (allowed.status, allowed.body) == (200, private)
    assert "private" in allowed.headers["Cache-Control"]
    for process in visitor:
        assert process.get(f"/media/documents/{path.rpartition('/')[2]}").status == 404
