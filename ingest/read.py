"""Read a file's bytes into the canonical text that every span points into."""

from ingest.errors import EmptyFile, UnknownFormat
from ingest.readers.layout import Read, lay_out
from ingest.readers.plain import decode, read_plain

KNOWN_FORMATS = "PDF, Word (.docx), HTML, Markdown or plain text"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OTHER_BINARY = (b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_SNIFFED_BYTES = 1024


def read_document(name: str, data: bytes) -> Read:
    """Return a file's canonical text and its layout; the content decides how it is read.

    Raises EmptyFile for a file without a letter or digit, UnknownFormat for one that no reader
    knows and UnreadableFile for a broken one; `name` is used in their messages only.
    """
    read = _read(name, data)
    if not any(char.isalnum() for char in read.text):  # also marks that have no width
        raise EmptyFile(name)
    return read


def read_text(name: str, data: bytes) -> str:
    """Return the canonical text of a file alone; raises as `read_document` does."""
    return read_document(name, data).text


def _read(name: str, data: bytes) -> Read:
    if _PDF in data[:_SNIFFED_BYTES]:
        from ingest.readers.pdf import pdf_blocks

        return lay_out(pdf_blocks(name, data))
    if data.startswith(_ZIP):
        from ingest.readers.word import word_blocks

        return lay_out(word_blocks(name, data))
    text = None if data.startswith(_OTHER_BINARY) else decode(data)
    if text is None:
        raise UnknownFormat(name, KNOWN_FORMATS)
    from ingest.readers.html import html_blocks, looks_like_html

    if looks_like_html(text):
        return lay_out(html_blocks(text))
    return read_plain(text)
