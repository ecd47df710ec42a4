// What every part of the page uses: its words, its elements, and how new ones are made.

/** What the server wrote into the page: words in the reader's language, documents, kinds. */
export const config = JSON.parse(document.getElementById("config").textContent);

/** Return the element with an id. */
export const byId = (id) => document.getElementById(id);

/** Return the words of a key, {braces} filled in. */
export const say = (key, given = {}) =>
  (config.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);

/** Make an element with properties (`data-…` and `aria-…` as attributes) and children. */
export const make = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
};

/** Return the address of the source page with a citation's words marked, in the cited version. */
export const sourceUrl = ({ url, version, start, end }) => {
  const [path, fragment = ""] = url.split("#");
  const query = new URLSearchParams({ ...(version ? { version } : {}), start, end });
  return `${path.split("?")[0]}?${query}#${fragment}`;
};

/** Tell a screen reader something that can be seen on the page. */
export const announce = (words) => {
  const said = byId("said");
  said.textContent = "";
  setTimeout(() => { said.textContent = words; }, 50);
};

/** Show a line above the question box; none hides it. */
export const banner = (words = "") => {
  const line = byId("banner");
  line.textContent = words;
  line.hidden = !words;
};
