// Which documents to answer from, and adding one.
import { announce, banner, byId, config, make, say } from "./page.js";
import { Lost, Refused, send } from "./net.js";

const boxes = () => [...document.querySelectorAll("#picked input")];

/** Return the ids of the documents picked; none where all are, or where none is. */
export const picked = () => {
  const chosen = boxes().filter((box) => box.checked).map((box) => box.value);
  return chosen.length < boxes().length ? chosen : [];
};

/** Pick documents; none stands for all. */
export const pick = (ids) => {
  for (const box of boxes()) box.checked = !ids?.length || ids.includes(box.value);
  count();
};

const count = () => {
  const chosen = picked().length;
  const all = boxes().length;
  byId("shelf-summary").textContent = chosen
    ? say("documents_some", { n: chosen, all }) : say("documents_all", { n: all });
};

const addBox = ({ id, title }) => {
  const box = make("input", { type: "checkbox", value: id, checked: true });
  byId("picked").append(make("label", {}, box, title));
};

const upload = async (file) => {
  banner(say("upload_busy", { name: file.name }));
  const body = new FormData();
  body.append("file", file);
  try {
    const taken = await (await send("/api/documents", { method: "POST", body })).json();
    const known = boxes().some((box) => box.value === taken.id);
    if (!known) {
      config.documents.push({ id: taken.id, title: taken.title });
      addBox(taken);
      count();
    }
    const coverage = `${Math.floor(taken.report.coverage * 100)} %`;
    banner(taken.outcome === "unchanged" ? say("upload_known", taken) : say("upload_done", { ...taken, coverage }));
  } catch (error) {
    if (error instanceof Refused) banner(error.message);
    else if (error instanceof Lost) banner(say("connection_lost"));
    else throw error;
  }
  announce(byId("banner").textContent);
};

/** Fill the shelf, and take in what is chosen or dropped on the page. */
export const connectShelf = (changed) => {
  config.documents.forEach(addBox);
  count();
  byId("picked").addEventListener("change", () => { count(); changed(); });
  byId("pick-all").addEventListener("click", () => { pick([]); changed(); });
  const file = byId("file");
  file.addEventListener("change", () => {
    if (file.files[0]) upload(file.files[0]);
    file.value = "";
    byId("shelf").open = false;
  });
  const form = byId("ask");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("drop", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files[0]) upload(event.dataTransfer.files[0]);
    });
  }
};
