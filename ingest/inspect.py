"""A look into a file before any reader opens it: what it is by its content, and whether it is safe.

The name only decides what to say: a text in a file called ".pdf" is read as a text.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from ingest.archives import is_zip, open_zip, read_entry
from ingest.encodings import declared_encoding, wide_encoding
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NeedsOcr,
    ReaderFailed,
    TooLarge,
    UnknownFormat,
    UnsafeFile,
)
from ingest.limits import Limits, megabytes

_PDF = b"%PDF-"
_PDF_HEAD_BYTES = 1024
"""The signature may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1)."""
_PDF_TAIL_BYTES = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_PART = "word/document.xml"
_MIN_LETTERS = 20
"""Fewer letters than this on every page: the pages are pictures with a stamp at most."""
# '<!ENTITY lol "lol">', '<!ENTITY % x SYSTEM "file:///etc/passwd">'
_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_ENTITY_SOUGHT_BYTES = 100_000
# "Ãƒ", "é": a character of two to four bytes in UTF-8
_UTF8_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_UNREADABLE_GLYPH = re.compile(r"\(cid:\d+\)")  # "(cid:12)": pdfminer knows no letter for it
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
"""What packed office files that are no Word file have: spreadsheets, slides, OpenDocument."""
_HOLDS_NUL = "it holds NUL bytes, as no text does"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_PACKED_SUFFIXES = frozenset({".docx", ".zip"})
_WORD_AND_ZIP = "a Word file (.docx) or a zip archive"


class Kind(StrEnum):
    """What a file is, by its content."""

    TEXT = "text"
    """Plain text, Markdown or HTML."""
    PDF = "pdf"
    WORD = "word"
    ARCHIVE = "archive"


def inspect(name: str, data: bytes, limits: Limits) -> Kind:
    """Return what a file is, having looked for what would harm or fail a reader.

    Raises the kind of UnreadableFile that says what is wrong. An archive is not looked into: its
    files are inspected one by one.
    """
    if not data:
        raise EmptyFile(name)
    if len(data) > limits.file_bytes:
        raise TooLarge(name, megabytes(len(data)), megabytes(limits.file_bytes))
    kind = _kind(name, data, limits)
    _CHECKS[kind](name, data, limits)
    return kind


def _kind(name: str, data: bytes, limits: Limits) -> Kind:
    if _PDF in data[:_PDF_HEAD_BYTES]:
        return Kind.PDF
    if is_zip(data):
        return _kind_of_zip(name, data, limits)
    if data.startswith(_OLE):
        if _OLE_ENCRYPTED in data:
            raise EncryptedFile(name)
        raise UnknownFormat(name, "a Word file saved as .docx, a PDF or a text")
    if PurePath(name).suffix.lower() in _PACKED_SUFFIXES:
        raise DamagedFile(name, f"its content is not that of {_WORD_AND_ZIP}")
    return Kind.TEXT


def _kind_of_zip(name: str, data: bytes, limits: Limits) -> Kind:
    with open_zip(name, data, limits) as archive:
        parts = set(archive.namelist())
    if _WORD_PART in parts:
        return Kind.WORD
    if parts & _OFFICE_PARTS:
        raise UnknownFormat(name, "a Word file (.docx), a PDF or a text")
    return Kind.ARCHIVE


def check_text(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a text that is too long, holds NUL bytes, is cut short or declares XML entities.

    What is no text at all is left to the readers, who know what they can read.
    """
    if len(data) > limits.text_bytes:
        raise TooLarge(name, f"{megabytes(len(data))} of text", megabytes(limits.text_bytes))
    if wide := wide_encoding(data):
        _check_wide(name, data, wide)
        return
    _check_entities(name, data)
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls * 20 > len(data):
        return
    if b"\x00" in data:
        raise DamagedFile(name, _HOLDS_NUL)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared_encoding(data) is None:
            _refuse_broken_utf8(name, data, error)


