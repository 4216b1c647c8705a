"""A plugin of pytest with which the module at `MUTANT_OF` is read from the file `MUTANT`."""

import os
from importlib.machinery import SourceFileLoader
from pathlib import Path

PATH, CHANGED = os.environ["MUTANT_OF"], Path(os.environ["MUTANT"])
read_as_it_is = SourceFileLoader.get_code


def get_code(loader, name):
    if loader.path == PATH:
        return compile(CHANGED.read_bytes(), PATH, "exec")
    return read_as_it_is(loader, name)


SourceFileLoader.get_code = get_code
