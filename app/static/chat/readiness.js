// Right after the server has started its model still loads: what can be asked meanwhile is said.
import { byId, say } from "./page.js";

const PAUSE_MS = 700;
const TROUBLE_PAUSE_MS = 10_000;

/** Say what happens while the server gets ready, until it is. */
export const watchReadiness = async () => {
  const line = byId("readiness");
  for (;;) {
    const found = await fetch("/chat/ready", { cache: "no-store" }).then((r) => r.json()).catch(() => ({}));
    if (found.ready) break;
    line.textContent = found.trouble || say("getting_ready");
    line.hidden = false;
    await new Promise((go) => { setTimeout(go, found.trouble ? TROUBLE_PAUSE_MS : PAUSE_MS); });
  }
  line.hidden = true;
};
