// The chat: asks, shows, keeps; each part of the page has a module of its own.
import { announce, banner, byId, config, make, say } from "./page.js";
import { Lost, Refused, ask, reachable } from "./net.js";
import { makeExchange, update } from "./exchange.js";
import { connectMenus } from "./menus.js";
import { connectPanel, hide } from "./panel.js";
import { connectSaving } from "./saving.js";
import { watchReadiness } from "./readiness.js";
import { connectShelf, pick, picked } from "./shelf.js";
import { chats, currentChat, forget, keep, newChat } from "./store.js";

const MOST_TURNS = 6;
const box = byId("question");
const log = byId("log");
const scroller = byId("scroller");
let chat = currentChat() ?? newChat();
let asking = null;

const escaped = (words) => make("p", {}, words).innerHTML;
const notice = (words) => `<div class="answer notice"><p role="alert">${escaped(words)}</p></div>`;
const pending = () => `<div class="answer pending"><p>${escaped(say("pending"))}</p></div>`;

const history = (before) => before.filter(({ answer }) => answer).slice(-MOST_TURNS)
  .flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: answer.answer },
  ]);

// The room below the last question: it can go to the top, and nothing moves while it is answered.
const toTop = (element) => {
  for (const other of log.children) other.style.minHeight = "";
  element.style.minHeight = `${scroller.clientHeight - 2}px`;
  scroller.scrollTop = element.offsetTop - scroller.offsetTop;
};

const busy = (on) => {
  byId("send").hidden = on;
  byId("stop").hidden = !on;
};

const frame = () => {
  byId("start").hidden = chat.exchanges.length > 0;
  byId("save").hidden = !chat.exchanges.some(({ answer }) => answer);
};

/** Ask a question at a place of the chat; what stood there and after it goes. */
const put = async (question, { at = chat.exchanges.length, documents = picked(), kind = "" } = {}) => {
  asking?.abort();
  hide();
  const exchange = { question, documents, kind, html: pending(), busy: true };
  while (log.children.length > at) log.lastChild.remove();
  chat.exchanges.splice(at, Infinity, exchange);
  chat.documents = picked();
  const element = makeExchange(exchange, act);
  log.append(element);
  frame();
  toTop(element);
  await answer(exchange, element, chat);
};

const answer = async (exchange, element, owner) => {
  const control = new AbortController();
  asking = control;
  busy(true);
  const before = owner.exchanges.slice(0, owner.exchanges.indexOf(exchange));
  const asked = {
    question: exchange.question, history: history(before),
    documents: exchange.documents, kind: exchange.kind || null,
  };
  const show = ({ html, citations }) => {
    Object.assign(exchange, { html, citations });
    update(element, exchange);
  };
  try {
    const last = await untilReached(() => ask(asked, show, control.signal), show, control.signal);
    exchange.answer = last.answer ?? undefined;
    if (last.answer) announce(say("answered_now"));
  } catch (error) {
    const told = exchange.html !== pending() && !exchange.html.includes("notice");
    if (error.name === "AbortError") show({ html: told ? exchange.html + notice(say("stopped_midway")) : notice(say("stopped")) });
    else show({ html: notice(error instanceof Refused ? error.message : say("unexpected")) });
  }
  exchange.busy = false;
  if (exchange.answer) delete exchange.citations;
  update(element, exchange);
  keep(owner);
  frame();
  if (asking === control) { asking = null; busy(false); }
};

/** Try until the server is there: a lost connection is said, and recovered from. */
const untilReached = async (attempt, show, signal) => {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      show({ html: notice(say("connection_lost")) });
      banner(say("connection_lost"));
      await reachable(signal).finally(() => banner());
      banner(say("connection_back"));
      setTimeout(() => banner(), 2500);
      show({ html: pending() });
    }
  }
};

const act = (name, exchange, element, given) => {
  const at = chat.exchanges.indexOf(exchange);
  if (name === "ask") put(given);
  else if (name === "retry") put(exchange.question, { at, documents: exchange.documents, kind: exchange.kind });
  else if (name === "correct") put(exchange.question, { at, ...given });
  else if (name === "keep") keep(chat);
  else if (name === "edit") edit(exchange, at);
};

let edited = null;
const edit = (exchange, at) => {
  edited = at;
  box.value = exchange.question;
  grow();
  box.focus();
};

const submit = () => {
  const question = box.value.trim();
  if (!question) return;
  if (question.length > config.most) return banner(say("too_long", { most: config.most }));
  box.value = "";
  grow();
  put(question, { at: edited ?? chat.exchanges.length });
  edited = null;
};

// Browsers that size a text box by its content need no help.
const grow = () => {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
};

const open = (other) => {
  asking?.abort();
  hide();
  chat = other;
  edited = null;
  pick(chat.documents);
  for (const exchange of chat.exchanges) {
    if (exchange.busy) Object.assign(exchange, { busy: false, html: notice(say("stopped")) });
  }
  log.replaceChildren(...chat.exchanges.map((exchange) => makeExchange(exchange, act)));
  frame();
  if (log.lastChild) toTop(log.lastChild);
  box.focus();
};

const listChats = () => {
  const all = chats();
  byId("chat-note").textContent = say(all.length ? "chats_note" : "no_chats");
  byId("chat-list").replaceChildren(...all.map((other) => {
    const title = other.exchanges[0].question;
    const show = make("button", { type: "button", className: "open", title }, title);
    if (other.id === chat.id) show.setAttribute("aria-current", "true");
    show.addEventListener("click", () => { byId("chats").open = false; open(other); });
    const drop = make("button", { type: "button", className: "delete", "aria-label": `${say("delete_chat")}: ${title}` }, "✕");
    drop.addEventListener("click", (event) => {
      event.stopPropagation();
      forget(other.id);
      if (other.id === chat.id) open(newChat());
      listChats();
    });
    return make("li", {}, show, drop);
  }));
};

const connect = () => {
  byId("ask").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    else if (event.key === "Escape" && edited !== null) { edited = null; box.value = ""; grow(); }
  });
  box.addEventListener("input", grow);
  byId("stop").addEventListener("click", () => { asking?.abort(); box.focus(); });
  byId("new-chat").addEventListener("click", () => open(newChat()));
  byId("chats").addEventListener("toggle", listChats);
  byId("start").addEventListener("click", (event) => {
    const example = event.target.closest("[data-ask]");
    if (example) { put(example.dataset.ask); box.focus(); }
  });
  window.addEventListener("offline", () => banner(say("connection_lost")));
  window.addEventListener("online", () => banner());
};

// A link that shares an answer asks its question; a reload then shows the chat, not asks again.
const start = () => {
  connect();
  connectMenus();
  connectPanel();
  connectSaving(() => chat);
  connectShelf(() => { chat.documents = picked(); keep(chat); });
  watchReadiness();
  const shared = new URLSearchParams(location.search);
  const question = shared.get("q")?.trim().slice(0, config.most);
  const documents = (shared.get("documents") ?? "").split(",").filter(Boolean);
  if (!question && !documents.length) return open(chat);
  window.history.replaceState(null, "", "/");
  open(newChat());
  pick(documents);
  if (question) put(question, { documents, kind: shared.get("kind") ?? "" });
};

start();
