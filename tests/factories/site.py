"""The site that every test finds."""

from ikpe_site.home.models import HomePage

from .events import EventIndexPageFactory
from .news import NewsIndexPageFactory
from .people import ContactPageFactory, PersonIndexPageFactory
from .publications import PublicationIndexPageFactory
from .topics import RegionIndexPageFactory, TopicIndexPageFactory, WorkAreaIndexPageFactory

INDEX_FACTORIES = {  # in the order of the menu
    "news": NewsIndexPageFactory,
    "people": PersonIndexPageFactory,
    "work_areas": WorkAreaIndexPageFactory,
    "topics": TopicIndexPageFactory,
    "regions": RegionIndexPageFactory,
    "publications": PublicationIndexPageFactory,
    "events": EventIndexPageFactory,
    "contact": ContactPageFactory,
}


def home_page() -> HomePage:
    return HomePage.objects.get()
