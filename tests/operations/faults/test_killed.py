"""kill -9 of the process that is just saving."""

import os
import threading
import time

import pytest
import requests
from wagtail.test.utils.form_data import querydict_from_html

from ikpe_site.core.models import ContentPage
from tests.admin_forms import stream_data
from tests.installation import token_in

pytestmark = pytest.mark.scale

PAGE = "from wagtail.models import Page; print(Page.objects.get(slug='impressum').pk)"
PUBLISHED = """
from ikpe_site.core.models import ContentPage
from wagtail.models import Revision
for page in ContentPage.objects.all():
    revision = page.live_revision
    if revision:
        assert revision.as_object().teaser == page.teaser, (page.teaser, revision.as_object().teaser)
    latest = page.latest_revision
    assert latest is None or latest.object_id == str(page.pk)
print(ContentPage.objects.get(slug="impressum").teaser)
"""
FILES = """
from django.core.files.storage import default_storage
from ikpe_site.media.models import CustomDocument
missing = [d.file.name for d in CustomDocument.objects.all() if not default_storage.exists(d.file.name)]
assert not missing, missing
print(CustomDocument.objects.filter(title__startswith="Hochladen").count())
"""


def killed_again_and_again(server, work, times=6):
    """Run `work` in a thread, over and over, and kill the worker at different moments of it."""
    stop = threading.Event()
    done = []

    def loop():
        number = 0
        while not stop.is_set():
            number += 1
            try:
                if work(number):
                    done.append(number)
            except requests.RequestException:
                time.sleep(0.2)

    thread = threading.Thread(target=loop)
    thread.start()
    for count in range(times):
        server.wait_until_ready()
        time.sleep(1 + count * 0.7)  # in the middle of the first request, or of the second
        server.kill_workers()
    server.wait_until_ready()
    before, end = len(done), time.monotonic() + 120
    while len(done) == before and time.monotonic() < end:
        time.sleep(0.2)
    stop.set()
    thread.join(90)
    return done


def test_a_page_is_published_as_a_whole_or_not_at_all(site):
    pk = site.shell(PAGE)
    with site.served() as server:
        browser = server.admin()

        def publish(number):
            form = browser.get(f"{server.url}/admin/pages/{pk}/edit/", timeout=30)
            data = querydict_from_html(form.text, form_id="page-edit-form")
            data.update(stream_data(ContentPage))
            data.update({"teaser": f"Stand {number}", "action-publish": "action-publish"})
            data["csrfmiddlewaretoken"] = token_in(form)
            data = dict(data.lists())
            answer = browser.post(f"{server.url}/admin/pages/{pk}/edit/", data=data, timeout=30, allow_redirects=False)
            return answer.status_code == 302

        done = killed_again_and_again(server, publish)
    assert done, "nothing was published"
    teaser = site.shell(PUBLISHED)
    assert int(teaser.removeprefix("Stand ")) >= done[-1], "what the editor was told to be published is not there"


def test_a_document_has_its_file_and_what_is_left_over_can_be_cleaned(site):
    with site.served() as server:
        browser = server.admin()

        def upload(number):
            address = f"{server.url}/admin/documents/add/"
            form = browser.get(address, timeout=30)
            answer = browser.post(
                address,
                data={"csrfmiddlewaretoken": token_in(form), "title": f"Hochladen {number}", "collection": "1"},
                files={"file": (f"hochladen-{number}.txt", b"Text. " * 100_000)},
                timeout=30,
                allow_redirects=False,
            )
            return answer.status_code == 302

        done = killed_again_and_again(server, upload)
    assert done, "nothing was uploaded"
    assert int(site.shell(FILES)) >= len(done)
    orphan = site.media / "documents" / "uebrig.txt"
    orphan.write_text("von einem beendeten Prozess")
    assert "uebrig" not in site.manage("clean_media"), "a fresh file may belong to an upload that runs"
    old = time.time() - 3 * 24 * 3600
    os.utime(orphan, (old, old))
    before = len([path for path in site.media.rglob("*") if path.is_file()])
    assert "uebrig.txt" in site.manage("clean_media")
    assert len([path for path in site.media.rglob("*") if path.is_file()]) == before - 1
    site.shell(FILES)
