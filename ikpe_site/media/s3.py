"""Uploads on an S3-compatible service. A module of its own: without a bucket nothing loads the client."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """Uploads in a bucket that nobody but the site reads.

    URLs stay those of the site, as with a folder: pages make no third-party requests, documents are served by the view
    that knows who may read them, and the bucket needs neither public objects nor signed URLs.
    """

    def url(self, name, parameters=None, expire=None, http_method=None):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
