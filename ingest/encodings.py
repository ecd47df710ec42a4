"""In which encoding a text is: told by its first bytes, by what it declares, or by its zeros.

What is none of these is UTF-8 or, where it isn't, Windows Latin.
"""

import codecs
import re

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ZEROS = 0.1
"""The share of characters under 256 that any text has, for its spaces alone."""
_FEW = 4
"""So many zeros may stand in a text by mistake."""
# '<meta charset="iso-8859-7">', "<?xml version='1.0' encoding='ISO-8859-2'?>"
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_DECLARED_BYTES = 2048
# "iso8859-7", "cp1253", "koi8-r"; not ISO 8859-1, which pages mean Windows Latin by
_OLDER = re.compile(r"iso8859-(?!1$)\d+|cp\d+|koi8-[ru]|mac-\w+")


def wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where that is what a text is written in, with or without a mark."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    first, second = data[::2], data[1::2]
    for high, low, name in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        if high.count(0) > max(_FEW, _ZEROS * len(high)) and not low.count(0):
            return name
    return None


def declared_encoding(data: bytes) -> str | None:
    """Return the older encoding that a page or an XML file says it is in."""
    found = _DECLARED.search(data, 0, _DECLARED_BYTES)
    if found is None or not data.lstrip().startswith(b"<"):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return name if _OLDER.fullmatch(name) else None
