"""A zip archive becomes the files in it, unless it is made to do harm.

Nothing is ever written to disk, and no more is unpacked than the limits allow.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath

from ingest.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    TooLarge,
    UnreadableFile,
    UnsafeFile,
)
from ingest.limits import MB, Limits, megabytes

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive; `data` is None where it cannot be had, and `error` says why."""

    name: str
    data: bytes | None
    error: UnreadableFile | None = None


def is_zip(data: bytes) -> bool:
    """Tell whether a content starts as zip archives do, Word files among them."""
    return data.startswith(ZIP_SIGNATURES)


def open_zip(name: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open an archive whose table of contents is in order.

    Raises DamagedFile, UnsafeFile for paths that lead out of it and for what unpacks to absurd
    sizes, and TooLarge for more files than the limits allow.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise DamagedFile(name, "it starts like a Word file or zip archive and is none") from error
    entries = archive.infolist()
    if len(entries) > limits.archive_files:
        raise TooLarge(name, f"{len(entries):,} files", f"{limits.archive_files:,} of an archive")
    for entry in entries:
        if _leads_out(entry.filename):
            raise UnsafeFile(name, f"{entry.filename!r} in it would be written outside of it")
        if entry.file_size > max(MB, limits.ratio * entry.compress_size):
            raise UnsafeFile(name, f"{entry.filename!r} in it unpacks to an absurd size")
    total = sum(entry.file_size for entry in entries)
    if total > limits.archive_bytes:
        most = f"{megabytes(limits.archive_bytes)} of an archive"
        raise TooLarge(name, f"{megabytes(total)} unpacked", most)
    return archive


def read_entry(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the content of one file of an archive; raises EncryptedFile and DamagedFile."""
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedFile(name)
    try:
        return archive.read(entry)
    except (*_BROKEN, RuntimeError) as error:
        raise DamagedFile(name, "its packed content cannot be unpacked") from error


def members(name: str, data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the files of an archive in its own order, without folders and hidden files.

    One that cannot be had comes with the error that says why. Raises as `open_zip` does, and
    EmptyFile for an archive without files.
    """
    with open_zip(name, data, limits) as archive:
        wanted = [entry for entry in archive.infolist() if _is_wanted(entry)]
        if not wanted:
            raise EmptyFile(name)
        for entry in wanted:
            shown = f"{name}/{entry.filename}"
            try:
                yield Member(shown, _unpack(shown, archive, entry, limits))
            except UnreadableFile as error:
                yield Member(shown, None, error)


def _unpack(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnsafeFile(name, "it is a link, not a file")
    if entry.file_size > limits.file_bytes:
        raise TooLarge(name, megabytes(entry.file_size), megabytes(limits.file_bytes))
    return read_entry(name, archive, entry)


def _leads_out(path: str) -> bool:
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    return (
        ".." in (*posix.parts, *windows.parts)
        or posix.is_absolute()
        or bool(windows.drive or windows.root)
    )


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return not entry.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts)
