// The documents page: files go up one after the other; each says how far it is and what was read.
import { connectKey, headers, reason, take } from "../upload.js";

const one = (selector) => document.querySelector(selector);
const words = JSON.parse(one("#words").textContent);
const say = (key, given = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);
const form = one("#upload");
const input = one("#upload-files");
const list = one("#uploads");

const refreshShelf = async () => {
  const page = new DOMParser().parseFromString(await (await fetch("/library")).text(), "text/html");
  one("#shelf").replaceWith(document.adoptNode(page.querySelector("#shelf")));
};

const takeAll = async (files) => {
  input.disabled = true;
  for (const file of files) await take(file, { list, say, maxMb: Number(form.dataset.maxMb) });
  input.disabled = false;
  form.reset();
  connectKey(one("#api-key"));
  await refreshShelf().catch(() => {});
};

const remove = async (id, title) => {
  const line = Object.assign(document.createElement("p"), { className: "taken" });
  const name = document.createElement("b");
  name.textContent = title;
  line.append(name, " ");
  list.prepend(line);
  try {
    const answer = await fetch(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE", headers: headers() });
    line.classList.toggle("failed", !answer.ok);
    line.append(answer.ok ? say("removed") : reason(answer.status, (await answer.json()).detail, say));
    await refreshShelf();
  } catch {
    line.classList.add("failed");
    line.append(say("upload_lost"));
  }
  input.focus();
};

connectKey(one("#api-key"));
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("change", () => takeAll([...input.files]));
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", name === "dragover");
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
removal.addEventListener("close", () => {
  if (removal.returnValue === "remove") remove(removal.dataset.id, one("#remove-what").textContent);
});
