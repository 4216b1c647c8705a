"""Pictures and documents."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image

from ikpe_site.media.models import CustomDocument, CustomImage


def png(colour: str = "#0f766e", size: tuple[int, int] = (16, 10)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"Bild {n}")
    description = factory.Sequence(lambda n: f"Zeichnung Nummer {n}")
    file = factory.Sequence(lambda n: ContentFile(png(f"#{n % 4096:03x}"), name=f"bild-{n}.png"))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda n: f"Kurzfassung {n}")
    file = factory.Sequence(lambda n: ContentFile(b"%PDF-1.4\n" + b" " * 2048, name=f"kurzfassung-{n}.pdf"))
    file_size = 2057  # as the upload form of the admin keeps it
