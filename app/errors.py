"""What a person or program can get wrong at the border; leaves of the tree in `ingest.errors`."""

from ingest.errors import OapError


class BadQuestion(OapError):
    """A question that is empty or too long."""

    status = 422


class BadFilter(OapError):
    """A condition that no action could ever meet, because it names nothing known."""

    status = 422


class UnknownActor(OapError):
    """Words that name no actor of the vocabulary."""

    status = 404

    def __init__(self, words: str) -> None:
        """Quote the words."""
        super().__init__(
            f"No actor is known as {words!r}; give a code or a name, such as 'ES' or 'Frontex'."
        )


class UploadTooLarge(OapError):
    """A body that is larger than the settings allow."""

    status = 413

    def __init__(self, max_bytes: int) -> None:
        """Say how large it may be."""
        super().__init__(
            f"Send at most {max_bytes / 1e6:g} MB; for documents OAP_MAX_UPLOAD_MB sets the limit."
        )


class SeveralFiles(OapError):
    """An upload of several files at once."""

    status = 422

    def __init__(self, count: int) -> None:
        """Say how many they were, and how to go on."""
        super().__init__(f"Send one file at a time, or all {count:,} of them as one zip archive.")


class StillLoading(OapError):
    """The server is up, its model is not loaded yet."""

    status = 503

    def __init__(self) -> None:
        """Say how to go on."""
        super().__init__("The index and the model are being loaded; try again in a few seconds.")
