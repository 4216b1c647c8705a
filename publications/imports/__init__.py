"""Bringing publications in: files are read as CSL-JSON items, compared with what is there, then written at once."""

from .files import UnreadableFileError, read_file
from .plan import Plan, plan_import

__all__ = ["Plan", "UnreadableFileError", "plan_import", "read_file"]
