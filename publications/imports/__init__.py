"""Bringing publications in: files are read as CSL-JSON items and compared with what is there, then written at once."""

from .plan import PublicationPlan

__all__ = ["PublicationPlan"]
