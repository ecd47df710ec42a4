// The source beside the chat: a click on a citation opens it at the cited words; pointing at one
// shows its quote. With a modifier key, and without this script, the link opens a new tab.
import { byId, say, sourceUrl } from "./page.js";

const panel = byId("panel");
const hover = byId("hover");
const narrow = matchMedia("(max-width: 44rem)");
let opener = null;
let shown = null;

/** The citations of each exchange on the page, by its element. */
export const cited = new WeakMap();

const citationOf = (link) => {
  const exchange = link.closest(".exchange");
  const all = cited.get(exchange) ?? [];
  const at = all.findIndex((citation) => String(citation.n) === link.dataset.n);
  return { exchange, all, at, citation: all[at] };
};

const placeOf = (citation) => {
  const field = citation.field ? say(`field_${citation.field}`) : "";
  const page = citation.page ? say("page_short", { page: citation.page }) : "";
  return [citation.ref, field.replace(/^field_/, "").replaceAll("_", "-"), page].filter(Boolean).join(", ");
};

const mark = (link) => {
  for (const old of document.querySelectorAll("a.open")) old.classList.remove("open");
  link?.classList.add("open");
};

// A fresh frame each time: going back in the browser then leaves the chat, not an old source.
const load = (url) => {
  const old = byId("panel-frame");
  const fresh = old.cloneNode(false);
  fresh.src = url;
  fresh.addEventListener("load", () => fresh.contentDocument?.addEventListener("keydown", hideOnEscape));
  old.replaceWith(fresh);
};

const showCard = async (citation) => {
  const card = byId("panel-card");
  const key = `${citation.document_id} ${citation.ref}`;
  if (card.dataset.key === key) return;
  card.dataset.key = key;
  const query = new URLSearchParams({ document: citation.document_id, ref: citation.ref });
  const found = await fetch(`/chat/card?${query}`).catch(() => null);
  const html = found?.ok ? await found.text() : "";
  if (card.dataset.key !== key) return;
  card.innerHTML = html;
  if (narrow.matches && card.firstElementChild) card.firstElementChild.open = false;
};

const show = async ({ exchange, all, at, citation }, link) => {
  shown = { exchange, at };
  byId("panel-place").textContent = placeOf(citation);
  const about = byId("panel-document");
  about.textContent = citation.document_title;
  if (citation.marking) {
    const badge = document.createElement("span");
    badge.className = "badge marking";
    badge.textContent = citation.marking;
    about.append(" ", badge);
  }
  byId("panel-count").textContent = say("panel_of", { n: at + 1, all: all.length });
  byId("panel-previous").disabled = at === 0;
  byId("panel-next").disabled = at === all.length - 1;
  byId("panel-tab").href = sourceUrl(citation);
  mark(link);
  // The card comes first: it takes its place before the source is scrolled to the cited words.
  await showCard(citation);
  panel.hidden = false;
  document.body.classList.add("reading");
  load(sourceUrl(citation));
};

const step = (by) => {
  const all = cited.get(shown.exchange);
  const at = shown.at + by;
  const link = shown.exchange.querySelector(`a.cite[data-n="${all[at].n}"]`);
  show({ exchange: shown.exchange, all, at, citation: all[at] }, link);
};

/** Close the panel and go back to where it was opened from. */
export const hide = () => {
  if (panel.hidden) return;
  panel.hidden = true;
  document.body.classList.remove("reading");
  byId("panel-frame").removeAttribute("src");
  mark(null);
  // An answer that grew meanwhile has a new link in the old one's place.
  const { exchange, css, n } = opener;
  exchange.querySelector(`a.${css}[data-n="${n}"]`)?.focus({ preventScroll: true });
};

const hideOnEscape = (event) => { if (event.key === "Escape") hide(); };

const showHover = (link) => {
  const { citation } = citationOf(link);
  if (!citation) return;
  const quote = citation.quote.length > 400 ? `${citation.quote.slice(0, 400)} …` : citation.quote;
  const [place, words, about] = ["b", "q", "span"].map((name) => document.createElement(name));
  place.textContent = placeOf(citation);
  words.textContent = quote;
  about.textContent = [citation.document_title, citation.marking].filter(Boolean).join(" · ");
  hover.replaceChildren(place, words, about);
  hover.hidden = false;
  link.setAttribute("aria-describedby", "hover");
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - hover.offsetWidth - 16);
  const above = at.top - hover.offsetHeight - 8;
  hover.style.left = `${Math.max(16, left)}px`;
  hover.style.top = `${above > 8 ? above : at.bottom + 8}px`;
};

const hideHover = () => { hover.hidden = true; };

/** Let citations everywhere on the page open here. */
export const connectPanel = () => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cite, a.source");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = citationOf(link);
    if (!found.citation) return;
    event.preventDefault();
    hideHover();
    opener = { exchange: found.exchange, css: link.classList[0], n: found.citation.n };
    show(found, link).then(() => byId("panel-close").focus({ preventScroll: true }));
  });
  for (const [kind, react] of [["mouseover", showHover], ["focusin", showHover]]) {
    document.addEventListener(kind, (event) => {
      const link = event.target.closest?.("a.cite, a.source");
      if (link) react(link);
    });
  }
  for (const kind of ["mouseout", "focusout", "wheel"]) document.addEventListener(kind, hideHover, { passive: true });
  byId("panel-close").addEventListener("click", hide);
  byId("panel-previous").addEventListener("click", () => step(-1));
  byId("panel-next").addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!hover.hidden) hideHover();
    else if (!event.target.closest?.("details[open].menu, .correct")) hide();
  });
};
