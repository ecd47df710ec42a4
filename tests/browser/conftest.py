"""What the browser tests share: Chromium, servers of their own, and a page that is watched."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=20_000)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[str]:
    """Run a server of the tests as a process, which prints the port that it listens on."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.fixture(scope="session")
def fake_server() -> Iterator[str]:
    """A server whose assistant replays answers."""
    with serving("tests.browser.fake_server") as url:
        yield url


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of `corpus_server`."""
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="session")
def corpus_server(corpus_home: Path) -> Iterator[str]:
    """The real server over two documents of the corpus and a hostile one."""
    with serving("tests.browser.corpus_server", str(corpus_home)) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed; `apt-get install chromium` lets this test run.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@contextmanager
def watched(browser: Browser, url: str) -> Iterator[Page]:
    """Open a page; fails afterwards where another machine was asked or anything broke."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    trouble: list[str] = []
    note: Callable[[str], None] = trouble.append
    host = urlsplit(url).netloc
    page.on("request", lambda r: None if urlsplit(r.url).netloc in ("", host) else note(r.url))
    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda said: note(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: note(dialog.message))
    page.goto(url)
    yield page
    context.close()
    assert not trouble


@pytest.fixture
def page(browser: Browser, fake_server: str) -> Iterator[Page]:
    """The chat over replayed answers."""
    with watched(browser, fake_server) as page:
        yield page


@pytest.fixture
def corpus_page(browser: Browser, corpus_server: str) -> Iterator[Page]:
    """The chat over real documents."""
    with watched(browser, corpus_server) as page:
        yield page


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
