"""Make the small font files of this folder: python make_fonts.py FOLDER_WITH_THE_FULL_FACES."""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FACES = (
    "Tinos-Regular",
    "Tinos-Bold",
    "Tinos-Italic",
    "Tinos-BoldItalic",
    "Arimo-Regular",
    "Arimo-Bold",
)
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A: đ, ă and the names of other languages
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x2C6, 0x2C7),
    (0x2D8, 0x2DD),
    (0x300, 0x309),  # marks of decomposed text that comes from other programs
    (0x31B, 0x31B),
    (0x323, 0x323),
    (0x1EA0, 0x1EF9),
    (0x2000, 0x200B),
    (0x2010, 0x201E),
    (0x2020, 0x2022),
)
SINGLES = "…‰′″‹›⁄₫€№™→←↑↓−∕√∞≈≠≤≥□■▪▲▼●○◊\u202f"


def wanted() -> set[int]:
    spans = {code for first, last in RANGES for code in range(first, last + 1)}
    return spans | {ord(sign) for sign in SINGLES}


def make_face(source: Path, target: Path) -> None:
    options = Options(hinting=False, name_IDs=["*"], name_languages=["*"], notdef_outline=True)
    options.layout_features = ["ccmp", "mark", "mkmk", "kern", "locl"]
    # Two makings of one face shall be the same bytes.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font.save(target)


def main() -> None:
    folder = Path(sys.argv[1])
    for face in FACES:
        make_face(folder / f"{face}.ttf", HERE / f"{face}.ttf")


if __name__ == "__main__":
    main()
