"""Makes the secrets of a new site: a file each, in the folder given. What is there stays."""

import os
import secrets
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def keep(name: str, value: str) -> str:
    file = folder / name
    if not file.exists():
        # Complete or not at all: a file that an interruption cut off would never be made again.
        new = file.with_suffix(".new")
        new.write_text(value)
        os.chmod(new, 0o400)
        new.rename(file)
    return file.read_text()


keep("secret_key", secrets.token_urlsafe(50))
password = keep("database_password", secrets.token_urlsafe(32))
keep("database_url", f"postgres://ikpe:{password}@db:5432/ikpe")
