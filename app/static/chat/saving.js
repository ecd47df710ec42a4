// The chat as a file: Markdown, Word or PDF, with its sources as footnotes.
import { banner, byId, say } from "./page.js";
import { Lost, Refused, sendJson } from "./net.js";

/** Let the menu save the chat that `current` returns. */
export const connectSaving = (current) => {
  byId("save").addEventListener("click", async (event) => {
    const form = event.target.dataset?.save;
    if (!form) return;
    byId("save").open = false;
    const exchanges = current().exchanges.filter(({ answer }) => answer);
    try {
      const body = {
        exchanges: exchanges.map(({ question, answer: { status, answer, citations } }) =>
          ({ question, answer: { status, answer, citations } })),
      };
      const file = await (await sendJson(`/chat/save/${form}`, body)).blob();
      download(file, `oap-chat.${form}`);
    } catch (error) {
      banner(error instanceof Refused ? error.message : say(error instanceof Lost ? "connection_lost" : "save_failed"));
    }
  });
};

const download = (file, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
