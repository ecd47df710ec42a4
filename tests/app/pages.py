"""Reads a page as a browser would: the text inside an element, what is marked, which ids."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """A parsed page; fails on tags that are not closed in order."""

    def __init__(self, html: str, inside: str = "text") -> None:
        super().__init__(convert_charrefs=True)
        self.inside = inside
        self.text = ""
        self.marked = ""
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag not in _VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(given.get("id") == self.inside for _, given in self._open):
            self.text += data
            if any(tag == "mark" for tag, _ in self._open):
                self.marked += data

    def links(self) -> list[str]:
        return [str(given["href"]) for tag, given in self.tags if tag == "a" and given.get("href")]
