// One question and its answer on the page, and what can be done with them.
import { announce, config, make, say, sourceUrl } from "./page.js";
import { Lost, sendJson } from "./net.js";
import { cited } from "./panel.js";

/** Make the element of an exchange; `act(name, exchange, element, …)` does what needs the chat. */
export const makeExchange = (exchange, act) => {
  const question = make("h2", { className: "question" }, exchange.question);
  const reply = make("div", { className: "reply" });
  const acts = make("div", { className: "acts" });
  const element = make("article", { className: "exchange" }, question, reply, acts);
  element.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (pressed?.matches(".offer")) act("ask", exchange, element, pressed.textContent);
    else if (pressed?.matches(".understood")) toggleCorrection(pressed, exchange, element, act);
  });
  acts.append(...actsOf(exchange, element, act));
  update(element, exchange);
  return element;
};

/** Show an exchange as it is now. */
export const update = (element, exchange) => {
  const reply = element.querySelector(".reply");
  reply.innerHTML = exchange.html;
  cited.set(element, exchange.answer?.citations ?? exchange.citations ?? []);
  const acts = element.querySelector(".acts");
  for (const button of acts.children) {
    button.hidden = exchange.busy || (button.dataset.needs === "answer" && !exchange.answer);
    if (button.dataset.rating) button.setAttribute("aria-pressed", String(exchange.rating === button.dataset.rating));
  }
};

const actsOf = (exchange, element, act) => {
  const button = (key, press, properties = {}) => {
    const made = make("button", { type: "button", ...properties }, say(key));
    made.addEventListener("click", () => press(made));
    return made;
  };
  const needed = { "data-needs": "answer" };
  return [
    button("copy", (made) => copy(made, asText(exchange), "copied"), needed),
    button("link", (made) => copy(made, linkTo(exchange), "link_copied")),
    button("retry", () => act("retry", exchange, element)),
    button("edit", () => act("edit", exchange, element), { "aria-label": say("edit_question") }),
    ...["like", "dislike"].map((rating) =>
      button(rating, () => rate(rating, exchange, element, act),
        { ...needed, "data-rating": rating, "aria-pressed": "false" })),
  ];
};

const copy = async (button, words, done) => {
  const label = button.textContent;
  let said = say(done);
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    said = say("copy_failed");
  }
  announce(said);
  button.textContent = said;
  setTimeout(() => { button.textContent = label; }, 1500);
};

/** Return an answer as text with its sources below, each with its words and where they stand. */
const asText = ({ answer }) => {
  const sources = answer.citations.map((cited) => {
    const url = new URL(sourceUrl(cited), location.href);
    const marking = cited.marking ? ` (${cited.marking})` : "";
    return `[${cited.n}] ${cited.document_title}${marking}, ${cited.ref}: “${cited.quote}” ${url}`;
  });
  return [answer.answer, ...(sources.length ? [`${say("sources_heading")}\n${sources.join("\n")}`] : [])].join("\n\n");
};

/** Return the address that asks this question again, wherever it is opened. */
const linkTo = (exchange) => {
  const query = new URLSearchParams({ q: exchange.question });
  if (exchange.documents?.length) query.set("documents", exchange.documents.join(","));
  if (exchange.kind) query.set("kind", exchange.kind);
  return `${location.origin}/?${query}`;
};

const rate = async (rating, exchange, element, act) => {
  const again = exchange.rating === rating;
  element.querySelector(".comment")?.remove();
  if (again) return;
  if (!(await note(exchange, rating, ""))) return;
  exchange.rating = rating;
  update(element, exchange);
  act("keep", exchange, element);
  const form = commentForm(exchange, rating);
  element.append(form);
  form.scrollIntoView({ block: "nearest" });
};

const note = async (exchange, rating, comment) => {
  try {
    await sendJson("/chat/feedback", {
      rating, comment, question: exchange.question, answer: exchange.answer.answer,
      status: exchange.answer.status, documents: exchange.documents ?? [],
    });
    announce(say("feedback_thanks"));
    return true;
  } catch (error) {
    announce(error instanceof Lost ? say("connection_lost") : say("feedback_failed"));
    return false;
  }
};

const commentForm = (exchange, rating) => {
  const input = make("input", { type: "text", maxLength: 2000 });
  const send = make("button", { type: "submit" }, say("feedback_send"));
  const form = make("form", { className: "comment" }, make("label", {}, say("feedback_comment"), input), send);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const stored = !input.value.trim() || (await note(exchange, rating, input.value.trim()));
    form.replaceChildren(make("p", { className: "quiet" }, say(stored ? "feedback_thanks" : "feedback_failed")));
  });
  return form;
};

// The one quiet line opens into a small form: other documents, another kind of answer.
const toggleCorrection = (line, exchange, element, act) => {
  const open = element.querySelector(".correct");
  if (open) {
    open.remove();
    line.setAttribute("aria-expanded", "false");
    line.focus();
    return;
  }
  line.setAttribute("aria-expanded", "true");
  const form = correction(exchange);
  line.closest(".about").after(form);
  form.querySelector("input, select").focus();
  const close = () => toggleCorrection(line, exchange, element, act);
  form.querySelector("[type=button]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input:checked")].map((box) => box.value);
    const documents = chosen.length < config.documents.length ? chosen : [];
    act("correct", exchange, element, { documents, kind: form.elements.kind.value });
  });
};

const correction = (exchange) => {
  const query = exchange.answer?.query ?? { documents: [] };
  const wanted = new Set(query.documents.length ? query.documents : config.documents.map(({ id }) => id));
  const boxes = config.documents.map(({ id, title }) =>
    make("label", {}, make("input", { type: "checkbox", name: "documents", value: id, checked: wanted.has(id) }), title));
  const kinds = [["", say("kind_as_understood")], ...Object.entries(config.kinds)].map(([value, name]) =>
    make("option", { value, selected: value === (exchange.kind ?? "") }, name));
  return make("form", { className: "correct" },
    make("fieldset", {}, make("legend", {}, say("correct_documents")), ...boxes),
    make("label", {}, say("correct_kind"), make("select", { name: "kind" }, ...kinds)),
    make("div", { className: "row" },
      make("button", { type: "submit", className: "primary" }, say("correct_ask")),
      make("button", { type: "button" }, say("correct_cancel"))));
};
