"""How uploaded files are served: to whom, for how long, in parts, and not twice."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from ikpe_site.media.models import CustomRendition
from ikpe_site.page_cache import purging
from tests.factories import DocumentFactory, ImageFactory
from tests.helpers import queries_of

pytestmark = pytest.mark.django_db

PRIVATE = "private, no-store"
PASSWORD = "nur für den Vorstand"


def restrict(collection, kind="login", **options):
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, **options)


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Vorstand")


@pytest.fixture
def below(collection):
    return collection.add_child(name="Sitzungen")


@pytest.fixture
def stranger():
    """Somebody with an account, who has nothing to do with the admin."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("gast", "gast@example.org"))
    return client


# --- pictures --------------------------------------------------------------------------------------------------------


def test_visitors_get_a_picture_of_a_page_with_one_query_and_may_keep_it_for_a_day(client):
    url = ImageFactory().get_rendition("width-10").url
    answer = client.get(url)
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer["Content-Type"] == "image/png"
    assert len(queries_of(url)) == 1


def test_the_look_up_of_a_picture_uses_an_index():
    explained = CustomRendition.objects.filter(file="images/x.png").explain()
    assert "rendition_file" in explained or "Seq Scan" in explained  # PostgreSQL: not for an empty table


@pytest.mark.parametrize("place", ["collection", "below"])
def test_a_private_picture_is_for_those_who_may_look_into_its_collection(place, client, stranger, request):
    restrict(request.getfixturevalue("collection"))
    url = ImageFactory(collection=request.getfixturevalue(place)).get_rendition("width-10").url
    refused = client.get(url)
    assert (refused.status_code, refused["Cache-Control"]) == (302, PRIVATE)
    shown = stranger.get(url)
    assert (shown.status_code, shown["Cache-Control"]) == (200, PRIVATE)


def test_a_password_opens_the_pictures_of_a_collection(collection, client):
    restriction = restrict(collection, "password", password=PASSWORD)
    url = ImageFactory(collection=collection).get_rendition("width-10").url
    assert 'name="password"' in client.get(url).content.decode()
    client.post(
        reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
        {"password": PASSWORD, "return_url": url},
    )
    assert client.get(url)["Content-Type"] == "image/png"


def test_who_may_choose_private_pictures_sees_them_in_the_admin(collection, editor_client, stranger):
    restrict(collection, "groups")
    image = ImageFactory(collection=collection)
    for url in (image.get_rendition("width-10").url, image.file.url):
        assert editor_client.get(url)["Cache-Control"] == PRIVATE
        assert editor_client.get(url).status_code == 200
        assert stranger.get(url).status_code in (302, 404)


def test_an_original_is_not_for_visitors(client, stranger):
    url = ImageFactory().file.url
    assert client.get(url).status_code == stranger.get(url).status_code == 404


def test_what_was_public_is_private_from_the_moment_its_collection_is(collection, client):
    url = ImageFactory(collection=collection).get_rendition("width-10").url
    assert client.get(url).status_code == 200
    restrict(collection)
    assert client.get(url).status_code == 302


def test_a_file_that_no_picture_has_is_not_served(client, media_folder):
    (media_folder / "images").mkdir(exist_ok=True)
    (media_folder / "images" / "vergessen.png").write_bytes(b"x")
    assert client.get("/media/images/vergessen.png").status_code == 404


@pytest.mark.parametrize("factory", [ImageFactory, DocumentFactory])
@pytest.mark.parametrize("way", ["edited", "moved with others", "its collection moved", "collection restricted"])
def test_what_becomes_private_leaves_the_page_cache_at_once(
    factory, way, collection, admin_client, monkeypatch, settings, django_capture_on_commit_callbacks
):
    outside = Collection.get_first_root_node().add_child(name="Draußen")
    file = factory(collection=outside)
    if way != "collection restricted":
        restrict(collection)
    settings.PAGE_CACHE_URLS = ["http://cache.invalid"]
    purges = []
    monkeypatch.setattr(purging, "empty", lambda keep_stale=True: purges.append(keep_stale))
    with django_capture_on_commit_callbacks(execute=True):
        match way:
            case "edited":
                file.collection = collection
                file.save()
            case "moved with others":
                kind = [file._meta.app_label, file._meta.model_name, "add_to_collection"]
                url = f"{reverse('wagtail_bulk_action', args=kind)}?id={file.pk}"
                assert admin_client.post(url, {"collection": collection.pk}).status_code == 302
            case "its collection moved":
                url = reverse("wagtailadmin_collections:edit", args=[outside.pk])
                assert admin_client.post(url, {"name": "Draußen", "parent": collection.pk}).status_code == 302
            case "collection restricted":
                restrict(outside)
    assert False in purges


# --- parts, and what has not changed ---------------------------------------------------------------------------------

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def document(db):
    return DocumentFactory(file=ContentFile(CONTENT, name="daten.zip"), file_hash="")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=1000-", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-5000", 0, 1024),
        ("bytes=1023-99999", 1023, 1024),
        ("bytes= 0 - 0", 0, 1),
    ],
)
def test_a_part_of_a_document_can_be_asked_for(asked, start, end, document, client):
    answer = client.get(document.url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/1024"
    assert int(answer["Content-Length"]) == end - start
    assert b"".join(answer) == CONTENT[start:end]


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(asked, document, client):
    answer = client.get(document.url, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=9-3", "bytes=a-b", "zeilen=1-2", "bytes=0-1,5-6", "bytes", ""])
def test_nonsense_is_answered_with_the_whole_file(asked, document, client):
    answer = client.get(document.url, headers={"Range": asked})
    assert (answer.status_code, answer["Accept-Ranges"], answer["Content-Length"]) == (200, "bytes", "1024")
    assert b"".join(answer) == CONTENT


def test_a_part_of_another_version_is_not_joined_to_what_is_there(document, client):
    mark, date = (client.get(document.url)[name] for name in ("ETag", "Last-Modified"))
    for condition, status in ((mark, 206), (date, 206), ('"anders"', 200), ("Thu, 01 Jan 2015 00:00:00 GMT", 200)):
        answer = client.get(document.url, headers={"Range": "bytes=0-9", "If-Range": condition})
        assert answer.status_code == status, condition


def test_an_unchanged_file_is_not_sent_again(document, client):
    answer = client.get(document.url)
    for name, value in (("If-None-Match", answer["ETag"]), ("If-Modified-Since", answer["Last-Modified"])):
        again = client.get(document.url, headers={name: value})
        assert (again.status_code, again.content) == (304, b"")


def test_marks_differ_when_the_file_differs(document, client):
    marks = {client.get(document.url)["ETag"]}
    path = document.file.path
    os.utime(path, (1_700_000_000, 1_700_000_000))  # another file of the same name and size
    marks.add(client.get(document.url)["ETag"])
    document.file = ContentFile(CONTENT, name="neu.zip")
    document.save()
    marks.add(client.get(document.url)["ETag"])
    assert len(marks) == 3
    assert all(mark.startswith('"') for mark in marks)


@pytest.mark.parametrize("name", ["daten.csv", "text.txt", "heft.pdf", "alles.zip", "brief.docx"])
def test_a_document_says_only_what_it_is(name, client):
    answer = client.get(DocumentFactory(file=ContentFile(b"x;y", name=name)).url)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_whose_file_is_missing_is_not_found(document, client):
    os.unlink(document.file.path)
    assert client.get(document.url).status_code == 404
