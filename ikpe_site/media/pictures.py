"""Makes of pictures as people's programs write them such as every browser shows, and renditions can be drawn from."""

from contextlib import suppress
from io import BytesIO
from pathlib import PurePath

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageOps
from willow.plugins.pillow import PillowImage

from .metadata import forget, holds_metadata, without_metadata

SHOWN_BY_BROWSERS = {
    "AVIF",
    "GIF",
    "JPEG",
    "MPO",
    "PNG",
    "WEBP",
}  # MPO: a JPEG file with more pictures behind the first
LOSSLESS = {"GIF", "PNG"}
ANIMATED = {"AVIF", "GIF", "PNG", "WEBP"}
PLAIN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}  # eight bits a channel, in the colours of screens
COLOUR_SPACES = {"L": "GRAY", "LA": "GRAY", "P": "RGB", "RGB": "RGB", "RGBA": "RGB"}  # of the profile that fits a mode
LARGEST_SIDE = 16_383  # pixels, of a WebP file
QUALITY = 92


def displayable(file):
    """Return the uploaded picture `file` itself if nothing stands against it, else a copy that browsers show.

    What stands against it: metadata of cameras and programs, HEIC, another colour space, sixteen bits a channel, a
    side longer than all formats take, a colour profile that is damaged or belongs to something else.
    Raises whatever Pillow says of a damaged picture.
    """
    with Image.open(file) as picture:
        picture.load()
        is_plain = (
            picture.format in SHOWN_BY_BROWSERS
            and picture.mode in PLAIN_MODES
            and max(picture.size) <= LARGEST_SIDE
            and has_fitting_profile(picture)
        )
        if not (is_plain and can_be_drawn(picture)):
            shown = converted(picture, file.name)
        elif holds_metadata(picture):
            shown = without_metadata(picture, file)
        else:
            shown = file
    shown.seek(0)
    return shown


def can_be_drawn(picture: Image.Image) -> bool:
    """Try what renditions do, in all formats of them, with a very small one."""
    try:
        small = PillowImage(picture).resize((8, 8)).auto_orient()
        small.set_background_color_rgb((255, 255, 255)).save_as_jpeg(BytesIO())
        for save in (small.save_as_avif, small.save_as_webp, small.save_as_png):
            save(BytesIO())
    except Exception:  # noqa: BLE001 Pillow's writers raise nearly everything
        return False
    return True


def has_fitting_profile(picture: Image.Image) -> bool:
    content = picture.info.get("icc_profile")
    if not content:
        return True
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(content)).profile.xcolor_space
    except OSError:  # damaged
        return False
    return space.strip() == COLOUR_SPACES.get(picture.mode)


def converted(picture: Image.Image, name: str) -> SimpleUploadedFile:
    with suppress(Exception):  # what else a camera wrote into the file may be damaged
        ImageOps.exif_transpose(picture, in_place=True)
    upright = on_screen(picture)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    keeps_all = picture.format in LOSSLESS or upright.mode in ("LA", "RGBA")
    kind, options = ("png", {}) if keeps_all else ("jpeg", {"quality": QUALITY})
    forget(upright)
    buffer = BytesIO()
    upright.save(buffer, kind, **options)
    return SimpleUploadedFile(str(PurePath(name).with_suffix(f".{kind}")), buffer.getvalue(), f"image/{kind}")


def on_screen(picture: Image.Image) -> Image.Image:
    """Return the picture in grey or in sRGB with eight bits a channel, transparent where it was."""
    profile = picture.info.pop("icc_profile", None)
    if picture.mode.startswith("I"):  # sixteen bits of grey, which Pillow itself would only cut off
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("L", "LA"):
        return picture
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    with suppress(ImageCms.PyCMSError, OSError):  # damaged, or not one of these colours: without it, then
        if profile:
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.buildTransform(source, target, picture.mode, mode).apply(picture)
    return picture if picture.mode == mode else picture.convert(mode)  # which copies also what is right already


def is_animated(file) -> bool:
    with suppress(Exception), Image.open(file) as picture:
        return picture.format in ANIMATED and getattr(picture, "is_animated", False)
    return False
