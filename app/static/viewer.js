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

  // Search within the text: what is found is painted, the text itself stays as it is.
  const search = () => {
    const form = document.querySelector(".search");
    if (!window.Highlight) return;
    form.hidden = false;
    const [input, count] = [form.querySelector("input"), form.querySelector(".count")];
    const [back] = form.querySelectorAll("button");
    let found = [];
    let here = 0;
    const go = (to) => {
      here = (to + found.length) % found.length;
      CSS.highlights.set("found-here", new Highlight(found[here]));
      count.textContent = form.dataset.found.replace("{n}", here + 1).replace("{all}", found.length);
      const box = found[here].getBoundingClientRect();
      window.scrollBy(0, box.top - window.innerHeight / 3);
    };
    const find = () => {
      CSS.highlights.clear();
      const words = input.value.trim().toLowerCase();
      found = words.length < 2 ? [] : placesOf(words);
      CSS.highlights.set("found", new Highlight(...found));
      count.textContent = words.length < 2 ? "" : form.dataset.none;
      if (found.length) go(Math.max(0, found.findIndex((place) => place.getBoundingClientRect().top > 0)));
    };
    input.addEventListener("input", find);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) { event.stopPropagation(); input.value = ""; find(); }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); if (found.length) go(here + 1); });
    back.addEventListener("click", () => { if (found.length) go(here - 1); });
  };

  // Where words stand in the text, whatever the letters' case and wherever elements begin and end.
  const placesOf = (words) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let whole = "";
    while (walker.nextNode()) {
      nodes.push([whole.length, walker.currentNode]);
      whole += walker.currentNode.data;
    }
    const folded = whole.toLowerCase().length === whole.length ? whole.toLowerCase() : whole;
    const places = [];
    let node = 0;
    const point = (at) => {
      while (node + 1 < nodes.length && nodes[node + 1][0] <= at) node += 1;
      return [nodes[node][1], at - nodes[node][0]];
    };
    for (let at = folded.indexOf(words); at >= 0 && places.length < 1000; at = folded.indexOf(words, at + words.length)) {
      const range = document.createRange();
      range.setStart(...point(at));
      const [last, offset] = point(at + words.length - 1);
      range.setEnd(last, offset + 1);
      places.push(range);
    }
    return places;
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
  search();
  reveal();
  // until a page is loaded browsers scroll to its fragment, the heading of what is cited
  window.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(reveal)));
  window.addEventListener("hashchange", () => { if (/^#char=/.test(location.hash)) reveal(); });
})();
