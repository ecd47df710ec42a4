"""What makes the page fit for people: axe finds nothing serious, nothing jumps, it is quick."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask

_SERIOUS = ("serious", "critical")
_LIMITS_MS = {"page": 2000, "first words": 300}
_SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 100);
})"""
_FIRST_WORDS = """question => new Promise(done => {
  document.getElementById('question').value = question;
  const begin = performance.now();
  new MutationObserver((_, watcher) => {
    if (!document.querySelector('.exchange:last-child .prose')) return;
    watcher.disconnect();
    done(performance.now() - begin);
  }).observe(document.getElementById('log'), {subtree: true, childList: true});
  document.getElementById('send').click();
})"""


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:120]}"
        for finding in found
        if finding["impact"] in _SERIOUS
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_serious_in_the_chat(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    assert serious(page) == []
    ask(page, "hostile")
    expect(page.locator(".acts button:visible").first).to_be_visible()
    page.locator(".understood").click()
    page.get_by_text("Chats", exact=True).click()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("a.cite").first.click()
    expect(page.frame_locator("#panel-frame").locator("mark.cited").first).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_source(corpus_page: Page, scheme: str) -> None:
    page = corpus_page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{page.url}documents/oap-2022-trafficking-in-human-beings?start=10&end=20")
    assert serious(page) == []


def test_nothing_jumps(corpus_page: Page) -> None:
    page = corpus_page
    assert page.evaluate(_SHIFTS) < 0.02
    ask(page, "Summarise strategic goal 5 of the 2022 plan on migrant smuggling.")
    expect(page.locator(".acts button:visible").first).to_be_visible()
    page.evaluate("document.getElementById('hover').hidden = true")
    assert page.evaluate(_SHIFTS) < 0.1


def test_the_page_and_the_first_words_are_quick(corpus_page: Page) -> None:
    page = corpus_page
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".acts button:visible").first).to_be_visible()
    page.reload()
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    times = []
    for question in ("Who leads OA 2.12?", "Which actions does Spain lead?", "Who leads OA 6.1?"):
        expect(page.locator("#send")).to_be_visible()
        times.append(page.evaluate(_FIRST_WORDS, question))
    times.sort()
    print(f"page {loaded:.0f} ms, first words {times[0]:.0f} to {times[-1]:.0f} ms")
    assert loaded < _LIMITS_MS["page"]
    assert times[len(times) // 2] < _LIMITS_MS["first words"]
