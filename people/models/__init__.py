from .contact import ContactPage
from .people import PersonGroup, PersonIndexPage, PersonPage
from .responsibilities import Responsibility

__all__ = ["ContactPage", "PersonGroup", "PersonIndexPage", "PersonPage", "Responsibility"]
