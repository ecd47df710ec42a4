"use strict";
// The panel beside the chat: a click on a citation shows its source there, at the cited words.
// With the wheel button or a modifier key, and without this script, the link opens a new tab.
(() => {
  const root = document.documentElement;
  let panel = null;
  let opener = null;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const build = () => {
    const close = element("button", { type: "button", className: "close", textContent: "Close" });
    close.addEventListener("click", hide);
    const title = element("h2", { id: "oap-panel-title" });
    const facts = element("p", { className: "facts" });
    const tab = element("a", { className: "tab", target: "_blank", rel: "noopener" }, "Open in a new tab");
    const frame = element("iframe", { title: "Source text" });
    panel = element(
      "aside",
      { id: "oap-panel", hidden: true },
      element("header", {}, element("div", {}, title, facts), element("div", { className: "tools" }, tab, close)),
      frame,
    );
    panel.setAttribute("aria-labelledby", "oap-panel-title");
    document.body.append(panel);
    Object.assign(panel, { parts: { close, title, facts, tab, frame } });
  };

  const show = (link) => {
    if (!panel) build();
    const { close, title, facts, tab, frame } = panel.parts;
    opener = link;
    const entry = entryOf(link);
    const words = (name) => entry.querySelector(name)?.textContent ?? "";
    title.textContent = words("a.source") || "Source";
    facts.textContent = [words(".document"), words(".marking")].filter(Boolean).join(" · ");
    tab.href = link.href;
    // A fresh frame each time: going back in the browser then leaves the chat, not an old source.
    const fresh = frame.cloneNode(false);
    fresh.src = link.href;
    fresh.addEventListener("load", () => fresh.contentDocument?.addEventListener("keydown", hideOnEscape));
    frame.replaceWith(fresh);
    panel.parts.frame = fresh;
    panel.hidden = false;
    root.classList.add("oap-reading");
    mark(link);
    close.focus({ preventScroll: true });
  };

  // The entry of the list of sources that a citation belongs to.
  const entryOf = (link) => {
    const href = link.getAttribute("href");
    const sources = [...(link.closest(".answer")?.querySelectorAll("a.source") ?? [])];
    return sources.find((source) => source.getAttribute("href") === href)?.parentElement ?? link;
  };

  const mark = (link) => {
    for (const old of document.querySelectorAll("a.open-source")) old.classList.remove("open-source");
    if (link) link.classList.add("open-source");
  };

  const hide = () => {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("oap-reading");
    mark(null);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };

  const hideOnEscape = (event) => { if (event.key === "Escape") hide(); };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.cite, a.source");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
  // Gradio names each message by its whole source text; a screen reader should hear what it is.
  const rename = () => {
    for (const [start, name] of [["bot's message", "Answer"], ["user's message", "Question"]]) {
      for (const message of document.querySelectorAll(`[aria-label^="${start}"]`)) {
        message.setAttribute("aria-label", name);
        message.setAttribute("role", "group");
      }
    }
  };

  // A new question goes to the top and stays there while its answer is told, until the reader scrolls.
  let asked = 0;
  let following = false;
  const follow = () => {
    const questions = document.querySelectorAll("#oap-chat .user-row");
    if (questions.length !== asked) following = questions.length > asked;
    asked = questions.length;
    const scroller = document.querySelector("#oap-chat .bubble-wrap, #oap-chat .panel-wrap");
    if (!following || !scroller || !asked) return;
    // Two pixels further, so that the line above the question is out of sight.
    const top = questions[asked - 1].getBoundingClientRect().top - scroller.getBoundingClientRect().top + 2;
    if (Math.abs(top) > 1) scroller.scrollTop += top;
  };
  for (const kind of ["wheel", "touchmove", "keydown", "mousedown"]) {
    document.addEventListener(kind, () => { following = false; }, { passive: true, capture: true });
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#oap-start button, #oap-chat .option")) return;
    document.querySelector("#oap-question textarea")?.focus({ preventScroll: true });
  });

  new MutationObserver(() => { rename(); follow(); })
    .observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-label"] });
  document.addEventListener("keydown", hideOnEscape);
})();
