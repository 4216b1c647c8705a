from django.conf import settings
from django.db import models


class UploadedImport(models.Model):
    """A file of references between its preview and its import. Afterwards it is thrown away."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
