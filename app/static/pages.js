"use strict";
// What the pages do beyond links and forms: sheets in a dialog, the lines of one actor, uploads.
(() => {
  const one = (selector) => document.querySelector(selector);

  // A sheet opens over the list that it was opened from; without script it is a page of its own.
  const dialog = one("#sheet-dialog");
  const openSheet = async (url) => {
    try {
      const response = await fetch(url);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const sheet = page.querySelector("#sheet, main > *");
      const close = document.createElement("button");
      close.className = "close";
      close.textContent = "Close";
      close.addEventListener("click", () => dialog.close());
      dialog.replaceChildren(close, document.adoptNode(sheet));
      dialog.showModal();
      dialog.scrollTop = 0;
    } catch {
      location.assign(url);
    }
  };
  if (dialog) {
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (event.target === dialog) return dialog.close();
      const link = event.target.closest("a");
      if (link && (!link.closest("[data-sheet]") || !/^\/actions\//.test(link.getAttribute("href")))) return;
      if (event.target.closest("summary, dialog")) return;
      const row = event.target.closest("[data-sheet]");
      if (!row || String(getSelection())) return;
      event.preventDefault();
      openSheet(row.dataset.sheet);
    });
  }

  const view = one(".views [aria-current]");
  if (view) view.scrollIntoView({ block: "nearest", inline: "center" });

  // In the network, the lines of the actor that is pointed at.
  const network = one("svg.network");
  if (network) {
    const show = (event) => {
      const node = event.target.closest("[data-node]");
      network.classList.toggle("focused", Boolean(node));
      for (const path of network.querySelectorAll("path")) {
        const joined = node && [path.dataset.one, path.dataset.other].includes(node.dataset.node);
        path.classList.toggle("on", Boolean(joined));
      }
    };
    network.addEventListener("pointerover", show);
    network.addEventListener("focusin", show);
    network.addEventListener("focusout", show);
  }
})();
