// What the pages do beyond links and forms: sheets in a dialog, folded filters, one actor's lines.
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
    close.textContent = document.body.dataset.close;
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(close, document.adoptNode(sheet));
    dialog.showModal();
    dialog.scrollTop = 0;
  } catch {
    location.assign(url);
  }
};

const connectSheets = () => {
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
};

// In the network, the lines of the actor that is pointed at.
const connectNetwork = (network) => {
  const show = (event) => {
    const node = event.target.closest("[data-node]");
    network.classList.toggle("focused", Boolean(node));
    for (const path of network.querySelectorAll("path")) {
      const joined = node && [path.dataset.one, path.dataset.other].includes(node.dataset.node);
      path.classList.toggle("on", Boolean(joined));
    }
  };
  for (const kind of ["pointerover", "focusin", "focusout"]) network.addEventListener(kind, show);
  const box = network.parentElement;
  box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
};

// On a narrow page the filters are folded, so that the actions come first.
const foldFilters = (filters) => {
  const narrow = matchMedia("(max-width: 40rem)");
  const fold = () => { filters.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
};

// scrollIntoView would move the place from which the Tab key goes on
const showView = () => {
  const here = one(".views [aria-current]");
  const bar = here?.closest(".views");
  if (bar) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
};

if (dialog) connectSheets();
showView();
const network = one("svg.network");
if (network) connectNetwork(network);
const filters = one("#filters");
if (filters) foldFilters(filters);
