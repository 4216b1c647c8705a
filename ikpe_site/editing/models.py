from django.conf import settings
from django.db import models


class UploadedImport(models.Model):
    """A file between the preview of its import and the import itself. Afterwards it is thrown away."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    importer = models.CharField(max_length=60)  # the name of the address that previews it
    created_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
