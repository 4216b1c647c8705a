"""The picture that messengers show of a page without one: its title beside its cubes, drawn once and kept."""

import hashlib
import posixpath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw
from wagtail.models import Page

from ikpe_site.cubes.drawing import BACKGROUND, INK, SOFT, font, png, raster, raster_solids, wrapped
from ikpe_site.cubes.geometry import Bar
from ikpe_site.cubes.scenes import scene
from ikpe_site.text.hyphens import hyphenate

from .models import InstituteSettings
from .querysets import visible_to_visitors
from .templatetags.cubes import hue_of

WIDTH, HEIGHT = SIZE = (1200, 630)
MARGIN, COLUMN = 72, 660  # of the title; the cubes have the rest
TITLE_TOP, TITLE_BOTTOM = 118, 500
SIZES = (76, 66, 58, 50, 44, 38)  # of the title: the largest in which it fits
FOLDER = "social_cards"
DESIGN = "2"  # a new number draws all cards anew
MAX_AGE = 24 * 3600


def card_path(page, institute) -> str:
    """The address of the card of `page`. It names the page and what the card shows, but never takes a text."""
    return reverse("social_card", args=[page.pk, fingerprint(page, institute)])


def fingerprint(page, institute) -> str:
    shown = "\n".join((DESIGN, page.title, kind_of(page), page.motif, page.slug, institute.short_name))
    return hashlib.sha256(shown.encode(errors="replace")).hexdigest()[:16]


def kind_of(page) -> str:
    return str(page.page_type_display_name)


@require_safe
def social_card(request, pk: int, digest: str):
    """The card of a page that visitors may see; an address of yesterday leads to the card of today."""
    page = get_object_or_404(Page.objects.filter(visible_to_visitors()), pk=pk).specific
    institute = InstituteSettings.for_request(request)
    current = fingerprint(page, institute)
    if digest != current:
        return redirect(card_path(page, institute))
    folder = f"{FOLDER}/{page.pk}"
    name = f"{folder}/{current}.png"
    if not default_storage.exists(name):
        forget(folder)
        default_storage.save(
            name, ContentFile(draw(page.title, kind_of(page), page.motif, page.slug, institute.short_name))
        )
    response = FileResponse(default_storage.open(name), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def forget(folder: str) -> None:
    """Remove what was drawn for former titles of the page."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(posixpath.join(folder, name))


def draw(title: str, kind: str, motif: str, slug: str, institute: str) -> bytes:
    """Return the card as PNG, 1200 × 630: kind and title left, the drawing of the page right, the institute below."""
    card = Image.new("RGBA", SIZE, BACKGROUND)
    cubes = raster_solids(scene(motif, slug, hue_of(slug), 60), (560, 560))
    card.alpha_composite(cubes, (WIDTH - cubes.width + 110, HEIGHT - cubes.height - 40))
    logo = raster([Bar(0, 0, 1, "petrol")], (44, 50))
    card.alpha_composite(logo, (MARGIN, HEIGHT - 62 - logo.height // 2))
    pen = ImageDraw.Draw(card)
    pen.text((MARGIN, 84), kind, SOFT, font(30, 500), anchor="ls")
    pen.text((MARGIN + logo.width + 16, HEIGHT - 62), institute, INK, font(34, 700), anchor="lm")
    typeface, lines = fitted(title)
    line_height = typeface.size * 1.14
    for number, line in enumerate(lines):
        pen.text((MARGIN, TITLE_TOP + typeface.size * 0.86 + number * line_height), line, INK, typeface, anchor="ls")
    return png(card.convert("RGB"))


def fitted(title: str):
    """The largest typeface in which `title` fits, and its lines; the end of a title that fits in none is left out."""
    for size in SIZES:
        typeface = font(size, 700)
        lines = wrapped(hyphenate(title), typeface, COLUMN)
        room = int((TITLE_BOTTOM - TITLE_TOP) / (size * 1.14))
        broken = any(line.endswith("-") for line in lines)
        if len(lines) <= room and not (broken and size > SIZES[2]):
            return typeface, lines
    return typeface, [*lines[: room - 1], f"{lines[room - 1]} …"] if len(lines) > room else lines
