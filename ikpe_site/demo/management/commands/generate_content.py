import datetime
import random
import re
from io import StringIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from events.models import EventPage
from ikpe_site.demo.pictures import draw_stand_in
from ikpe_site.media.models import CustomImage
from news.models import NewsPage
from publications.models import PublicationPage
from topics.models import TopicPage

SHARES = {NewsPage: 0.6, EventPage: 0.2, PublicationPage: 0.2}
YEARS = 15
BATCH = 1000  # pages in memory at a time
FORMATS = [(900, 1350), (2000, 700), (1000, 1000), (1600, 1067)]  # of pictures, in turn


class Command(BaseCommand):
    help = (
        "Adds many published posts, events and publications for measurements: variants of those that are there, with "
        "sentences of the site in a new order. The same seed gives the same pages."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="how many pages")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--pictures", type=int, default=0, help="how many pictures, which two pages of three show")
        parser.add_argument("--no-index", action="store_false", dest="index", help="leave the search index as it is")

    def handle(self, *, number, seed, pictures, index, **options):
        if not settings.DEBUG:
            raise CommandError("Only for development: set DEBUG=true.")
        self.random = random.Random(seed)  # noqa: S311 no secret
        self.sentences = self.collect_sentences()
        self.pictures = [self.picture(step) for step in range(pictures)]
        with transaction.atomic():
            for model, share in SHARES.items():
                self.multiply(model, round(number * share))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if index:
            call_command("wagtail_update_index", verbosity=0)
            call_command("rebuild_search_index", stdout=StringIO())
        self.stdout.write(self.style.SUCCESS(f"{number} Seiten sind angelegt."))

    def collect_sentences(self) -> list[str]:
        """The sentences that posts, events and publications are made of."""
        sentences = {}  # keeps the order, so that a seed means the same each time
        for model in SHARES:
            for page in model.objects.live().order_by("path"):
                text = " ".join([page.teaser, *page.body.stream_block.get_searchable_content(page.body)])
                sentences |= dict.fromkeys(re.split(r"(?<=[.!?])\s+", text))
        return [sentence for sentence in sentences if len(sentence.split()) > 5]

    def picture(self, step):
        """A picture to be cropped, of the next format."""
        width, height = size = FORMATS[step % len(FORMATS)]
        file = ContentFile(draw_stand_in(str(step), size), name=f"erzeugt-{step}.png")
        title = f"Erzeugtes Bild {step + 1} ({width} × {height})"
        return CustomImage.objects.create(title=title, description=title, credit="Zeichnung: erzeugt", file=file)

    def multiply(self, model, number):
        patterns = list(model.objects.live().order_by("path"))
        if not patterns or not self.sentences:
            raise CommandError(f"There is no {model._meta.verbose_name} to begin with: run load_demo first.")
        parent = patterns[0].get_parent()
        last = parent.get_last_child()
        first = Page.numconv_obj().str2int(last.path[-Page.steplen :]) + 1
        for start in range(0, number, BATCH):
            steps = range(first + start, first + min(start + BATCH, number))
            self.insert(parent, [self.variant(self.random.choice(patterns), parent, step) for step in steps])
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)

    def variant(self, pattern, parent, step):
        """An unsaved page like `pattern`, with a place of its own in the tree, date, title and text."""
        own = {"id", "page_ptr", "uid", "translation_key", "latest_revision", "live_revision", "alias_of"}
        model = type(pattern)
        fields = [field for field in model._meta.concrete_fields if field.name not in own and not field.unique]
        page = model(**{field.attname: getattr(pattern, field.attname) for field in fields})
        words = self.random.choice(self.sentences).rstrip(".!?").split()
        start = self.random.randrange(len(words) - 4)
        page.title = page.draft_title = f"{' '.join(words[start : start + 5])[:200]} ({step})"
        page.slug = f"erzeugt-{step}"
        number = Page.numconv_obj().int2str(step).rjust(Page.steplen, Page.alphabet[0])
        page.path, page.numchild = parent.path + number, 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.teaser = self.random.choice(self.sentences)[:300]
        paragraphs = (" ".join(self.random.choices(self.sentences, k=4)) for _ in range(5))
        page.body = [("text", f"<p>{paragraph}</p>") for paragraph in paragraphs]
        self.illustrate(page)
        moment = timezone.now() - datetime.timedelta(days=self.random.randrange(365 * YEARS))
        page.first_published_at = page.last_published_at = moment
        self.date(page, moment)
        return page

    def illustrate(self, page):
        """If pictures are asked for, two pages of three have one of their own, and one in their text."""
        if not self.pictures:
            return
        page.image = None
        if self.random.random() < 2 / 3:
            page.image, picture = self.random.choice(self.pictures), self.random.choice(self.pictures)
            page.body.insert(1, ("picture", {"picture": picture, "caption": picture.title}))

    def date(self, page, moment):
        """One event in ten is still to come."""
        if isinstance(page, NewsPage):
            page.date = timezone.localdate(moment)
        elif isinstance(page, PublicationPage):
            page.issued_year = moment.year
        else:
            is_past = self.random.random() < 0.9
            page.start = moment if is_past else moment + datetime.timedelta(days=365 * YEARS)
            page.end = None

    def insert(self, parent, pages):
        """Two inserts for all pages and one for each relation: saving a page takes ten milliseconds."""
        model = type(pages[0])
        inherited = Page._meta.concrete_fields
        bases = Page.objects.bulk_create(
            Page(**{field.attname: getattr(page, field.attname) for field in inherited if not field.primary_key})
            for page in pages
        )
        for page, base in zip(pages, bases, strict=True):
            page.page_ptr_id = base.pk
        fields = model._meta.local_concrete_fields
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        values = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({values})",  # noqa: S608 names of the model
                [
                    [field.get_db_prep_save(field.pre_save(page, True), connection) for field in fields]
                    for page in pages
                ],
            )
        topics = TopicPage.objects.live().order_by("path").values_list("pk", flat=True)
        through, own = model.topics.through, f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            through(**{own: page.page_ptr_id, "topicpage_id": self.random.choice(topics)}) for page in pages
        )
