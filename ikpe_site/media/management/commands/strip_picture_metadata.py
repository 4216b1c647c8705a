from collections import Counter

from django.core.management.base import BaseCommand
from PIL import Image

from ...metadata import described_by
from ...models import CustomImage
from ...pictures import displayable


class Command(BaseCommand):
    help = (
        "Takes out of the pictures that are there what cameras and programs wrote into their files, such as the place "
        "where they were taken. Credit and caption become the picture's fields, if those are empty."
    )

    def handle(self, **options):
        done: Counter[str] = Counter()
        for image in CustomImage.objects.order_by("pk").iterator():
            try:
                done["changed"] += self.strip(image)
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
                done["failed"] += 1
                self.stderr.write(f"{image.pk} {image.title}: {error}")
        self.stdout.write(f"{done['changed']} Bilder bereinigt, {done['failed']} nicht lesbar")

    def strip(self, image: CustomImage) -> bool:
        with image.open_file() as file:
            cleaned = displayable(file)
            if cleaned is file:
                return False
            for name, text in described_by(file).items():
                if not getattr(image, name):
                    setattr(image, name, text)
        old = image.file.name
        image.file.save(cleaned.name, cleaned, save=False)
        image._set_image_file_metadata()  # noqa: SLF001 as Wagtail's own form does
        image.save()
        image.file.storage.delete(old)
        image.renditions.all().delete()  # they carry what the file said
        return True
