// Sends a document to the server, on the chat and on the documents page: how far it is, then how
// well it was read.

const KEY = "oap.key";

/** Keep what is typed into a field as the API key of this tab, and show the one that is kept. */
export const connectKey = (field) => {
  if (!field) return;
  field.value = sessionStorage.getItem(KEY) ?? "";
  field.addEventListener("input", () => sessionStorage.setItem(KEY, field.value.trim()));
};

/** Return the headers of a request to the API: the key, where there is one, and the language. */
export const headers = () => {
  const key = sessionStorage.getItem(KEY);
  return { "Accept-Language": document.documentElement.lang, ...(key ? { Authorization: `Bearer ${key}` } : {}) };
};

/** Return a sentence on why the API refused something. */
export const reason = (status, detail, say) => (status === 401 ? say("key_wrong") : detail || say("upload_failed"));

const element = (name, words = "", properties = {}) =>
  Object.assign(document.createElement(name), { textContent: words }, properties);

const send = (file, tell) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/api/documents");
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
  request.addEventListener("load", () => {
    let body = {};
    try { body = JSON.parse(request.responseText); } catch { /* no JSON: an error without words */ }
    resolve({ status: request.status, body });
  });
  request.addEventListener("error", () => resolve({ status: 0, body: {} }));
  const form = new FormData();
  form.append("file", file);
  request.send(form);
});

const reportOf = async (id) => {
  const response = await fetch(`/library/${encodeURIComponent(id)}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return document.adoptNode(page.querySelector("#report article"));
};

/**
 * Take in a file and tell about it in `list`; `say` gives the words, `maxMb` the largest size.
 * Returns the documents that were taken in, none where that failed.
 */
export const take = async (file, { list, say, maxMb }) => {
  const line = element("div", "", { className: "taken" });
  const bar = element("progress", "", { max: 100, value: 0, ariaLabel: file.name });
  const state = element("span", say("upload_sending", { share: 0 }));
  const head = element("p");
  head.append(element("b", file.name), " ", bar, " ", state);
  line.append(head);
  list.prepend(line);
  line.scrollIntoView({ block: "nearest" });
  const fail = (words) => {
    bar.remove();
    state.textContent = words;
    line.classList.add("failed");
    return [];
  };
  if (file.size > maxMb * 1e6) return fail(say("upload_too_large", { size: maxMb }));
  const { status, body } = await send(file, (share) => {
    const percent = Math.floor(share * 100);
    bar.value = percent;
    state.textContent = say("upload_sending", { share: percent });
    if (share >= 1) { bar.removeAttribute("value"); state.textContent = say("upload_reading"); }
  });
  if (!status) return fail(say("upload_lost"));
  if (status >= 300) return fail(reason(status, body.detail, say));
  bar.remove();
  const documents = body.documents ?? [body];
  state.textContent = documents.length === 1 ? say(`upload_${documents[0].outcome}`) : say("upload_several", { n: documents.length });
  for (const refused of body.refused ?? []) line.append(element("p", refused));
  for (const taken of documents) line.append(await reportOf(taken.id).catch(() => ""));
  line.scrollIntoView({ block: "nearest" });
  return documents;
};
