"""Small changes to a module."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_string

MESSAGES = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
# The texts of messages are read by a test of the catalogue, types by a checker, columns of tables by the check of
# migrations; what is logged is for people.
LEFT_ALONE = (
    m.Annotation()
    | m.Import()
    | m.ImportFrom()
    | m.Call(func=m.OneOf(*map(m.Name, MESSAGES)) | m.Attribute(value=m.OneOf(m.Name("logger"), m.Name("models"))))
)


EMPTY = m.Arg(value=m.Name("False") | m.SimpleString('""') | m.Integer("0"))


@dataclass(frozen=True)
class Change:
    """A changed module (`code`), the `line` at which it differs, and how: `before  →  after`."""

    line: int
    text: str
    code: str

    @property
    def key(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def string(node: cst.BaseString) -> Iterator[cst.BaseString]:
    """Another text, once: mutmut makes two more of capitals."""
    yield from list(operator_string(node))[:1]


def argument(node: cst.Call) -> Iterator[cst.Call]:
    """None in the place of an argument, or one argument less; not None where False or an empty text says the same."""
    for changed in operator_arg_removal(node):
        pairs = list(zip(node.args, changed.args, strict=False))
        if len(node.args) != len(changed.args) or not any(m.matches(a, EMPTY) and a is not b for a, b in pairs):
            yield changed


def condition(node: cst.If | cst.While | cst.CompIf | cst.IfExp) -> Iterator[cst.CSTNode]:
    """The opposite of a condition."""
    test = node.test
    if not (m.matches(test, m.UnaryOperation(operator=m.Not()) | m.Comparison())):
        test = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(test=cst.UnaryOperation(operator=cst.Not(), expression=test))


def call(node: cst.Expr) -> Iterator[cst.CSTNode]:
    """Nothing in the place of a call whose result nobody takes."""
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def step(node: cst.Call) -> Iterator[cst.CSTNode]:
    """One step less in a chain: `queryset.live().public()` is `queryset.live()`."""
    if m.matches(node.func, m.Attribute(value=m.Call() | m.Attribute() | m.Subscript())):
        yield node.func.value


def element(node: cst.Tuple | cst.List | cst.Set | cst.Dict) -> Iterator[cst.CSTNode]:
    """One element less."""
    if len(node.elements) > 1:
        for number in range(len(node.elements)):
            kept = [*node.elements[:number], *node.elements[number + 1 :]]
            if isinstance(node, cst.Tuple) and len(kept) == 1:
                kept = [kept[0].with_changes(comma=cst.Comma())]
            yield node.with_changes(elements=kept)


def piece(node: cst.Subscript) -> Iterator[cst.CSTNode]:
    """All in the place of a slice."""
    if any(isinstance(part.slice, cst.Slice) for part in node.slice):
        yield node.value


OPERATORS = [
    *(
        (kind, function)
        for kind, function in mutation_operators
        if function not in (operator_string, operator_arg_removal)
    ),
    (cst.BaseString, string),
    (cst.Call, argument),
    *((kind, condition) for kind in (cst.If, cst.While, cst.CompIf, cst.IfExp)),
    (cst.Expr, call),
    (cst.Call, step),
    *((kind, element) for kind in (cst.Tuple, cst.List, cst.Set, cst.Dict)),
    (cst.Subscript, piece),
]


class Collector(cst.CSTVisitor):
    """Collects each node that can be changed, with what takes its place."""

    def __init__(self):
        self.changes = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if m.matches(node, LEFT_ALONE) or m.matches(node, m.Expr(value=m.SimpleString())):
            return False
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                self.changes += [(node, changed) for changed in operator(node)]
        return True


def changes_of(code: str) -> list[Change]:
    """All changes to a module that can be compiled, in an order that has nothing to do with where they stand.

    So those that were tried when the time is over are a fair sample.
    """
    module = cst.parse_module(code)
    collector = Collector()
    module.visit(collector)
    changes = {}
    for node, changed in collector.changes:
        change = difference(code, module.deep_replace(node, changed).code)
        if change and can_be_compiled(change.code):
            changes.setdefault(change.key, change)
    return [change for _key, change in sorted(changes.items())]


def difference(code: str, changed: str) -> Change | None:
    before, after = code.splitlines(), changed.splitlines()
    if before == after:
        return None
    start = common(before, after)
    end = common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return Change(start + 1, f"{one_line(old)}  →  {one_line(new)}", changed)


def common(one: list[str], other: list[str]) -> int:
    """How many lines are the same from the first on."""
    differing = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def one_line(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def can_be_compiled(code: str) -> bool:
    try:
        compile(code, "", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
