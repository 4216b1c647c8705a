"""Private names of libraries that we rely on, because there is no public way: an upgrade may take them away."""

import pytest
from django.core.files.base import ContentFile

from ikpe_site.links import external
from ikpe_site.media.models import CustomDocument, is_new_upload
from tests.factories import DocumentFactory


@pytest.mark.django_db
def test_django_tells_a_file_that_is_to_be_saved_from_one_that_is():
    assert is_new_upload(CustomDocument(file=ContentFile(b"neu", name="neu.txt")).file)
    document = DocumentFactory()
    assert not is_new_upload(document.file)
    assert not is_new_upload(CustomDocument.objects.get(pk=document.pk).file)
    assert not is_new_upload(CustomDocument().file)


@pytest.mark.parametrize("connection", [external.PublicHTTPConnection, external.PublicHTTPSConnection])
def test_urllib3_connects_by_the_method_that_checks_the_address(connection, monkeypatch):
    def refuse(host):
        raise external.NotPublicError(host)

    monkeypatch.setattr(external, "public_address", refuse)
    with pytest.raises(external.NotPublicError, match=r"name\.example"):
        connection("name.example", 8443).connect()
