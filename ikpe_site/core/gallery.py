"""A picture of a gallery at an address of its own: the page with the id of the picture in the query."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.fields import StreamField

PARAMETER = "bild"


@dataclass
class GalleryPicture:
    """A picture (`value`, as of PictureBlock) within the gallery with the id `gallery`.

    `previous` and `following` are the ids of its neighbours, empty at the ends; `number` counts from 1.
    """

    value: Any
    gallery: str
    number: int
    total: int
    previous: str = ""
    following: str = ""


def find_picture(page, picture_id: str, closed: Container[int] = ()) -> GalleryPicture | None:
    """The picture with this id in any gallery of the page; None if there is none.

    Those in the collections `closed` are not for who asks.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for gallery in galleries(getattr(page, field.name)):
                pictures = shown_pictures(gallery.value, closed)
                ids = [item.id for item in pictures]
                if picture_id in ids:
                    place = ids.index(picture_id)
                    return GalleryPicture(
                        value=pictures[place].value,
                        gallery=gallery.id,
                        number=place + 1,
                        total=len(ids),
                        previous=ids[place - 1] if place else "",
                        following=ids[place + 1] if place + 1 < len(ids) else "",
                    )
    return None


def shown_pictures(gallery: Any, closed: Container[int]) -> list[Any]:
    """The bound blocks of the pictures of a gallery, without those in the collections `closed`."""
    pictures = [item for item in gallery.bound_blocks if item.value.get("picture")]
    return [item for item in pictures if item.value["picture"].collection_id not in closed]


def galleries(stream: StreamValue):
    """The gallery blocks of a stream, those within its sections included."""
    for block in stream:
        if block.block_type == "gallery":
            yield block
        elif isinstance(block.value, StructValue):
            for value in block.value.values():
                if isinstance(value, StreamValue):
                    yield from galleries(value)
