"""What the admin checks in a text while it is written: Wagtail's own checks and those of the institute.

All are advice. Wagtail runs them in the page itself, which is the preview or what an editor visits (axe-core);
`static/js/checks.js` looks into the page, `static/js/admin_checks.js` leads from what was found to its field.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

TEASER_CHARACTERS = 200
SENTENCE_WORDS = 25
WORD_LETTERS = 25

RICH_TEXTS = ".rich-text p, .rich-text li, .accordion-content p, .accordion-content li"
TEXTS = (
    f".lead, .story > h2, .story > h3, summary h2, summary h3, .quotation p, .story-picture figcaption > span, "
    f".call-to-action p, .call-to-action h2, .call-to-action h3, .accordion-content h3, {RICH_TEXTS}"
)
WORDS = f"h1, {TEXTS}, .table-scroll caption, .table-scroll th, .table-scroll td"
LINKS = ".rich-text a, .accordion-content a, .call-to-action a"

# Texts of links that say nothing of where they lead, which screen readers also read out one after the other.
EMPTY_PHRASES = [
    "dieser link",
    "diese seite",
    "details",
    "download",
    "hier",
    "hier klicken",
    "hier lesen",
    "klick",
    "klick hier",
    "klicken",
    "klicken sie hier",
    "lesen sie mehr",
    "link",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr informationen",
    "mehr infos",
    "mehr lesen",
    "pdf",
    "siehe hier",
    "unter diesem link",
    "webseite",
    "website",
    "weiter",
    "weitere informationen",
    "weiterlesen",
]
# Longer than what counts as an abbreviation by itself.
ABBREVIATIONS = ["AGATHE", "BMBFSFJ", "BMFSFJ", "DESTATIS", "TMASGFF", "TMBJS", "TMSGAF", "THILIK"]


@dataclass(frozen=True)
class Rule:
    """A check of the institute. `place` is the field it is fixed in, if that is always the same."""

    name: str
    selector: str
    heading: Promise
    advice: Promise
    place: str = ""
    options: dict = field(default_factory=dict)
    impact: str = "moderate"  # "minor" comes last in the list


RULES = [
    Rule(
        "link-text",
        LINKS,
        _("The text of a link does not say where it leads"),
        _("Name the page or document instead of “here” or “more”: screen readers read links without their sentence."),
        options={"phrases": EMPTY_PHRASES},
        impact="serious",
    ),
    Rule(
        "document-link",
        LINKS,
        _("A link to a PDF file does not say so"),
        _("Write type and size behind it, for example “(PDF, 2 MB)”, or upload the document: then both appear."),
        options={"type": r"\bPDF\b", "size": r"\d\s*[KMG]B\b"},
    ),
    Rule(
        "table-header",
        ".table-scroll table",
        _("A table has columns without a heading"),
        _("Give each column a heading. Without, nobody who hears the table knows what a cell is about."),
        impact="serious",
    ),
    Rule(
        "picture-alternative",
        ".lead-picture",
        _("The picture has no alternative text"),
        _("Describe in a sentence what can be seen, in the form of the picture. It holds wherever it stands."),
        place="image",
        impact="serious",
    ),
    Rule(
        "block-picture-alternative",
        ".story-picture, .gallery li",
        _("A picture has no alternative text"),
        _("Describe in a sentence what can be seen, or choose that the picture is decorative."),
        impact="serious",
    ),
    Rule(
        "picture-rights",
        ".lead-picture, .story-picture, .gallery li",
        _("The picture says nothing about rights"),
        _("Enter in the form of the picture who made it and under which licence you may use it."),
    ),
    Rule(
        "picture-private",
        ".lead-picture, .story-picture, .gallery li",
        _("The picture is in a private collection"),
        _("Whoever may not look into the collection sees no picture here. Put it into another one if it is for all."),
        impact="serious",
    ),
    Rule(
        "bold-paragraph",
        ".rich-text p, .accordion-content p",
        _("A paragraph in bold looks like a heading"),
        _("Use the block “Heading” instead: readers and screen readers jump from heading to heading."),
    ),
    Rule(
        "capitals",
        WORDS,
        _("Words in capitals"),
        _("Capitals are hard to read, and screen readers may spell them. Put in bold what is to stand out."),
        options={"abbreviations": ABBREVIATIONS},
    ),
    Rule(
        "teaser-length",
        ".lead",
        _("The teaser is long"),
        _("Two short sentences fit best, at most 200 characters: lists and search engines cut off what is longer."),
        place="teaser",
        options={"characters": TEASER_CHARACTERS},
        impact="minor",
    ),
    Rule(
        "long-sentence",
        TEXTS,
        _("A sentence of more than 25 words"),
        _("Make two of it: one thought, one sentence. That helps everybody, not only readers of plain language."),
        options={"words": SENTENCE_WORDS},
        impact="minor",
    ),
    Rule(
        "long-word",
        TEXTS,
        _("A very long word"),
        _("Say it in several words, or part it by a hyphen, for example “Landes-Programm”, as plain language does."),
        options={"letters": WORD_LETTERS},
        impact="minor",
    ),
]

MESSAGES = {
    "heading-order": (_("A heading skips a level"), _("Put a heading of the level above before it.")),
    "empty-heading": (_("A heading is empty"), _("Write the heading or remove the block.")),
    "link-name": (_("A link has no text"), _("Write where it leads, or remove the link.")),
    "image-alt": (_("A picture has no alternative text"), _("Describe in a sentence what can be seen.")),
    "alt-text-quality": (
        _("The alternative text is the name of a file"),
        _("Describe in a sentence what can be seen."),
    ),
    "empty-meta-description": (
        _("The page has neither teaser nor description"),
        _("Write a teaser: search engines show it below the title."),
    ),
}
# As `place` of a rule.
PLACES = {"empty-meta-description": "teaser"}


# What cameras and programs call a picture, and what Wagtail takes for its title, with or without extension.
FILE_NAME = r"\.(avif|gif|heic|jpe?g|png|svg|webp)$|_|^(img|dscn?|dscf|pxl|bild|foto|screenshot)[- ]?\d{3,}"
# Checks of Wagtail that our own are closer to: these also object to the corner of a table and to parts of templates.
REPLACED = ["empty-table-header", "p-as-heading"]


class ContentChecks(ContentCheckerItem):
    axe_run_only = [
        *(name for name in ContentCheckerItem.axe_run_only if name not in REPLACED),
        "image-alt",
        *(rule.name for rule in RULES),
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule.name,
                "impact": rule.impact,
                "selector": rule.selector,
                "tags": ["best-practice"],
                "any": [rule.name],
                "enabled": True,
                "excludeHidden": False,  # parts that readers open
            }
            for rule in RULES
        ),
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "check-image-alt-text", "options": {"pattern": FILE_NAME}},
        *({"id": rule.name, "options": rule.options} for rule in RULES),
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{
            name: {"error_name": heading, "help_text": advice, "place": PLACES.get(name, "")}
            for name, (heading, advice) in MESSAGES.items()
        },
        **{rule.name: {"error_name": rule.heading, "help_text": rule.advice, "place": rule.place} for rule in RULES},
    }

    class Media:
        js = ["js/checks.js"]
