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

  // Documents: files go up one after the other; each says how far it is and what was read.
  const upload = one("#upload");
  if (!upload) return;
  const input = one("#upload-files");
  const reports = one("#uploads");
  const asked = (selector) => {
    const key = one(selector);
    return key && key.value ? { Authorization: `Bearer ${key.value}` } : {};
  };
  const element = (name, words, properties = {}) =>
    Object.assign(document.createElement(name), { textContent: words }, properties);
  const LOST = "The server cannot be reached; nothing was changed. Try again when it is back.";

  const refreshShelf = async () => {
    const page = new DOMParser().parseFromString(await (await fetch("/library")).text(), "text/html");
    one("#shelf").replaceWith(document.adoptNode(page.querySelector("#shelf")));
  };

  const send = (file, headers, tell) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/api/documents");
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
      request.addEventListener("load", () => {
        let body = {};
        try { body = JSON.parse(request.responseText); } catch { /* no JSON: an error without words */ }
        resolve({ ok: request.status < 300, body });
      });
      request.addEventListener("error", () => resolve({ ok: false, body: { detail: LOST } }));
      const form = new FormData();
      form.append("file", file);
      request.send(form);
    });

  const OUTCOMES = { added: "Added", changed: "Replaced", unchanged: "Already there, unchanged" };
  const report = (line, { ok, body }) => {
    line.classList.toggle("failed", !ok);
    if (!ok) return line.append(element("span", body.detail || "This file could not be taken in."));
    const read = body.report;
    const found = Object.entries(read.counts).map(([name, number]) => `${number} ${name}`).join(", ");
    const warnings = read.warnings.length ? ` Warnings: ${read.warnings.join("; ")}.` : "";
    const covered = (read.coverage * 100).toFixed(1);
    line.append(
      element("span", `${OUTCOMES[body.outcome]}: ${covered} % of its words read; ${found}.${warnings} `),
      element("a", "Read it", { href: body.url }),
    );
    if (body.actions) {
      const href = `/explore?document=${encodeURIComponent(body.id)}`;
      line.append(" ", element("a", "Its actions", { href }));
    }
    line.append(" ", element("a", "Ask about it", { href: "/" }));
  };

  const take = async (file) => {
    const line = element("p", "", { className: "taken" });
    const bar = element("progress", "", { max: 1, value: 0, ariaLabel: `Sending ${file.name}` });
    const state = element("span", "Sending");
    line.append(element("b", file.name), " ", bar, " ", state, " ");
    reports.prepend(line);
    const max = Number(upload.dataset.maxMb);
    const large = { ok: false, body: { detail: `Larger than ${max} MB, the most that is taken.` } };
    const answer = file.size > max * 1e6 ? large : await send(file, asked("#upload-key"), (share) => {
      bar.value = share;
      if (share >= 1) { bar.removeAttribute("value"); state.textContent = "Reading and indexing"; }
    });
    bar.remove();
    state.remove();
    report(line, answer);
  };

  const takeAll = async (files) => {
    upload.querySelector("button").disabled = true;
    for (const file of files) await take(file);
    upload.querySelector("button").disabled = false;
    upload.reset();
    await refreshShelf().catch(() => {});
  };

  upload.addEventListener("submit", (event) => {
    event.preventDefault();
    takeAll([...input.files]);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    upload.addEventListener(name, (event) => {
      event.preventDefault();
      upload.classList.toggle("over", name === "dragover");
      if (name === "drop") takeAll([...event.dataTransfer.files]);
    });
  }

  const removal = one("#remove-dialog");
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    one("#remove-what").textContent = button.dataset.title;
    removal.dataset.id = button.dataset.remove;
    removal.returnValue = "";
    removal.showModal();
  });
  removal.addEventListener("close", async () => {
    if (removal.returnValue !== "remove") return;
    const line = element("p", "", { className: "taken" });
    reports.prepend(line);
    line.append(element("b", one("#remove-what").textContent), " ");
    const path = `/api/documents/${encodeURIComponent(removal.dataset.id)}`;
    try {
      const answer = await fetch(path, { method: "DELETE", headers: asked("#remove-key") });
      const words = answer.ok ? "Removed." : (await answer.json()).detail;
      line.classList.toggle("failed", !answer.ok);
      line.append(words);
      await refreshShelf();
    } catch {
      line.classList.add("failed");
      line.append(LOST);
    }
    one("#upload-files").focus();
  });
})();
