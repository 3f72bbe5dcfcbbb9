// What happens, as it happens: server-sent events read by `fetch`, as an `EventSource` cannot carry a
// token. A connection that ends is made anew, and goes on behind the last event that was seen.
import { headers } from "./api.js";

const address = "/__mock/v1/events";
const listeners = new Set();
let lastID = null;
let wait = 500;
/** `connecting`, `live` or `lost`. */
export let connection = "connecting";

/** Calls for each event: `{ type, id, data }`; type `gap` means that some were missed. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(event) {
  for (const listener of [...listeners]) listener(event);
}

function become(state) {
  if (connection === state) return;
  connection = state;
  tell({ type: "connection", data: state });
}

/** Reads for as long as the page is there. */
export async function follow(whenTokenIsWanted) {
  for (let isFirst = true; ; isFirst = false) {
    try {
      const more = { Accept: "text/event-stream" };
      if (lastID !== null) more["Last-Event-ID"] = lastID;
      const answer = await fetch(address, { headers: headers(more), cache: "no-store" });
      if (answer.status === 401) {
        await whenTokenIsWanted();
        continue;
      }
      if (answer.status === 410) lastID = null;
      if (!answer.ok) throw new Error(`events: ${answer.status}`);
      // Without a place to go on from, what came in between is unknown.
      if (!isFirst && lastID === null) tell({ type: "gap" });
      become("live");
      wait = 500;
      await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } catch { /* made anew below */ }
    become("lost");
    await new Promise((done) => setTimeout(done, wait));
    wait = Math.min(wait * 2, 10_000);
  }
}

async function read(reader) {
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) take(block);
  }
}

function take(block) {
  let type = "message";
  let data = "";
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = line.match(/^(\w*): ?(.*)$/s) ?? [];
    if (name === "event") type = value;
    else if (name === "data") data += (data && "\n") + value;
    else if (name === "id") lastID = value;
  }
  if (data) tell({ type, data: JSON.parse(data) });
}
