"""What the pages load from this server: styles, scripts and fonts under /static."""

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
"""The folder of styles, scripts, fonts and page templates."""

_FRESH = "no-cache"  # ask each time; the answer is 304 while nothing has changed
_LASTING = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """The files of `STATIC`; browsers keep fonts, and ask whether the others have changed."""

    def __init__(self) -> None:
        """Serve the folder of this package."""
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with how long it may be kept."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _LASTING if path.endswith(".woff2") else _FRESH
        return response
