from django.conf import settings
from django.db import models


class UploadedImport(models.Model):
    """What an uploaded file holds, from the preview of its import to the end of it.

    Who tells twice to import it, or a page cache that repeats the request, starts it once: `state` says so.
    """

    class State(models.TextChoices):
        PREVIEW = "preview"
        WAITING = "waiting"  # for the task, or for it to end
        DONE = "done"
        FAILED = "failed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    importer = models.CharField(max_length=60)  # the name of the address that previews it
    created_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    records = models.JSONField(default=list)
    options = models.JSONField(default=dict)  # what the import is executed with
    state = models.CharField(max_length=7, choices=State, default=State.PREVIEW)
    total = models.PositiveIntegerField(default=0)  # how many entries are written

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name

    def start(self, options: dict, total: int) -> bool:
        """Whether this was the first to start the import."""
        previewed = UploadedImport.objects.filter(pk=self.pk, state=self.State.PREVIEW)
        return bool(previewed.update(state=self.State.WAITING, options=options, total=total))

    def finish(self, state: str, **fields) -> None:
        UploadedImport.objects.filter(pk=self.pk).update(state=state, records=[], **fields)
