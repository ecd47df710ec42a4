"""Vectors that are at hand: none is computed twice, and none is lost when a build is killed.

    home/index/kept-<model>.bin     what a build has computed so far; gone when the build is done

A record is the digest of a text, its vector, and a checksum of both. Records are only ever added,
so what a killed process leaves is whole but for its last record.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from index.embed import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Told = Callable[[int], None]
_Lot = Sequence[tuple[bytes, str]]
"""Digests with their texts."""

_LOT_TEXTS, _LOT_CHARS = 256, 100_000
"""How much is computed, and then written down: some twenty batches of the model's own, two to four
seconds on two cores.

The model puts a lot's batches on all cores by itself. Several lots at once are more threads than
cores, which take each other's caches: a tenth more of computing time.
"""
_DIGEST_BYTES = 16
_PATTERN = "kept-*.bin"
_SUM_BYTES = 4


class KeptVectors:
    """An embedder's vectors by their texts, on disk as soon as they are computed.

    For one build at a time, and for one thread.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Take up what an earlier build, of the same model, left in a folder when it was killed."""
        self._embedder = embedder
        self._path = folder / f"kept-{sha256(embedder.name.encode()).hexdigest()[:8]}.bin"
        self._places: dict[bytes, int] = {}
        self._record_bytes = 0
        self._file: int | None = None

    def embed(self, texts: Sequence[str], told: Told | None = None) -> "Vectors":
        """Return one vector for each text as the embedder does, computing those not at hand.

        Texts of like length are computed together, lot by lot.
        `told` is called with how many more texts are done.
        """
        import numpy as np

        if not texts:
            return np.empty((0, 0), np.float32)
        self._open()
        keys = [_digest(text) for text in texts]
        fresh = {
            key: text for key, text in zip(keys, texts, strict=True) if key not in self._places
        }
        tell = told or _tell_nobody
        tell(len(texts) - len(fresh))
        for lot in _lots(fresh):
            vectors = self._embedder.embed([text for _, text in lot])
            self._append([key for key, _ in lot], vectors)
            tell(len(lot))
        return self._read([self._places[key] for key in keys])

    def remember(self, texts: Sequence[str], vectors: "Iterable[Vectors]") -> None:
        """Take vectors that are known from elsewhere."""
        self._open()
        self._append([_digest(text) for text in texts], vectors)

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._file is not None:
            os.close(self._file)
        self._file = None
        self._places.clear()

    def _open(self) -> None:
        """Open the file, and cut off what was not written whole."""
        if self._file is not None:
            return
        self._record_bytes = _DIGEST_BYTES + 4 * self._embedder.dimensions + _SUM_BYTES
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        whole = 0
        for key in self._records():
            self._places[key] = whole
            whole += 1
        os.ftruncate(self._file, whole * self._record_bytes)

    def _records(self) -> Iterator[bytes]:
        """Yield the digests in the file, up to the first record that is not whole."""
        assert self._file is not None
        size, place = self._record_bytes, 0
        while len(record := os.pread(self._file, size, place * size)) == size:
            if record != _summed(record[:-_SUM_BYTES]):
                return
            yield record[:_DIGEST_BYTES]
            place += 1

    def _append(self, keys: Sequence[bytes], vectors: "Iterable[Vectors]") -> None:
        assert self._file is not None
        first = len(self._places)
        new = {key: row for key, row in zip(keys, vectors, strict=True) if key not in self._places}
        content = b"".join(_summed(key + row.tobytes()) for key, row in new.items())
        os.lseek(self._file, first * self._record_bytes, os.SEEK_SET)
        while content:
            content = content[os.write(self._file, content) :]
        self._places.update((key, first + number) for number, key in enumerate(new))

    def _read(self, places: Sequence[int]) -> "Vectors":
        import numpy as np

        assert self._file is not None
        size, content = self._record_bytes, bytearray()
        vector_bytes = size - _DIGEST_BYTES - _SUM_BYTES
        for place in places:
            content += os.pread(self._file, vector_bytes, place * size + _DIGEST_BYTES)
        return np.frombuffer(content, np.float32).reshape(len(places), -1)


def forget_kept(folder: Path) -> None:
    """Remove what was kept in a folder, of any model: the index has it now."""
    for file in folder.glob(_PATTERN):
        file.unlink(missing_ok=True)


def is_kept(folder: Path) -> bool:
    """Tell whether a build that was killed left vectors in a folder."""
    return any(file.stat().st_size for file in folder.glob(_PATTERN))


def _lots(texts: Mapping[bytes, str]) -> Iterator[_Lot]:
    """Yield texts in lots of like length, which are computed faster."""
    lot: list[tuple[bytes, str]] = []
    for key, text in sorted(texts.items(), key=lambda item: len(item[1])):
        if len(lot) == _LOT_TEXTS or (lot and (len(lot) + 1) * len(text) > _LOT_CHARS):
            yield lot
            lot = []
        lot.append((key, text))
    if lot:
        yield lot


def _tell_nobody(_count: int) -> None:
    """Report to nobody."""


def _summed(record: bytes) -> bytes:
    return record + crc32(record).to_bytes(_SUM_BYTES, "big")


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:_DIGEST_BYTES]
