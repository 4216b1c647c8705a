"""The institute's cubes as template tags. They draw from names alone and ask the database nothing."""

import zlib
from functools import lru_cache

from django import template
from django.utils.safestring import mark_safe

from ikpe_site.cubes import geometry, portraits, scenes

register = template.Library()


def hue_of(slug: str) -> str:
    """The hue of something that has none of its own: always the same for the same slug."""
    return list(geometry.HUES)[zlib.crc32(slug.encode()) % len(geometry.HUES)]


@register.simple_tag
def cube_scene(motif: str, slug: str, hue: str = ""):
    """What something is about, where there is no picture of it; each slug has its own variant."""
    return mark_safe(scenes.scene_svg(motif, slug, hue or hue_of(slug)))  # noqa: S308 made of numbers and names


@register.simple_tag
def cube_tile(slug: str, hue: str = ""):
    """The composition of a topic."""
    return cube_scene(scenes.CUBES, slug, hue)


@register.simple_tag
@lru_cache(maxsize=512)
def cube_portrait(slug: str, initials: str):
    """The initials of a person on cubes, where there is no portrait."""
    return mark_safe(portraits.portrait(slug, hue_of(slug), initials))  # noqa: S308 initials are escaped there


@register.filter
def hue(slug: str) -> str:
    return hue_of(slug)
