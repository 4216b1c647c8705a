"""Turns the stories of the demo content, written by hand in YAML, into Wagtail's StreamField values."""

import re
from collections.abc import Callable

INTERNAL_LINK = re.compile(r'<a href="page:([^"]+)">')


class StoryWriter:
    """Knows what the stories refer to.

    `find_page` takes a public path such as /kontakt/ and returns the page; `images` and `documents` are the pictures
    and documents by key; `person_path` is where the people are.
    """

    def __init__(self, find_page: Callable, images: dict, documents: dict, person_path: str = "/team/"):
        self.find_page = find_page
        self.images = images
        self.documents = documents
        self.person_path = person_path

    def story(self, entries: list[dict] | None) -> list[tuple]:
        """Return what a StreamField takes, for a list of mappings with the name of a block as their only key."""
        return [self._block(name, value) for entry in entries or [] for name, value in entry.items()]

    def sections(self, entries: list[dict] | None) -> list[tuple]:
        return [
            (
                "section",
                {
                    "heading": entry["heading"],
                    "is_example": entry.get("is_example", False),
                    "content": self.story([{"text": entry["text"]}]),
                },
            )
            for entry in entries or []
        ]

    def rich_text(self, html: str) -> str:
        """Return `html` with its internal links („page:/kontakt/“) as Wagtail keeps them: by id."""
        return INTERNAL_LINK.sub(lambda match: f'<a linktype="page" id="{self.find_page(match[1]).pk}">', html.strip())

    def link(self, value: dict) -> dict:
        page = self.find_page(value["page"]) if value.get("page") else None
        return {"page": page, "url": value.get("url", ""), "label": value.get("label", "")}

    def _block(self, name: str, value) -> tuple:
        convert = getattr(self, f"_{name}", None)
        return name, convert(value) if convert else value

    def _text(self, html):
        return self.rich_text(html)

    def _picture(self, value):
        image = self.images[value["image"]]
        image.contextual_alt_text, image.decorative = image.description, False
        return {"picture": image, "caption": value.get("caption", ""), "credit": ""}

    def _gallery(self, pictures):
        return [self._picture(picture) for picture in pictures]

    def _downloads(self, keys):
        return [self.documents[key] for key in keys]

    def _accordion(self, items):
        return [{"heading": item["heading"], "text": self.rich_text(item["text"])} for item in items]

    def _people(self, slugs):
        return [self.find_page(f"{self.person_path}{slug}/") for slug in slugs]

    def _names(self, items):
        return [{"name": item["name"], "detail": item.get("detail", ""), "logo": None, "url": ""} for item in items]

    def _table(self, value):
        return {
            "caption": value["caption"],
            "table": {
                "columns": [{"type": "text", "heading": heading} for heading in value["header"]],
                "rows": [{"values": row} for row in value["rows"]],
                "caption": "",
            },
        }

    def _call_to_action(self, value):
        return {"heading": value["heading"], "text": value.get("text", ""), "link": self.link(value)}

    def _imprint(self, _value):
        return None

    def _example(self, _value):
        return None
