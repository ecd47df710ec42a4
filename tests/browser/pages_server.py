"""A server of the pages and the API over the corpus, in a process of its own.

Prints the port once it answers; the data folder is the first argument.
"""

import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from app.api import create_app
from app.service import Service
from app.settings import CORPUS, Settings


def main(home: Path) -> None:
    """Serve the corpus on a free port of this machine until ended."""
    service = Service.open(Settings(_env_file=None, home=home, embed_model="hash"))
    service.ingest([CORPUS])
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(service)
    started = app.router.lifespan_context

    @asynccontextmanager
    async def told(inner: FastAPI):  # type: ignore[no-untyped-def]
        async with started(inner) as state:
            print(listening.getsockname()[1], flush=True)
            yield state

    app.router.lifespan_context = told
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
