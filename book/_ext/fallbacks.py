"""Fallbacks: what text is set in until the book's fonts have come, as wide and as high as they, so that nothing moves.

Every machine has a font with the widths of Times, Helvetica or Courier. These widths are public, and Matplotlib brings
them; from them, from the book's own fonts and from the book's own letters the adjustment of each is computed.
"""

import html
import re
from collections import Counter
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WIDTHS = Path(matplotlib.get_data_path()) / "fonts/pdfcorefonts"
NAMES = {  # fonts that have these widths: Windows' and the Mac's, and what Linux has in their place
    "Times": ("Times New Roman", "Liberation Serif", "Tinos"),
    "Helvetica": ("Arial", "Helvetica", "Liberation Sans", "Arimo"),
    "Courier": ("Courier New", "Liberation Mono", "Cousine"),
}
NORMAL = (("400", 400, ""), ("600", 600, "Bold"), ("700 900", 700, "Bold"))  # which weights, our cut, and theirs
FACES = (  # the family, its font's file, whose widths stand in for it, and for what weights
    ("Book Serif", "source-serif-4-latin-wght-normal", "Times", NORMAL),
    ("Book Serif", "source-serif-4-latin-wght-italic", "Times", (("400 900", 400, "Italic"),)),
    ("Book Sans", "inter-latin-wght-normal", "Helvetica", NORMAL),
    ("Book Mono", "jetbrains-mono-latin-wght-normal", "Courier", (("400 900", 400, ""),)),
)
HIDDEN = re.compile(r"<(script|style|svg|math)\b.*?</\1>|<[^>]+>", re.DOTALL)
GLYPH = re.compile(r"^C (\d+) ; WX (\d+)", re.MULTILINE)


def fallbacks(folder, texts):
    """The style sheet's rules of all fallbacks, for the fonts in `folder` and the letters of the pages' `texts`."""
    letters = Counter("".join(html.unescape(HIDDEN.sub("", text)) for text in texts))
    return [
        rule(family, TTFont(folder / f"{file}-few.woff2"), letters, place, *cut)
        for family, file, place, cuts in FACES
        for cut in cuts
    ]


def rule(family, font, letters, place, weights, weight, cut):
    """One fallback: another machine's font, stretched to the mean width of ours, with our heights."""
    font = instantiateVariableFont(font, {"wght": weight})
    unit, top = font["head"].unitsPerEm, font["hhea"]
    ours = {code: font["hmtx"][name][0] / unit for code, name in font.getBestCmap().items()}
    plain = "Roman" if place == "Times" else ""
    file = WIDTHS / f"{'-'.join(part for part in (place, cut or plain) if part)}.afm"
    theirs = {int(code): int(width) / 1000 for code, width in GLYPH.findall(file.read_text("latin-1"))}
    shared = [
        (ord(letter), n) for letter, n in letters.items() if letter.isascii() and ord(letter) in theirs.keys() & ours
    ]
    scale = sum(n * ours[code] for code, n in shared) / sum(n * theirs[code] for code, n in shared)
    sources = ", ".join(f'local("{name} {cut}")'.replace(' ")', '")') for name in NAMES[place])
    heights = {"ascent": top.ascent, "descent": -top.descent, "line-gap": top.lineGap}
    overrides = "".join(f" {name}-override: {value / unit / scale:.2%};" for name, value in heights.items())
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weights}; src: {sources}; '
        f"font-style: {'italic' if cut == 'Italic' else 'normal'}; size-adjust: {scale:.2%};{overrides} }}"
    )
