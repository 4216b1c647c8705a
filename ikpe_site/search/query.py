"""What a visitor asks, as a condition on the index and as a rank: the same on SQLite and PostgreSQL.

Only finding differs between the two (FTS5 or tsvector); the rank is plain SQL over the short columns of terms. So both
put the same results first. It is computed only for entries in which words are prominent, and first for those in which
all are: a word that stands on every page is in the title of few.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, reduce
from operator import add, and_
from pathlib import Path
from typing import Any, cast

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Col
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from ikpe_site.text.german import PROMINENT, STEM, parts_of, plain, stem, terms_of, title_stems_of, words_of

MAX_LENGTH = 200
QUOTES = '"„“”'
MAX_WORDS = 8
PREFIX_FROM = 3  # letters: from here on the beginning of a word is enough
STEM_PREFIX_FROM = 5  # „arm“, the stem of „Armen“, must not find „armut“
# Words that say nothing of what is searched, folded. They are left out if others remain.
STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Term:
    """A term of the index, or, with `prefix`, all that begin with it."""

    text: str
    prefix: bool

    def found_in(self, terms: Iterable[str]) -> bool:
        return any(term.startswith(self.text) if self.prefix else term == self.text for term in terms)


@dataclass(frozen=True)
class Word:
    """A word of the question. `parts`: folded as a whole, then in its parts if a hyphen joins some."""

    written: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> str:
        return self.parts[0]

    @cached_property
    def alternatives(self) -> list[list[Term]]:
        """One of these groups of terms must be there: the word, its stem, or all its parts."""
        alternatives = [[term_of(self.whole)]]
        if not self.whole.isdigit():
            own = stem(self.whole)
            alternatives.append([Term(STEM + own, prefix=len(own) >= STEM_PREFIX_FROM)])
        if len(self.parts) > 1:
            alternatives.append([term_of(part) for part in self.parts[1:]])
        return alternatives

    def names(self, written: str) -> bool:
        """Whether this word of a text is what was searched, or a part of it, to be marked."""
        terms = terms_of(written)
        alone = (group[0] for group in self.alternatives if len(group) == 1)
        return any(term.found_in(terms) for term in alone) or any(part in terms for part in self.parts)


def term_of(folded: str) -> Term:
    return Term(folded, prefix=len(folded) >= PREFIX_FROM and not folded.isdigit())


class SearchQuery:
    """A question as typed (`text`), with the `words` that count."""

    def __init__(self, text: str) -> None:
        # Control characters are errors to the databases.
        self.text = " ".join("".join(c if c.isprintable() else " " for c in plain(text[:MAX_LENGTH])).split())
        parts_by_word = {word: tuple(parts) for word in words_of(self.text) if (parts := parts_of(word))}
        words = [Word(written, parts) for written, parts in parts_by_word.items()]
        self.words = ([word for word in words if word.whole not in STOP_WORDS] or words)[:MAX_WORDS]

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def is_quoted(self) -> bool:
        """Whether exactly these words are meant, and no others that look like them."""
        return self.text[0] in QUOTES and self.text[-1] in QUOTES

    @property
    def quoted(self) -> str:
        return f"„{self.text}“"

    def __str__(self) -> str:
        return self.text

    def all_words(self, prominent: "Prominent | None" = None) -> "Matches":
        return Matches(self.words, together=True, prominent=prominent)

    def any_word(self, prominent: "Prominent | None" = None) -> "Matches":
        return Matches(self.words, together=False, prominent=prominent)

    def score(self) -> Any:
        """An expression for how well an entry answers: words in its title count most, then what it is about.

        It is the weight of the entry for all in which none of the words is prominent.
        """
        is_title = Case(When(title_terms__endswith=title_stems_of(self.text), then=10), default=0)
        score = reduce(add, (score_of(word) for word in self.words), is_title)
        return ExpressionWrapper(score * F("weight"), output_field=IntegerField())

    def in_title(self) -> Q:
        """The condition that each word stands in the title, at least as the beginning of one there."""
        return reduce(and_, (Q(title_terms__contains=f" {word.whole}") for word in self.words))


def score_of(word: Word) -> Any:
    own = STEM + stem(word.whole)
    beginning = f" {word.whole}" if term_of(word.whole).prefix else f" {word.whole} "
    return Case(
        When(stands_in("title_terms", f" {word.whole} "), then=10),
        When(stands_in("title_terms", f" {own} "), then=8),
        When(stands_in("title_terms", beginning), then=5),
        When(stands_in("key_terms", f" {word.whole} "), then=4),
        When(stands_in("key_terms", f" {own} "), then=3),
        When(stands_in("key_terms", beginning), then=2),
        default=1,
        output_field=IntegerField(),
    )


def stands_in(column: str, terms: str) -> Any:
    """As `contains`, which takes four times as long on PostgreSQL: it goes from letter to letter of the pattern."""
    return GreaterThan(StrIndex(column, Value(terms)), 0)


@dataclass(frozen=True)
class Notation:
    """How a database writes a condition on the full text. Terms are ASCII letters, digits and signs before them."""

    both: str
    either: str
    but_not: str
    term: str
    prefix: str


TSQUERY = Notation(" & ", " | ", " & !", "'{}'", "'{}':*")
FTS5 = Notation(" AND ", " OR ", " NOT ", '"{}"', '"{}" *')


@contextmanager
def by_index() -> Any:
    """Have all searches within use the index of the full text, also for words that stand nearly everywhere.

    PostgreSQL takes reading all rows for cheaper then. It does not know that for each it has to unpack the terms.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        yield


class Prominent(Enum):
    """How many words of a question are in the title of an entry or in what it is about."""

    ALL = auto()
    SOME = auto()
    NONE = auto()


class Matches(Func):
    """The condition that an entry has all the `words` (`together`), or any of them, and how many are `prominent`."""

    output_field = BooleanField()
    conditional = True

    def __init__(
        self, words: Any = (), *, together: bool = True, prominent: "Prominent | None" = None, **extra: Any
    ) -> None:
        self.words, self.together, self.prominent = words, together, prominent
        super().__init__(F("pk"), **extra)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, list[Any]]:
        table = compiler.quote_name_unless_alias(cast("Col", self.source_expressions[0]).alias)
        return f'{table}."vector" @@ %s::tsquery', [self.written(TSQUERY)]

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"{column} IN (SELECT rowid FROM search_searchindex WHERE search_searchindex MATCH %s)"  # noqa: S608 a name
        return sql, [*params, self.written(FTS5)]

    def written(self, notation: Notation) -> str:
        """The condition in the language of a database."""

        def joined(operator: str, parts: Iterable[str]) -> str:
            return f"({operator.join(parts)})"

        def condition(word: Any, sign: str = "") -> str:
            groups = (
                joined(
                    notation.both, ((notation.prefix if t.prefix else notation.term).format(sign + t.text) for t in g)
                )
                for g in word.alternatives
            )
            return joined(notation.either, groups)

        matching = joined(notation.both if self.together else notation.either, map(condition, self.words))
        marked = [condition(word, PROMINENT) for word in self.words]
        every, any_of_them = joined(notation.both, marked), joined(notation.either, marked)
        match self.prominent:
            case Prominent.ALL:
                return every
            case Prominent.SOME:
                some = f"({matching}{notation.both}{any_of_them})" if self.together else any_of_them
                return f"{some}{notation.but_not}{every}"
            case Prominent.NONE:
                return f"{matching}{notation.but_not}{any_of_them}"
        return matching
