"""Uploaded files for the programs that read them, wherever uploads live."""

import shutil
import tempfile
from contextlib import contextmanager


@contextmanager
def local_copy(document):
    """A temporary file with the content of `document`, at its beginning; OSError if that cannot be opened."""
    with tempfile.NamedTemporaryFile(suffix=f".{document.file_extension.lower()}") as copy:
        with document.open_file() as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        copy.seek(0)
        yield copy
