"""The blocks of a story, the one body that all pages share (Wagtail StreamField blocks): a file for each family."""

from .links import DownloadsBlock, LinkBlock, OptionalLinkBlock
from .lists import LogoBlock
from .story import SectionBlock, StoryBlock
from .text import RICH_TEXT_FEATURES, FormattedTextBlock

__all__ = [
    "RICH_TEXT_FEATURES",
    "DownloadsBlock",
    "FormattedTextBlock",
    "LinkBlock",
    "LogoBlock",
    "OptionalLinkBlock",
    "SectionBlock",
    "StoryBlock",
]
