"""What a picture's file says of itself before it is recognized: size, resolution, pages, and which way is up."""

from io import BytesIO

from clew.errors import EvidenceError
from clew.records import Record

# A picture with more pixels would fill the memory; 300 million are a page of 1.4 m by 1.4 m at 300 dots an inch.
_MOST_PIXELS = 300_000_000

# More pages than this in one picture file are not read one by one.
MOST_PAGES = 2_000

# What a picture that states no resolution is taken to have, as PDF and the web do.
_UNSTATED = 72.0
_BELIEVABLE = (10.0, 5_000.0)

# The tag in which a camera says how it was held: 1 is upright.
_ORIENTATION = 0x0112


class Pixels(Record, frozen=True, gc=False):
    """width, height: in pixels; dots: an inch, across and down, 72 where not said; upright: whether it need not be turned."""

    width: int
    height: int
    dots: tuple[float, float] = (_UNSTATED, _UNSTATED)
    pages: int = 1
    upright: bool = True


def pixels_of(data: bytes) -> Pixels | None:
    """Return what the picture in `data` says of itself, or None when it cannot be told. EvidenceError when it is too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            found = _pixels(picture)
    except Image.DecompressionBombError as error:
        raise EvidenceError("a picture too large to be read") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, OverflowError, ZeroDivisionError):
        return None
    if found.width * found.height > _MOST_PIXELS:
        raise EvidenceError(f"a picture too large to be read: {found.width} by {found.height} pixels")
    return found


def _pixels(picture: object) -> Pixels:
    from PIL.Image import Image

    assert isinstance(picture, Image)
    upright = picture.getexif().get(_ORIENTATION, 1) in {0, 1}
    pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    return Pixels(picture.width, picture.height, _dots(picture.info.get("dpi")), pages, upright)


def _dots(said: object) -> tuple[float, float]:
    """Return the resolution a file states, dots an inch, or 72 where it states none that can be."""
    try:
        across, down = (float(side) for side in said)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return _UNSTATED, _UNSTATED
    low, high = _BELIEVABLE
    return (across, down) if low <= across <= high and low <= down <= high else (_UNSTATED, _UNSTATED)


def upright(data: bytes) -> bytes:
    """Return the picture in `data` turned the way its camera says is up, as PNG."""
    from PIL import Image, ImageOps

    written = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        turned = ImageOps.exif_transpose(picture)
        assert turned is not None
        turned.convert("L").save(written, "png")
    return written.getvalue()
