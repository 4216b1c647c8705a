"""Checks the German catalogue: every message of the source is in it and translated, and django.mo says the same.

Changes nothing. Without gettext (xgettext) it cannot collect the messages of the source, and says so.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale" / "de" / "LC_MESSAGES"
LEFT_OUT = {".git", ".venv", "var", "tests", "node_modules", "locale", "__pycache__"}
COLLECT = [
    *(sys.executable, "-m", "django", "makemessages"),
    *("--locale", "de", "--no-wrap", "--no-location"),
]


def read(file):
    with file.open("rb") as content:
        return read_po(content, locale="de") if file.suffix == ".po" else read_mo(content)


def key(message):
    """What identifies a message: its context, and its text or the singular of it."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def name(message):
    context, text = key(message)
    return repr(text) if context is None else f"{text!r} ({context})"


def strings(message):
    """The translation, or those of all numbers."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def translations(catalogue):
    return {key(message): strings(message) for message in catalogue if message.id}


def collected():
    """The messages of the source, collected by Django in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=lambda _folder, names: LEFT_OUT.intersection(names))
        (copy / "locale").mkdir()
        done = subprocess.run(COLLECT, cwd=copy, capture_output=True, text=True, check=False)  # noqa: S603 own command
        if done.returncode:
            sys.exit(f"Collecting the messages failed:\n{done.stdout}{done.stderr}")
        return [message for message in read(copy / "locale" / "de" / "LC_MESSAGES" / "django.po") if message.id]


def faults_of(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"fuzzy: {name(message)}"
        if not all(strings(message)):
            yield f"not translated: {name(message)}"
        for error in message.check(catalogue):
            yield f"{error}: {name(message)}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {name(message)}"


def main():
    po, mo = FOLDER / "django.po", FOLDER / "django.mo"
    if missing := [file.relative_to(ROOT) for file in (po, mo) if not file.exists()]:
        sys.exit(f"Missing: {', '.join(map(str, missing))}. Run: make messages")
    catalogue = read(po)
    faults = list(faults_of(catalogue))
    in_po, in_mo = translations(catalogue), translations(read(mo))
    differing = {identity for identity in in_po.keys() | in_mo.keys() if in_po.get(identity) != in_mo.get(identity)}
    faults += [f"django.mo does not say the same: {text!r}" for _context, text in differing]
    if shutil.which("xgettext"):
        source = {key(message): message for message in collected()}
        faults += [
            f"not in the catalogue: {name(message)}" for identity, message in source.items() if identity not in in_po
        ]
        faults += [f"no longer in the source: {text!r}" for _context, text in in_po.keys() - source.keys()]
    else:
        print("The catalogue was not compared with the source: gettext is not installed.")
    if faults:
        sys.exit("\n  ".join(["The German catalogue is not in order (make messages collects anew):", *sorted(faults)]))
    print(f"The German catalogue is complete: {len(in_po)} messages.")


if __name__ == "__main__":
    main()
