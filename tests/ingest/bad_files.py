"""Files that cannot be read, each with the sentence that is said about it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from ingest import errors

TEXT = "1. Aim\nTo fight networks that smuggle migrants by air.\n"
LONG = "a line of a plan that is long enough to be read as the text of a page\n" * 20


@dataclass(frozen=True)
class BadFile:
    """A file, and what is to be said about it."""

    case: str
    name: str
    make: Callable[[], bytes]
    error: type[errors.UnreadableFile]
    sentence: str


def pdf(pages: int = 1, words: str = "words of a plan, enough of them", **options: object) -> bytes:
    """A PDF; pages without words are pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, **options)  # type: ignore[arg-type]
    for _ in range(pages):
        if words:
            canvas.drawString(72, 720, words)
        else:
            canvas.rect(100, 100, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def zipped(files: dict[str, bytes | str], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    """A Word file with this XML as its body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{space}">{body}</w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def link_in_zip() -> bytes:
    """An archive with a symbolic link to /etc/passwd in it."""
    entry = zipfile.ZipInfo("plan.txt")
    entry.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked_zip() -> bytes:
    """An archive whose file is marked as encrypted."""
    data = bytearray(zipped({"plan.txt": TEXT}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def locked_word() -> bytes:
    """What Word saves under a password: an OLE file around the encrypted document."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


_BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_ENTITY_WORDS = "it declares XML entities, which can grow without end"
_TRUST = "take its text from a source that you trust."
_COPY = "copy or download it again."
_NO_TEXT = "holds no text; give a file with the document's text in it."

BAD_FILES = [
    BadFile("zero bytes", "zero.txt", bytes, errors.EmptyFile, f"'zero.txt' {_NO_TEXT}"),
    BadFile(
        "nothing but white space",
        "blank.md",
        lambda: b" \n\t\r\n\f ",
        errors.EmptyFile,
        f"'blank.md' {_NO_TEXT}",
    ),
    BadFile(
        "no letter and no digit, only marks",
        "marks.txt",
        "... --- \u200b\ufeff\n".encode,
        errors.EmptyFile,
        f"'marks.txt' {_NO_TEXT}",
    ),
    BadFile(
        "UTF-8 cut within a character",
        "cut.txt",
        lambda: (TEXT + "é" * 20).encode()[:-1],
        errors.DamagedFile,
        f"'cut.txt' is damaged (it ends within a character); {_COPY}",
    ),
    BadFile(
        "UTF-16 cut within a character",
        "cut16.txt",
        lambda: TEXT.encode("utf-16")[:-1],
        errors.DamagedFile,
        f"'cut16.txt' is damaged (it ends within a character); {_COPY}",
    ),
    BadFile(
        "UTF-8 with a broken byte",
        "broken.txt",
        lambda: TEXT.encode() + "é".encode() * 20 + b"\xff" + TEXT.encode(),
        errors.DamagedFile,
        f"'broken.txt' is damaged (byte {len(TEXT) + 40} is not UTF-8, the rest is); {_COPY}",
    ),
    BadFile(
        "NUL bytes in a text",
        "nul.txt",
        lambda: TEXT.encode() + b"\x00" + TEXT.encode(),
        errors.DamagedFile,
        f"'nul.txt' is damaged (it holds NUL bytes, as no text does); {_COPY}",
    ),
    BadFile(
        "NUL characters in UTF-16",
        "nul16.txt",
        lambda: (TEXT + "\0" + TEXT).encode("utf-16"),
        errors.DamagedFile,
        f"'nul16.txt' is damaged (it holds NUL bytes, as no text does); {_COPY}",
    ),
    BadFile(
        "UTF-16 with a broken character",
        "broken16.txt",
        lambda: TEXT.encode("utf-16") + b"\x00\xdc" + TEXT.encode("utf-16-le"),
        errors.DamagedFile,
        f"'broken16.txt' is damaged (byte {len(TEXT) * 2 + 2} is no utf-16, the rest is); {_COPY}",
    ),
    BadFile(
        "100 MB of text",
        "huge.txt",
        lambda: b"0123456789" * 10_000_000,
        errors.TooLarge,
        "'huge.txt' has 100 MB, and at most 20 MB are read; split it",
    ),
    BadFile(
        "6 MB of text",
        "long.txt",
        lambda: b"words " * 1_000_000,
        errors.TooLarge,
        "'long.txt' has 6 MB of text, and at most 5 MB are read; split it.",
    ),
    BadFile(
        "XML entities in a text or HTML file",
        "bomb.html",
        lambda: f"{_BOMB}<p>&b;</p>".encode(),
        errors.UnsafeFile,
        f"'bomb.html' is refused because {_ENTITY_WORDS}; {_TRUST}",
    ),
    BadFile(
        "a picture, or any other format",
        "picture.txt",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        errors.UnknownFormat,
        "'picture.txt' is in no format that can be read; give one of: ",
    ),
    BadFile(
        "a Word file of the time before .docx",
        "old.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        errors.UnknownFormat,
        "'old.doc' is in no format that can be read; give one of: a Word file saved as .docx, "
        "a PDF or a text.",
    ),
    BadFile(
        "a spreadsheet, slides, OpenDocument",
        "table.xlsx",
        lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
        errors.UnknownFormat,
        "'table.xlsx' is in no format that can be read; give one of: a Word file (.docx), "
        "a PDF or a text.",
    ),
    BadFile(
        "PDF cut short",
        "cut.pdf",
        lambda: pdf()[:-300],
        errors.DamagedFile,
        f"'cut.pdf' is damaged (its end is missing); {_COPY}",
    ),
    BadFile(
        "PDF with a broken structure",
        "broken.pdf",
        lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog>>\ntrailer<</Root 1 0 R>>\n%%EOF",
        errors.DamagedFile,
        f"'broken.pdf' is damaged (its inner structure is broken); {_COPY}",
    ),
    BadFile(
        "PDF under a password",
        "locked.pdf",
        lambda: pdf(encrypt="secret"),
        errors.EncryptedFile,
        "'locked.pdf' is protected by a password; save a copy without one and give that.",
    ),
    BadFile(
        "scanned PDF",
        "scan.pdf",
        lambda: pdf(pages=3, words=""),
        errors.NeedsOcr,
        "'scan.pdf' has no text on any of its 3 pages, as scans have none; it needs OCR: run it "
        "through a program such as ocrmypdf and give the result.",
    ),
    BadFile(
        "PDF of more than 2,000 pages",
        "thick.pdf",
        lambda: pdf(pages=2001),
        errors.TooLarge,
        "'thick.pdf' has more than 2,000 pages, and at most 2,000 are read; split it.",
    ),
    BadFile(
        ".docx that is no zip",
        "plain.docx",
        lambda: b"this is no zip",
        errors.DamagedFile,
        "'plain.docx' is damaged (its content is not that of a Word file (.docx) or a zip "
        f"archive); {_COPY}",
    ),
    BadFile(
        "Word file or zip archive cut short",
        "cut.docx",
        lambda: word("<w:body/>")[:-40],
        errors.DamagedFile,
        "'cut.docx' is damaged (it starts like a Word file or zip archive and is none); " + _COPY,
    ),
    BadFile(
        "Word file under a password",
        "locked.docx",
        locked_word,
        errors.EncryptedFile,
        "'locked.docx' is protected by a password; save a copy without one and give that.",
    ),
    BadFile(
        "XML entities in a Word file",
        "bomb.docx",
        lambda: word("<w:t>&b;</w:t>", _BOMB),
        errors.UnsafeFile,
        f"'bomb.docx' is refused because {_ENTITY_WORDS}; {_TRUST}",
    ),
    BadFile(
        "broken XML in a Word file",
        "broken.docx",
        lambda: word("<w:body>"),
        errors.DamagedFile,
        f"'broken.docx' is damaged (the XML in it is broken); {_COPY}",
    ),
    BadFile(
        "elements nested 1,000 deep in a Word file",
        "deep.docx",
        lambda: word("<w:tbl>" * 1000 + "</w:tbl>" * 1000),
        errors.ReaderFailed,
        "Reading 'deep.docx' failed because its parts are nested too deeply; save it anew in the "
        "program that made it, or as plain text.",
    ),
    BadFile(
        "Word file that unpacks to an absurd size",
        "bomb2.docx",
        lambda: zipped({"word/document.xml": bytes(50_000_000)}),
        errors.UnsafeFile,
        "'bomb2.docx' is refused because 'word/document.xml' in it unpacks to an absurd size; "
        + _TRUST,
    ),
    BadFile(
        "zip bomb",
        "bomb.zip",
        lambda: zipped({"plan.txt": bytes(50_000_000)}),
        errors.UnsafeFile,
        "'bomb.zip' is refused because 'plan.txt' in it unpacks to an absurd size; " + _TRUST,
    ),
    BadFile(
        "zip with more than 1,000 files",
        "many.zip",
        lambda: zipped({f"{number}.txt": b"" for number in range(1001)}),
        errors.TooLarge,
        "'many.zip' has 1,001 files, and at most 1,000 of an archive are read; split it.",
    ),
    BadFile(
        "zip slip",
        "slip.zip",
        lambda: zipped({"../../plan.txt": TEXT}),
        errors.UnsafeFile,
        "'slip.zip' is refused because '../../plan.txt' in it would be written outside of it; "
        + _TRUST,
    ),
    BadFile(
        "link in a zip",
        "link.zip",
        link_in_zip,
        errors.UnsafeFile,
        "'link.zip/plan.txt' is refused because it is a link, not a file; " + _TRUST,
    ),
    BadFile(
        "zip under a password",
        "locked.zip",
        locked_zip,
        errors.EncryptedFile,
        "'locked.zip/plan.txt' is protected by a password; save a copy without one and give that.",
    ),
    BadFile(
        "zip in a zip",
        "nested.zip",
        lambda: zipped({"inner.zip": zipped({"plan.txt": TEXT})}),
        errors.UnreadableFile,
        "'nested.zip/inner.zip' is an archive in an archive; unpack it and give that.",
    ),
    BadFile(
        "empty zip", "empty.zip", lambda: zipped({}), errors.EmptyFile, f"'empty.zip' {_NO_TEXT}"
    ),
]
