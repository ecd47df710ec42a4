"""A server in French that asks for an API key and gets ready only when told to; run as a module."""

import socket
import sys
import threading
from contextlib import closing
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from app.api import create_app
from app.service import Service
from app.settings import CORPUS, Settings
from index.search import SearchIndex

KEY = "opensesame"


def main(home: Path) -> None:
    """Serve one plan on a free port of this machine until ended."""
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, home=home, embed_model="hash", api_keys=frozenset({KEY}), language="fr"
    )
    Service.open(settings).ingest([CORPUS / "oap-2022-migrant-smuggling.txt"])
    let_go = threading.Event()
    warm = SearchIndex.warm

    def when_let_go(index: SearchIndex) -> None:
        let_go.wait()
        warm(index)

    SearchIndex.warm = when_let_go  # type: ignore[method-assign]
    app: FastAPI = create_app(Service.open(settings))
    app.get("/let-go")(let_go.set)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        print(listening.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
