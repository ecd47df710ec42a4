"""Read a file's bytes into the canonical text that every span points into."""

import codecs

from ingest.errors import EmptyFile, UnknownFormat

KNOWN_FORMATS = "plain text (.txt) and Markdown (.md)"
_BINARY_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


def read_text(name: str, data: bytes) -> str:
    """Return the canonical text of a file: decoded, with line ends as "\\n", otherwise as it is.

    Raises EmptyFile for a file without text and UnknownFormat for one that is no text;
    `name` is used in their messages only, the content decides.
    """
    if data.startswith(_BINARY_SIGNATURES):
        raise UnknownFormat(name, KNOWN_FORMATS)
    text = decode(data)
    if text is None:
        raise UnknownFormat(name, KNOWN_FORMATS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyFile(name)
    return text


def decode(data: bytes) -> str | None:
    """Return the text that bytes encode (UTF-8, UTF-16, else Windows Latin); None for no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\x00" in data:
        return None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in text)
    return text if odd * 100 <= len(text) else None
