import pytest


@pytest.fixture
def backups_folder(settings, tmp_path):
    """The folder of the backups, which is not there before the first one is made."""
    folder = tmp_path / "backups"
    backups = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"backups": backups}
    return folder
