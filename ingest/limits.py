"""How much one file may cost before it is refused: size, pages, nesting, time and memory."""

from ingest.model import Frozen

MB = 1_000_000
"""Bytes in a megabyte, as sizes are given to people."""


class Limits(Frozen):
    """The limits that one file is read under; each message of a refusal names the one it met."""

    file_bytes: int = 20 * MB
    """Of a file as it lies on disk, and of one in an archive when unpacked."""
    text_bytes: int = 5 * MB
    """Of a text file: some 2,000 pages, which take about 25 s to parse."""
    pages: int = 2000
    seconds: float = 120
    """Of computing, for each document; three times as long by the clock."""
    memory_bytes: int = 2000 * MB
    nesting: int = 100
    """Of elements inside each other in a Word file's XML."""
    archive_files: int = 1000
    archive_bytes: int = 200 * MB
    """Of all files of an archive together, unpacked."""
    ratio: int = 200
    """How many times larger than packed a file may unpack to, once it is over a megabyte."""

    @property
    def wall_seconds(self) -> float:
        """How long one document may take by the clock, on a machine that has other work too."""
        return 3 * self.seconds


def megabytes(size: int) -> str:
    """Return a size for people: 104857600 gives "104.9 MB", 1000 gives "1,000 bytes"."""
    if size < MB // 10:
        return f"{size:,} bytes"
    return f"{size / MB:,.1f} MB".replace(".0 MB", " MB")
