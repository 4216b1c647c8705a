"""Backups in the bucket of an S3 service, uploads in another: made, encrypted, fetched and restored from there."""

import pyrage
import pytest

from tests.deploy.servers import S3_KEYS, s3_service
from tests.installation import Installation

pytestmark = pytest.mark.services

ADD_DOCUMENT = """
from django.core.files.base import ContentFile
from ikpe_site.media.models import CustomDocument
CustomDocument.objects.create(title="Satzung", file=ContentFile(b"%PDF-1.4 Satzung", "satzung.pdf"))
"""


@pytest.fixture
def s3():
    """A client of a service with the buckets `uploads` and `backups`."""
    with s3_service("uploads", "backups") as client:
        yield client


def test_a_site_on_s3_is_backed_up_to_s3_and_comes_back_from_there(s3, tmp_path):
    identity = pyrage.x25519.Identity.generate()
    site = Installation(
        tmp_path,
        MEDIA_BUCKET="uploads",
        BACKUP_BUCKET="backups",
        BACKUP_RECIPIENTS=str(identity.to_public()),
        AWS_ENDPOINT_URL=s3.meta.endpoint_url,
        AWS_REGION="us-east-1",
        **{name.upper(): value for name, value in S3_KEYS.items()},
    )
    site.manage("migrate", "-v0")
    site.shell(ADD_DOCUMENT)
    site.manage("backup")
    (backup,) = (entry["Key"] for entry in s3.list_objects_v2(Bucket="backups")["Contents"])
    assert backup.endswith(".tar.age")
    (upload,) = (entry["Key"] for entry in s3.list_objects_v2(Bucket="uploads")["Contents"])

    drill = site.manage("restore_drill", BACKUP_IDENTITY=str(identity))
    assert "Die Übung ist gelungen" in drill

    s3.delete_object(Bucket="uploads", Key=upload)
    site.manage("restore", "latest", "--overwrite", BACKUP_IDENTITY=str(identity))
    assert s3.get_object(Bucket="uploads", Key=upload)["Body"].read() == b"%PDF-1.4 Satzung"
