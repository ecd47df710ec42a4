// Which documents to answer from, and adding one.
import { connectKey, take } from "../upload.js";
import { byId, config, make, say } from "./page.js";

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

const takeAll = async (files) => {
  byId("shelf").open = true;
  for (const file of files) {
    for (const taken of await take(file, { list: byId("uploads"), say, maxMb: config.max_mb })) {
      if (boxes().some((box) => box.value === taken.id)) continue;
      config.documents.push({ id: taken.id, title: taken.title });
      addBox(taken);
    }
    count();
  }
};

/** Fill the shelf, and take in what is chosen or dropped on the page. */
export const connectShelf = (changed) => {
  config.documents.forEach(addBox);
  count();
  connectKey(byId("api-key"));
  byId("picked").addEventListener("change", () => { count(); changed(); });
  byId("pick-all").addEventListener("click", () => { pick([]); changed(); });
  const file = byId("file");
  file.addEventListener("change", () => {
    takeAll([...file.files]);
    file.value = "";
  });
  const form = byId("ask");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("drop", kind === "dragover");
      if (kind === "drop") takeAll([...event.dataTransfer.files]);
    });
  }
};
