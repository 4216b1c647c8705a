"""What motifs are made with: the registry, and parts that several of them have."""

import random
from collections.abc import Callable

from ..boxes import Box
from ..geometry import HUES

Motif = Callable[[str, random.Random], list[Box]]
MOTIFS: dict[str, Motif] = {}


def motif(function: Motif) -> Motif:
    MOTIFS[function.__name__] = function
    return function


def others(hue: str, rng: random.Random, number: int) -> list[str]:
    """Some further hues, each another one."""
    return rng.sample([other for other in HUES if other != hue], number)


def pile(rng: random.Random, hue: str, x: float, y: float) -> list[Box]:
    """A small stack beside a thing, which tells one drawing from another."""
    size = rng.choice((0.4, 0.5, 0.6))
    low = Box(x, y, 0, size, size, size, hue)
    return [low] if rng.random() < 0.5 else [low, Box(x + size + 0.1, y, 0, size, size, size / 2, hue)]
