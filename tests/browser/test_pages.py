"""Explore, compare, actors and documents in a real browser, over the corpus."""

import csv
import io
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, Request, expect

ROOT = Path(__file__).parents[2]
PLAN = "oap-2022-migrant-smuggling"
OLD = "oap-2012-illegal-immigration"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
STATES = {
    "table": f"/explore?document={OLD}",
    "who": f"/explore?view=who&document={OLD}",
    "matrix": f"/explore?view=matrix&document={OLD}",
    "timeline": f"/explore?view=timeline&document={PLAN}&goal=SG 5",
    "network": f"/explore?view=network&document={OLD}",
    "kpis": f"/explore?view=kpis&document={PLAN}&goal=SG 5",
    "none found": "/explore?text=zebra",
    "sheet": f"/actions/{PLAN}/OA-2.8",
    "actor": "/actors/FRONTEX",
    "goals": f"/compare?kind=goals&a={OLD}|SG 2&b={PLAN}|SG 5",
    "actions": f"/compare?kind=actions&a={OLD}|OA 2.1&b={PLAN}|OA 2.8",
    "plans": f"/compare?a={OLD}&b={PLAN}",
    "actors": "/compare?kind=actors&a=ES&b=FR",
    "library": "/library",
    "report": f"/library/{PLAN}",
    "source": f"/documents/{PLAN}#OA-2.8",
    "error": "/explore?actor=nobody",
}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_LARGE = ("/explore", "/explore?view=matrix", "/explore?view=network", f"/compare?a={OLD}&b={PLAN}")
_SERIOUS = ("serious", "critical")
_RULES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}
"""What axe looks for: in the dark theme, only what differs from the light one."""
_MAX_LOAD_S = 2.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = str(tmp_path_factory.mktemp("pages"))
    command = [sys.executable, "-W", "ignore", "-m", "tests.browser.pages_server", home]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A page; fails afterwards where anything was asked of another machine or a script broke."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server)
    page = context.new_page()
    trouble: list[str] = []

    def note(request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(server).netloc:
            trouble.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("console", lambda said: trouble.append(said.text) if "policy" in said.text else None)
    yield page
    context.close()
    assert not trouble


def listed(page: Page) -> int:
    return int(page.locator("#count strong").inner_text().split()[0])


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return waiting.value.path().read_bytes()


def test_filter_then_download_and_the_counts_agree_with_the_api(page: Page) -> None:
    page.goto("/explore")
    page.get_by_label("Plan").select_option(PLAN)
    page.get_by_label("Actor").select_option("FRONTEX")
    page.get_by_label("Role").select_option("leader")
    page.get_by_role("button", name="Show").click()
    expected = page.request.get(f"/api/actions?document={PLAN}&leader=FRONTEX").json()
    refs = [action["ref"] for action in expected]
    assert refs and listed(page) == len(refs)
    assert page.locator("#actions tbody .ref").all_inner_texts() == refs
    rows = csv.DictReader(io.StringIO(download(page, "CSV").decode()))
    assert [row["ref"] for row in rows] == refs
    book = load_workbook(io.BytesIO(download(page, "Excel")))
    assert [row[3] for row in book["Actions"].iter_rows(min_row=2, values_only=True)] == refs


def test_a_row_opens_the_sheet_and_the_sheet_the_source(page: Page) -> None:
    page.goto(f"/explore?document={PLAN}&text=air routes&leader=ES")
    page.locator("#actions tbody tr").first.locator("td").nth(5).click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", level=1)).to_contain_text("OA 2.8")
    expect(sheet).to_contain_text("Spain (ES)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.get_by_role("link", name="OA 2.8", exact=True).click()
    expect(sheet.get_by_role("heading", level=1)).to_contain_text("OA 2.8")
    sheet.get_by_role("link", name="Source of leader", exact=True).click()
    expect(page.locator("mark.cited")).to_have_text("ES")


def test_sorting_and_removing_a_condition(page: Page) -> None:
    page.goto("/explore?leader=FRONTEX")
    page.get_by_role("link", name="Title").click()
    heads = page.locator("#actions thead th")
    expect(heads.filter(has_text="Title")).to_have_attribute("aria-sort", "ascending")
    led = listed(page)
    page.get_by_role("link", name="As leader: Frontex").click()
    assert listed(page) > led


@pytest.mark.parametrize("view", ["who", "matrix", "timeline", "network"])
def test_a_picture_leads_to_the_actions_behind_it(page: Page, view: str) -> None:
    page.goto(f"/explore?view={view}&document={PLAN}")
    if view == "who":
        number = page.get_by_role("link", name="Frontex leads: ")
        count = int(number.inner_text())
        number.click()
        assert listed(page) == count
    elif view == "matrix":
        page.locator(".matrix td a.leader").first.click()
        expect(page.get_by_role("dialog").get_by_role("heading", level=1)).to_contain_text("OA")
    elif view == "timeline":
        page.get_by_role("link", name="Q2", exact=True).click()
        expected = page.request.get(f"/api/actions?document={PLAN}&quarter=Q2").json()
        assert listed(page) == len(expected)
    else:
        page.locator("[data-node=FRONTEX] circle").hover()
        assert page.locator(".network path.on").count() > 3
        page.locator("[data-node=FRONTEX] text").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Frontex")


def test_the_tasking_sheet_opens(page: Page) -> None:
    page.goto("/actors/ES")
    page.locator("select[name=document]").select_option(PLAN)
    page.get_by_role("button", name="Show").click()
    document = Document(io.BytesIO(download(page, "Word")))
    words = [paragraph.text for paragraph in document.paragraphs]
    led = page.request.get(f"/api/actions?document={PLAN}&leader=ES").json()
    assert words[0] == "Tasking sheet: Spain (ES)"
    assert f"Leads ({len(led)})" in words
    assert all(any(line.startswith(action["ref"]) for line in words) for action in led)
    assert download(page, "PDF").startswith(b"%PDF")


def test_compare_two_plans_and_read_a_side_in_the_source(page: Page) -> None:
    page.goto("/compare")
    page.get_by_label("First").select_option(OLD)
    page.get_by_label("Second").select_option(PLAN)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Goals")).to_be_visible()
    goals = page.get_by_role("table").filter(has_text="Goals: ").locator("tbody tr")
    titles = {row.locator("td").nth(0).inner_text() for row in goals.all()}
    plan = page.request.get(f"/api/plans/{OLD}").json()
    assert all(any(goal["title"]["value"] in title for title in titles) for goal in plan["goals"])
    rows = list(csv.reader(io.StringIO(download(page, "CSV").decode())))
    assert len([row for row in rows if row[0] == "Goals"]) == goals.count()
    goals.first.locator("td").first.get_by_role("link").click()
    expect(page.locator("mark.cited").first).to_be_in_viewport()


def test_upload_a_plan_ask_about_it_and_remove_it(page: Page, tmp_path: Path) -> None:
    source = (ROOT / "corpus" / f"{PLAN}.txt").read_text(encoding="utf-8")
    plan = tmp_path / "oap-2031-made-up.txt"
    changed = source.replace("Leader: ES", "Leader: PT").replace("2022", "2031")
    plan.write_text(f"{changed}\n{HOSTILE}\n", encoding="utf-8")
    page.goto("/library")
    before = listed(page)
    page.get_by_label("Add documents").set_input_files(plan)
    taken = page.locator(".taken")
    expect(taken).to_contain_text("Added.", timeout=60_000)
    expect(taken).to_contain_text("100.0 % of its words read")
    expect(page.locator("#count strong")).to_have_text(f"{before + 1} documents")
    question = {"question": "Who leads OA 2.8?", "documents": [plan.stem]}
    answer = page.request.post("/api/ask", data=question).json()
    assert answer["status"] == "answered"
    assert {cited["document_id"] for cited in answer["citations"]} == {plan.stem}
    taken.get_by_role("link", name="Its actions").click()
    assert listed(page) == len(page.request.get(f"/api/actions?document={plan.stem}").json())
    page.goto("/library")
    page.locator(f"[data-remove='{plan.stem}']").click()
    page.get_by_role("button", name="Keep it").click()
    assert page.request.get(f"/api/documents/{plan.stem}").ok
    page.locator(f"[data-remove='{plan.stem}']").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator(".taken")).to_contain_text("Removed.")
    expect(page.locator("#count strong")).to_have_text(f"{before} documents")


def test_how_far_an_upload_is_is_shown(page: Page) -> None:
    page.goto("/library")
    page.evaluate("""() => {
      window.told = [];
      new MutationObserver(() => window.told.push(document.querySelector(".taken")?.textContent))
        .observe(document.getElementById("uploads"), {subtree: true, childList: true});
    }""")
    words = "1. Aim\n" + "Words of a long note. " * 2_000
    file = {"name": "long.txt", "mimeType": "text/plain", "buffer": words.encode()}
    page.get_by_label("Add documents").set_input_files(file)
    expect(page.locator(".taken")).to_contain_text("Added.", timeout=60_000)
    told = page.evaluate("window.told")
    assert any(re.search(r"Sending: \d+ %", line) for line in told)
    assert any("Reading and indexing" in line for line in told)
    page.request.delete("/api/documents/long")


def test_what_cannot_be_read_is_said_in_a_sentence(page: Page, tmp_path: Path) -> None:
    picture = tmp_path / "plan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    page.goto("/library")
    page.get_by_label("Add documents").set_input_files(picture)
    expect(page.locator(".taken.failed")).to_contain_text("is in no format that can be read")


def test_a_lost_server_is_said(page: Page, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("Words.")
    page.goto("/library")
    page.route("**/api/documents", lambda route: route.abort())
    page.get_by_label("Add documents").set_input_files(plan)
    expect(page.locator(".taken.failed")).to_contain_text("The server cannot be reached")


def test_hostile_text_in_a_document_shows_as_text(page: Page) -> None:
    source = (ROOT / "corpus" / f"{PLAN}.txt").read_text(encoding="utf-8")
    words = source.replace("Situational picture", f"Situational {HOSTILE}")
    file = {"name": "hostile.txt", "mimeType": "text/plain", "buffer": words.encode()}
    added = page.request.post("/api/documents", multipart={"file": file})
    assert added.status == 201
    try:
        for path in ("/explore?document=hostile", "/actions/hostile/OA-1.1"):
            page.goto(path)
            expect(page.get_by_text("<img src=x").first).to_be_visible()
            assert page.locator("main img, main script").count() == 0
        for path in ("/explore?view=matrix", "/explore?view=timeline", "/actors/EUROPOL"):
            page.goto(path)
            assert page.locator("main img, main script").count() == 0
        page.goto(f"/compare?kind=goals&a=hostile|SG 1&b={PLAN}|SG 1")
        assert page.locator("main img, main script").count() == 0
    finally:
        page.request.delete("/api/documents/hostile")


def test_the_keyboard_alone_filters_opens_and_closes(page: Page) -> None:
    page.goto("/explore")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    for _ in range(7):
        page.keyboard.press("Tab")
    page.keyboard.type("air routes")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=air+routes**")
    first = page.locator("#actions .ref").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_serious(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = []
    for name, path in STATES.items():
        page.goto(path)
        for violation in Axe().run(page, options=_RULES[scheme]).response["violations"]:
            if violation["impact"] in _SERIOUS:
                nodes = [node["html"][:160] for node in violation["nodes"][:2]]
                found.append((name, violation["id"], nodes))
    assert not found


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for name, path in STATES.items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_pages_load_fast_when_warm(page: Page) -> None:
    for path in _LARGE:
        page.goto(path)
        begin = time.perf_counter()
        page.goto(path)
        assert time.perf_counter() - begin < _MAX_LOAD_S, path


def test_cited_words_far_below_the_heading_of_the_link_stay_in_view(page: Page) -> None:
    text = page.request.get(f"/api/documents/{PLAN}/text").text()
    start = text.rindex("Siena")
    section = page.request.get(f"/api/plans/{PLAN}").json()["goals"][0]["ref"].replace(" ", "-")
    page.goto(f"/documents/{PLAN}?start={start}&end={start + 5}#{section}")
    page.wait_for_timeout(1000)  # browsers go to the fragment as late as a page is loaded
    expect(page.locator("mark.cited")).to_have_text("Siena")
    expect(page.locator("mark.cited")).to_be_in_viewport(timeout=1)
