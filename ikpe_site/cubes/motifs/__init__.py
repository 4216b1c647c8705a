"""What the drawings show: things and people, built of blocks on a plate of 3 × 3 cells.

A motif takes the hue that leads and a generator, which varies it within what can still be recognised.
"""

from . import people, things, trouble
from .base import MOTIFS

__all__ = ["MOTIFS", "people", "things", "trouble"]
