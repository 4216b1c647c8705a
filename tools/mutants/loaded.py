"""A module as it is loaded, and what to put into it so that it becomes another one."""

import ast
import datetime
import functools
import gc
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from itertools import starmap
from pathlib import Path
from types import CodeType, FunctionType, NoneType

PLAIN = (str, bytes, int, float, tuple, list, dict, set, frozenset, NoneType, datetime.timedelta, re.Pattern)


class LoadedModule:
    """The module at `path`: its functions by their code, however they are wrapped, and the caches of such."""

    def __init__(self, path: str):
        self.path, self.code = path, Path(path).read_text()
        self.module = next(m for m in sys.modules.values() if getattr(m, "__file__", None) == path)
        self.functions, self.caches = defaultdict(list), []
        for thing in gc.get_objects():
            # Not by isinstance(), which asks lazy objects what they stand for.
            if type(thing) is FunctionType and thing.__code__.co_filename == path:
                self.functions[thing.__code__].append(thing)
            elif type(thing) is type(statement_at) and thing.__module__ == self.module.__name__:
                self.caches.append(thing)

    def forget_what_was_computed(self) -> None:
        for cache in self.caches:
            cache.cache_clear()

    def functions_in(self, changed: str) -> list[Callable[[], None]]:
        """What gives functions the code that they have in the `changed` module; nothing if more than that differs."""
        swaps = []

        def compare(old: CodeType, new: CodeType) -> bool:
            inner = nested(old), nested(new)
            names = [[code.co_qualname for code in codes] for codes in inner]
            if names[0] == names[1] and is_alike(old, new) and all(starmap(compare, zip(*inner, strict=True))):
                return True
            if not self.functions[old] or old.co_freevars != new.co_freevars:
                return False
            swaps.extend(partial(setattr, function, "__code__", new) for function in self.functions[old])
            # Functions within it that were made at the import have kept their code.
            return not any(self.functions[code] for code in nested(old))

        is_all = compare(compile(self.code, self.path, "exec"), compile(changed, self.path, "exec"))
        return swaps if is_all else []

    def constants_in(self, changed: str) -> list[Callable[[], None]]:
        """What gives constants the values they have in the `changed` module; nothing if more than that differs."""
        old, new = ast.parse(self.code).body, ast.parse(changed).body
        owner = self.module
        place = the_one_that_differs(old, new)
        if place is not None and isinstance(old[place], ast.ClassDef) and isinstance(new[place], ast.ClassDef):
            owner = getattr(self.module, old[place].name, None)
            old, new = old[place].body, new[place].body
            place = the_one_that_differs(old, new)
        if place is None or owner is None:
            return []
        values, swaps = dict(vars(self.module)) | dict(vars(owner)), []
        changed_names = set()
        for number, statement in enumerate(new[place:]):
            target = name_of(statement)
            if number and (target is None or not changed_names & names_in(statement)):
                continue
            before = values.get(target)
            try:
                exec(compile(ast.Module([statement], []), self.path, "exec"), values)  # noqa: S102 code of this project
            except Exception:  # noqa: BLE001 of any kind: the code is changed
                return []
            after = values.get(target)
            if target is None or type(before) not in PLAIN or type(after) not in PLAIN:
                return []
            changed_names.add(target)
            swaps.append(partial(self.replace, owner, target, before, after))
        return swaps

    def replace(self, owner, name: str, before, after) -> None:
        setattr(owner, name, after)
        if owner is self.module:
            for module in list(sys.modules.values()):
                if vars(module).get(name) is before:
                    setattr(module, name, after)

    def lines_that_name(self, constants: Iterable[partial]) -> list[int]:
        words = re.compile(rf"\b({'|'.join(swap.args[1] for swap in constants)})\b")
        return [number for number, line in enumerate(self.code.splitlines(), start=1) if words.search(line)]


@functools.lru_cache
def statement_at(code: str, line: int) -> range:
    """The lines of the statement at `line`; of one with a body, those of its head."""
    best = range(line, line + 1)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            lines = range(node.lineno, max(node.lineno + 1, body[0].lineno) if body else node.end_lineno + 1)
            if line in lines and (len(best) == 1 or len(lines) < len(best)):
                best = lines
    return best


def nested(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def is_alike(old: CodeType, new: CodeType) -> bool:
    """Whether two pieces of code do the same, apart from what is defined in them."""

    def essence(code):
        constants = [constant if not isinstance(constant, CodeType) else None for constant in code.co_consts]
        return code.co_code, code.co_names, code.co_varnames, code.co_freevars, repr(constants)

    return essence(old) == essence(new)


def the_one_that_differs(old: list[ast.stmt], new: list[ast.stmt]) -> int | None:
    differing = [n for n, (a, b) in enumerate(zip(old, new, strict=False)) if ast.dump(a) != ast.dump(b)]
    return differing[0] if len(old) == len(new) and len(differing) == 1 else None


def name_of(statement: ast.stmt) -> str | None:
    """The name that a statement gives to a value."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return None


def names_in(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
