from django.db import models
from django.utils.translation import gettext_lazy as _


class CSLType(models.TextChoices):
    """The types of CSL for what the institute publishes."""

    ARTICLE_JOURNAL = "article-journal", _("Article in a journal")
    CHAPTER = "chapter", _("Chapter in a book")
    ARTICLE_NEWSPAPER = "article-newspaper", _("Article in a newspaper")
    BROADCAST = "broadcast", _("Broadcast")
    REPORT = "report", _("Report")
    BOOK = "book", _("Book")
    SPEECH = "speech", _("Talk")
    WEBPAGE = "webpage", _("Page on the web")


class License(models.TextChoices):
    """Licences by their SPDX identifiers."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
