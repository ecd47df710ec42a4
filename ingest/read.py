"""Read a file's bytes into the canonical text that every span points into."""

import codecs

from ingest.errors import EmptyFile, UnknownFormat

KNOWN_FORMATS = "plain text (.txt) and Markdown (.md), in UTF-8"
_BINARY_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


def read_text(name: str, data: bytes) -> str:
    """Return the canonical text of a file: decoded, with line ends as "\\n", otherwise as it is.

    Raises EmptyFile for a file without text and UnknownFormat for one that is not UTF-8 text;
    `name` is used in their messages only, the content decides.
    """
    if data.startswith(_BINARY_SIGNATURES) or b"\x00" in data:
        raise UnknownFormat(name, KNOWN_FORMATS)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnknownFormat(name, KNOWN_FORMATS) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyFile(name)
    return text
