"""The real server over two documents of the corpus and one with markup in it; run as a module."""

import socket
import sys
from contextlib import closing
from pathlib import Path

import uvicorn

from app.api import create_app
from app.service import Service
from app.settings import CORPUS, Settings

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
_FILES = ("oap-2022-migrant-smuggling.txt", "oap-2022-trafficking-in-human-beings.txt")


def main(home: Path) -> None:
    """Serve on a free port of this machine until ended."""
    hostile = home / "hostile-notes.txt"
    hostile.write_text(f"1. Drones\nDrones were seen by {HOSTILE} near the northern lighthouse.\n")
    settings = Settings(_env_file=None, home=home, embed_model="hash")  # type: ignore[call-arg]
    service = Service.open(settings)
    service.ingest([*(CORPUS / name for name in _FILES), hostile])
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(create_app(service), log_level="warning")
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
