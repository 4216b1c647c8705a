"""Factories for every page type and snippet, with German sample data. Nothing is random: numbers count up.

A page without `parent` goes where editors would put it: below the list of its kind, which `site_tree` has made.
"""
# ruff: noqa: F401 what tests import

from .copies import multiply
from .events import EventIndexPageFactory, EventPageFactory, EventSeriesPageFactory, RegistrationFactory, days_from_now
from .files import DocumentFactory, ImageFactory, png
from .hiding import (
    HIDING,
    make_deleted,
    make_draft,
    make_expired,
    make_parent_private,
    make_private,
    make_scheduled,
    mark_published,
)
from .news import NewsIndexPageFactory, NewsPageFactory
from .pages import BasePageFactory, ContentPageFactory, IndexPageFactory
from .people import (
    ContactPageFactory,
    PersonGroupFactory,
    PersonIndexPageFactory,
    PersonPageFactory,
    ResponsibilityFactory,
)
from .publications import CategoryFactory, ContributorFactory, PublicationIndexPageFactory, PublicationPageFactory
from .site import INDEX_FACTORIES, home_page
from .topics import (
    ProgrammeFactory,
    ProjectPageFactory,
    RegionFactory,
    RegionIndexPageFactory,
    TopicIndexPageFactory,
    TopicPageFactory,
    WorkAreaIndexPageFactory,
    WorkAreaPageFactory,
)
