"""What tests read from a page: the number it states, and where its links lead."""

import io
import re
from html import unescape

from docx import Document
from fastapi.testclient import TestClient
from httpx2 import Response


def count_on(html: str) -> int:
    """Return the number that a list states of itself."""
    found = re.search(r'id="count"[^>]*><strong>(\d+) ', html)
    assert found
    return int(found[1])


def links_of(html: str, attribute: str = "href") -> list[str]:
    """Return the addresses in a page, in order."""
    return [unescape(link) for link in re.findall(rf'\s{attribute}="([^"]*)"', html)]


def follow(client: TestClient, link: str) -> Response:
    """Return the page that a link leads to."""
    return client.get(link.partition("#")[0])


def words_of(content: bytes) -> str:
    """Return all words of a Word file, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
