"""Run the web app until it is stopped."""

import ipaddress
import sys

import uvicorn

from app.api import create_app
from app.service import Service

_GRACE_S = 3
"""How long open streams may go on once the server is told to stop."""


def run_server(service: Service, host: str, port: int) -> None:
    """Serve until interrupted; says first what whoever runs it should know."""
    if not service.store.hashes():
        print("No documents yet; `oap ingest` takes in those of the corpus.", file=sys.stderr)
    if not is_local(host) and not service.settings.api_keys:
        print(
            f"Whoever reaches {host} may add and remove documents: set OAP_API_KEYS.",
            file=sys.stderr,
        )
    uvicorn.run(
        create_app(service),
        host=host,
        port=port,
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
    )


def is_local(host: str) -> bool:
    """Tell whether only this machine can reach a server that listens on the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
