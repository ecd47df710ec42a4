// What is asked of the server, and what to do when it cannot be reached.

/** The server could not be reached, or it stopped in the middle. */
export class Lost extends Error {}

/** The server answered that something is wrong, in a sentence. */
export class Refused extends Error {}

/** Send something and return the response; throws Lost or Refused. */
export const send = async (path, options = {}) => {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Lost();
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.detail ?? response.statusText);
};

/** Send JSON; throws as `send` does. */
export const sendJson = (path, body, signal) => send(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
});

/** Ask a question; calls `onFrame` with each state of the answer and returns the last one. */
export const ask = async (asked, onFrame, signal) => {
  const response = await sendJson("/chat/ask", asked, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  let last = null;
  for (;;) {
    const { value, done } = await reader.read().catch((error) => {
      if (error.name === "AbortError") throw error;
      throw new Lost();
    });
    const lines = (waiting + (value ?? "")).split("\n");
    waiting = lines.pop();
    for (const line of lines) {
      last = JSON.parse(line);
      onFrame(last);
    }
    if (done) break;
  }
  if (!last?.answer && !last?.failed) throw new Lost();
  return last;
};

/** Wait until the server can be reached again. */
export const reachable = async (signal) => {
  for (let pause = 500; ; pause = Math.min(pause * 1.5, 5000)) {
    await new Promise((go, stop) => {
      setTimeout(go, pause);
      signal?.addEventListener("abort", () => stop(new DOMException("stopped", "AbortError")));
    });
    const found = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
    if (found?.ok) return;
  }
};
