"""Posts."""

import datetime

import factory

from news.models import NewsIndexPage, NewsPage

from .pages import BasePageFactory, IndexPageFactory


class NewsIndexPageFactory(IndexPageFactory):
    class Meta:
        model = NewsIndexPage

    title = "Aktuelles"


class NewsPageFactory(BasePageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Beitrag {n}")
    date = factory.Sequence(lambda n: datetime.date(2019, 1, 1) + datetime.timedelta(days=n % 330))
    teaser = "Was geschehen ist."
