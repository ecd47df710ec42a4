"""The real thing: `oap serve` as a process."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest

from app.server import is_local
from app.service import Service

_PATIENCE_S = 120


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_only_loopback_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.fixture
def port(library: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that is stopped, and must stop cleanly, when the test is over."""
    monkeypatch.setenv("OAP_HOME", str(library.settings.home))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        yield port
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=30)
    assert "Application shutdown complete" in log
    assert "Traceback" not in log


def get(port: int, path: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def wait_for(port: int, path: str) -> None:
    last = time.monotonic() + _PATIENCE_S
    while time.monotonic() < last:
        try:
            if get(port, path)[0] == 200:
                return
        except ConnectionError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{path} is not there after {_PATIENCE_S} s")


def test_the_server_is_up_then_has_its_page_then_is_ready(port: int) -> None:
    wait_for(port, "/healthz")
    assert get(port, "/readyz")[0] == 503
    status, page = get(port, "/")
    assert status == 200
    assert "OAP Assistant" in page
    wait_for(port, "/readyz")
