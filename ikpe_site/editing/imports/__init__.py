"""Imports with a preview: a file is planned first, which writes nothing, then all of it is imported or nothing."""

from .plans import Entry, Plan, Status

__all__ = ["Entry", "Plan", "Status"]
