"""Reads an uploaded file as the records of an import.

    python -m ikpe_site.editing.imports.reader <path of the plan> <language>    with the file as standard input

A program of its own, because what people upload may be broken or hostile: it limits its own memory and time before it
looks at the file. It prints JSON: `records`, or `errors` if the file as a whole cannot be read.
"""

import json
import os
import resource
import sys
from typing import Any

MEMORY = 320 * 1024**2  # bytes of address space: the largest file needs 250 MB, and the site lies in 512 MB
SECONDS = 20  # of the processor
MAX_LENGTH = 20 * 1024**2  # characters of the answer


def answer(plan_class: Any, content: bytes) -> str:
    from django.core.exceptions import ValidationError
    from django.utils.translation import gettext as _

    from ikpe_site.text.characters import clean_all

    try:
        text = json.dumps({"records": clean_all(plan_class.parse(content))})
    except ValidationError as error:
        return json.dumps({"errors": error.messages})
    if len(text) > MAX_LENGTH:
        return json.dumps({"errors": [_("The file is too extensive. Divide it into several files.")]})
    return text


def main(path: str, language: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikpe_site.settings")
    import django
    from django.utils import translation
    from django.utils.module_loading import import_string

    django.setup()
    translation.activate(language)
    print(answer(import_string(path), sys.stdin.buffer.read()))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
