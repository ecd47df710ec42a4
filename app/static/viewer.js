"use strict";
// Scrolls to the cited words, understands #char=start-end (offsets in characters of the text), and
// keeps the outline in step with what is being read.
(() => {
  const text = document.getElementById("text");
  const outline = document.querySelector(".outline details");

  // JavaScript counts UTF-16 units, the citations count characters.
  const length = (words) => {
    let count = 0;
    for (const _ of words) count += 1;
    return count;
  };
  const units = (words, characters) => {
    let at = 0;
    for (const character of words) {
      if (characters-- <= 0) break;
      at += character.length;
    }
    return at;
  };

  const unmark = () => {
    for (const mark of text.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    text.normalize();
  };

  const mark = (start, end) => {
    unmark();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let at = 0; walker.nextNode() && at < end; ) {
      const node = walker.currentNode;
      const size = length(node.data);
      if (at + size > start) found.push([node, Math.max(start - at, 0), Math.min(end - at, size)]);
      at += size;
    }
    found.forEach(([node, from, to], index) => {
      const range = document.createRange();
      range.setStart(node, units(node.data, from));
      range.setEnd(node, units(node.data, to));
      const element = document.createElement("mark");
      element.className = "cited";
      if (index === 0) element.id = "cited";
      range.surroundContents(element);
    });
  };

  const reveal = () => {
    const chars = /^#char=(\d+)-(\d+)$/.exec(location.hash);
    if (chars) mark(Number(chars[1]), Number(chars[2]));
    const cited = document.getElementById("cited");
    if (cited) cited.scrollIntoView({ block: "center" });
  };

  const follow = () => {
    const links = new Map();
    for (const link of document.querySelectorAll(".outline a")) {
      links.set(decodeURIComponent(link.hash.slice(1)), link);
    }
    let current = null;
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const link = entry.isIntersecting && links.get(entry.target.id);
          if (!link || link === current) continue;
          if (current) current.removeAttribute("aria-current");
          current = link;
          link.setAttribute("aria-current", "location");
        }
      },
      { rootMargin: "-15% 0px -80% 0px" },
    );
    for (const part of document.querySelectorAll("section.part")) watcher.observe(part);
  };

  if (window.top !== window.self) document.documentElement.classList.add("embedded");
  const narrow = window.matchMedia("(max-width: 60rem)");
  const fold = () => { outline.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  outline.addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) outline.open = false;
  });
  fold();
  follow();
  reveal();
  window.addEventListener("hashchange", () => { if (/^#char=/.test(location.hash)) reveal(); });
})();
