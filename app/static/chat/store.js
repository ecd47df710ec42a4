// The chats of this browser: kept in its own storage, so that a reload loses nothing.

const KEY = "oap.chats";
const CURRENT = "oap.chat";
const MOST = 50;

const read = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
};

// Where the browser's storage is full, the oldest chats go; where there is none, nothing is kept.
const write = (chats) => {
  for (let kept = chats.slice(0, MOST); kept.length; kept = kept.slice(0, -1)) {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      return;
    } catch { /* try again with one chat less */ }
  }
  try { localStorage.removeItem(KEY); } catch { /* no storage */ }
};

/** Return all chats, the last one used first. */
export const chats = () => read();

/** Return a new, empty chat, which is stored with its first question. */
export const newChat = () => {
  remember("");
  return { id: `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`, exchanges: [], documents: [] };
};

/** Return the chat that this tab showed last, or null. */
export const currentChat = () => {
  const id = sessionStorage.getItem(CURRENT);
  return read().find((chat) => chat.id === id) ?? null;
};

/** Store a chat; it becomes the one of this tab. */
export const keep = (chat) => {
  if (!chat.exchanges.length) return;
  remember(chat.id);
  write([chat, ...read().filter((other) => other.id !== chat.id)]);
};

/** Delete a chat. */
export const forget = (id) => write(read().filter((chat) => chat.id !== id));

const remember = (id) => { try { sessionStorage.setItem(CURRENT, id); } catch { /* no storage */ } };