def _check_wide(name: str, data: bytes, encoding: str) -> None:
    """Refuse a text of two or four bytes a character, as `check_text` does."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        cut = error.end >= len(data)
        what = (
            "it ends within a character"
            if cut
            else f"byte {error.start:,} is no {encoding}, the rest is"
        )
        raise DamagedFile(name, what) from error
    if "\x00" in text:
        raise DamagedFile(name, _HOLDS_NUL)
    _check_entities(name, text.encode("utf-8", "replace"))


def _check_entities(name: str, data: bytes) -> None:
    if _ENTITY.search(data, 0, _ENTITY_SOUGHT_BYTES):
        raise UnsafeFile(name, "it declares XML entities, which can grow without end")


def _refuse_broken_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 but for some bytes; what has no UTF-8 in it is in an older encoding."""
    if not _UTF8_MULTIBYTE.search(data):
        return
    if error.end >= len(data) and "unexpected end" in error.reason:
        raise DamagedFile(name, "it ends within a character") from error
    if len(_UTF8_MULTIBYTE.findall(data)) > data.decode("utf-8", "replace").count("\ufffd"):
        raise DamagedFile(name, f"byte {error.start:,} is not UTF-8, the rest is") from error


def check_pdf(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a PDF that is cut short, locked, without text, or has too many pages."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    if b"%%EOF" not in data[-_PDF_TAIL_BYTES:]:
        raise DamagedFile(name, "its end is missing")
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        lettered = False
        number = 0
        for number, page in enumerate(PDFPage.create_pages(document), start=1):
            if number > limits.pages:
                raise TooLarge(name, f"more than {limits.pages:,} pages", f"{limits.pages:,}")
            lettered = lettered or _has_letters(page)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise EncryptedFile(name) from error
    except RecursionError as error:
        raise ReaderFailed(name, "failed because its parts are nested too deeply") from error
    except (*_PDF_TROUBLE, PSException) as error:
        raise DamagedFile(name, "its inner structure is broken") from error
    if not number:
        raise DamagedFile(name, "it has no pages")
    if not lettered:
        raise NeedsOcr(name, number)


_PDF_TROUBLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)
"""What pdfminer raises over broken structures, beside its own errors."""


def _has_letters(page: object) -> bool:
    """Tell whether a PDF's page has text on it, more than a stamp."""
    from pdfminer.converter import TextConverter
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    resources, written = PDFResourceManager(), BytesIO()
    device = TextConverter(resources, written, laparams=None)
    PDFPageInterpreter(resources, device).process_page(page)  # type: ignore[arg-type]
    words = _UNREADABLE_GLYPH.sub("", written.getvalue().decode("utf-8", "ignore"))
    return sum(char.isalpha() for char in words) >= _MIN_LETTERS


def check_word(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a Word file that is broken, locked, or whose XML is made to grow without end."""
    with open_zip(name, data, limits) as archive:
        for entry in archive.infolist():
            content = read_entry(name, archive, entry)
            if entry.filename.endswith((".xml", ".rels")):
                _check_xml(name, content, limits)


def _check_xml(name: str, content: bytes, limits: Limits) -> None:
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(content, _Depth(name, limits.nesting), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnsafeFile(name, "it declares XML entities, which can grow without end") from error
    except (SAXException, ValueError, LookupError) as error:
        raise DamagedFile(name, "the XML in it is broken") from error


class _Depth(ContentHandler):
    """Watches how deep elements stand inside each other."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self._name, self._most, self._depth = name, most, 0

    def startElement(self, name: str, attrs: object) -> None:
        self._depth += 1
        if self._depth > self._most:
            raise ReaderFailed(self._name, "failed because its parts are nested too deeply")

    def endElement(self, name: str) -> None:
        self._depth -= 1


def _check_nothing(_name: str, _data: bytes, _limits: Limits) -> None:
    """Leave an archive to those who look at its files."""


_CHECKS: dict[Kind, Callable[[str, bytes, Limits], None]] = {
    Kind.TEXT: check_text,
    Kind.PDF: check_pdf,
    Kind.WORD: check_word,
    Kind.ARCHIVE: _check_nothing,
}
