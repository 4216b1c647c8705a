"""What a camera or a program wrote into the file of a picture: where it was taken, by whom, with which device.

None of it belongs on the website but what the institute prints below the picture.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePath
from typing import Any

from defusedxml import ElementTree
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageFile, ImageOps, IptcImagePlugin, JpegImagePlugin

from ikpe_site.text.characters import clean

# What Pillow notes of a file that says how to show its pixels; all else was written by or about people.
TECHNICAL = {
    *("adobe", "adobe_transform", "dpi", "jfif", "jfif_density", "jfif_unit", "jfif_version", "progression"),
    *("progressive", "aspect", "chromaticity", "default_image", "gamma", "interlace", "srgb", "transparency"),
    *("background", "bbox", "blend", "disposal", "duration", "extension", "loop", "timestamp", "version"),
    "icc_profile",
}
JPEG_PARTS = {"APP0", "APP14", ""}  # of JFIF and Adobe: the resolution and the kind of the colours; what draws
COLOUR_PROFILE = b"ICC_PROFILE\0"
NAMES = {0xE0 + number: f"APP{number}" for number in range(16)} | {0xFE: "COM"}
END_OF_JPEG = b"\xff\xd9"
NEXT_SEGMENT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
MAX_LENGTH = 255
XMP_FIELDS = {
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "credit": "{http://ns.adobe.com/photoshop/1.0/}Credit",
    "copyright": "{http://purl.org/dc/elements/1.1/}rights",
    "caption": "{http://purl.org/dc/elements/1.1/}description",
}
IPTC_FIELDS = {"creator": (2, 80), "credit": (2, 110), "copyright": (2, 116), "caption": (2, 120)}
EXIF_FIELDS = {
    "creator": ExifTags.Base.Artist,
    "copyright": ExifTags.Base.Copyright,
    "caption": ExifTags.Base.ImageDescription,
}
SENTENCE = re.compile(r"\S* \S*[a-zäöüß]")  # cameras write „OLYMPUS DIGITAL CAMERA“


def holds_metadata(picture: Image.Image) -> bool:
    """Whether the file of an opened picture says more than what it looks like. Broken EXIF data count as such."""
    return (
        picture.format == "MPO"  # more pictures behind the first, each with data of its own
        or bool(set(picture.info) - TECHNICAL)
        or any(is_foreign(name, content) for name, content in getattr(picture, "applist", ()))
    )


def is_foreign(name: str, content: bytes) -> bool:
    return name not in JPEG_PARTS and not (name == "APP2" and content.startswith(COLOUR_PROFILE))


def without_metadata(picture: Image.Image, file) -> SimpleUploadedFile:
    """Return the picture that was opened from `file` in its format, upright, with its colour profile, nothing else.

    A JPEG file that stands upright loses nothing but the segments of its metadata, a turned one keeps its tables.
    An animated picture keeps its frames.
    """
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    if kind == "JPEG" and not is_turned(picture):
        file.seek(0)
        with suppress(ValueError):
            return SimpleUploadedFile(PurePath(file.name).name, without_segments(file.read()), Image.MIME[kind])
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        options |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
    elif kind in ("WEBP", "AVIF"):
        options["quality"] = 95
    moves = getattr(picture, "is_animated", False) and kind != "JPEG"
    upright = picture if moves else turned_upright(picture)
    forget(upright)
    buffer = BytesIO()
    upright.save(buffer, kind, **options, **({"save_all": True} if moves else {}))
    return SimpleUploadedFile(PurePath(file.name).name, buffer.getvalue(), Image.MIME[kind])


def is_turned(picture: Image.Image) -> bool:
    with suppress(Exception):  # what a camera wrote into the file may be damaged
        return picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
    return False


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG file without its segments of metadata and without what stands behind its end.

    Raises ValueError if it is not made of segments.
    """
    kept, position = [jpeg[:2]], 2
    while (marker := jpeg[position : position + 2]) != END_OF_JPEG:
        if marker[:1] != b"\xff":
            raise ValueError("no segment")
        end = position + 2 + int.from_bytes(jpeg[position + 2 : position + 4])
        if marker == b"\xff\xff":  # it may be filled up with them
            end = position + 1
        elif marker == b"\xff\xda":  # the pixels of a scan follow
            following = NEXT_SEGMENT.search(jpeg, end)
            if not following:
                raise ValueError("no end")
            end = following.start()
            kept.append(jpeg[position:end])
        elif not is_foreign(NAMES.get(marker[1], ""), jpeg[position + 4 : end]):
            kept.append(jpeg[position:end])
        position = end
    return b"".join([*kept, END_OF_JPEG])


def turned_upright(picture: Image.Image) -> Image.Image:
    with suppress(Exception):  # what a camera wrote into the file may be damaged
        return ImageOps.exif_transpose(picture)
    return picture


def forget(picture: Image.Image) -> None:
    """Leave nothing with the picture that a writer of Pillow would put into the next file."""
    for key in set(picture.info) - TECHNICAL:
        del picture.info[key]


def described_by(file) -> dict[str, str]:
    """What an uploaded picture says of itself, by the field of CustomImage (`credit`, `description`), if anything.

    XMP first, which programs write today, then IPTC, then what cameras write.
    """
    said: dict[str, str] = {}
    with suppress(Exception), Image.open(file) as picture:  # broken in any way: it says nothing, then
        for read in (xmp_of, iptc_of, exif_of):
            with suppress(Exception):
                said = {name: text for name, text in read(picture) if text} | said
    file.seek(0)
    caption = said.get("caption", "")
    credit = dict.fromkeys(said[name] for name in ("creator", "credit", "copyright") if name in said)
    described = {"credit": " / ".join(credit), "description": caption if SENTENCE.search(caption) else ""}
    return {name: text[:MAX_LENGTH] for name, text in described.items() if text}


def xmp_of(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    content = picture.info.get("xmp") or picture.getexif().get(ExifTags.Base.XMLPacket)
    if not content:
        return
    packet = ElementTree.fromstring(content if isinstance(content, str) else content.strip(b"\0 "))
    for name, tag in XMP_FIELDS.items():
        for element in packet.iter(tag):
            lines = element.findall(".//{*}li")
            yield name, joined([line.text or "" for line in lines] or [element.text or ""])
        for element in packet.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
            yield name, joined([element.get(tag, "")])


def iptc_of(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    records = IptcImagePlugin.getiptcinfo(picture) or {}
    for name, key in IPTC_FIELDS.items():
        values = records.get(key, [])
        yield name, joined([decoded(value) for value in (values if isinstance(values, list) else [values])])


def exif_of(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    exif = picture.getexif()
    for name, tag in EXIF_FIELDS.items():
        yield name, joined([decoded(str(exif.get(tag, "")).encode("latin-1", "replace"))])


def decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def joined(parts: list[str]) -> str:
    return ", ".join(filter(None, (" ".join(clean(part).split()) for part in parts)))
