"""The skill's icons, drawn: a dumbbell on a running track."""

from pathlib import Path

from PIL import Image, ImageDraw

# What the store asks for, in pixels.
SMALL, LARGE = 108, 512
# Drawn larger and scaled down, for smooth edges.
_OVERSAMPLING = 4
_NIGHT, _LANE, _LINE, _IRON = (16, 42, 67), (201, 79, 51), (244, 233, 216), (250, 250, 250)


def draw(pixels: int) -> Image.Image:
    """Draw the icon as a square of so many pixels."""
    side = pixels * _OVERSAMPLING
    image = Image.new("RGB", (side, side), _NIGHT)
    pen = ImageDraw.Draw(image)
    # The lanes of a track, seen from its bend.
    for lane in range(4):
        edge = side * (0.62 + 0.16 * lane)
        box = (-side * 0.35 - edge * 0.2, edge, side * 1.35 + edge * 0.2, edge + side * 1.4)
        pen.ellipse(box, fill=_LANE, outline=_LINE, width=max(1, round(side * 0.012)))
    tilted = Image.new("RGBA", (side, side))
    _dumbbell(ImageDraw.Draw(tilted), side)
    turned = tilted.rotate(20, resample=Image.Resampling.BICUBIC, center=(side / 2, side * 0.38))
    image.paste(turned, mask=turned.getchannel("A"))
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def _dumbbell(pen: ImageDraw.ImageDraw, side: int) -> None:
    middle = side * 0.38

    def bar(left: float, right: float, half: float) -> None:
        box = (side * left, middle - side * half, side * right, middle + side * half)
        pen.rounded_rectangle(box, radius=side * min(0.03, half), fill=_IRON)

    bar(0.14, 0.86, 0.025)
    for inner, outer, half in ((0.26, 0.34, 0.17), (0.18, 0.245, 0.12)):
        bar(inner, outer, half)
        bar(1 - outer, 1 - inner, half)


def save(folder: Path) -> None:
    """Write both icons into a folder, as PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, pixels in (("small.png", SMALL), ("large.png", LARGE)):
        draw(pixels).save(folder / name, optimize=True)
