// What happens, as it happens: server-sent events read by `fetch`, as an `EventSource` cannot carry a
// token. A connection that ends is made anew, and goes on behind the last event that was seen.
import { fetchAllowed } from "./api.js";

// Of more than anybody could follow the server tells but how much it was, once a second, so that neither
// has work with each message: the type `gap`, as for what was missed.
const address = "/__mock/v1/events?per_second=100&type=";
const usual = "submission,reports_taken,replies_taken,report,reply,push,pushes_released,push_again,scenario,clock,account";
// Between two looks at the stream, in milliseconds.
const pause = 100;
const listeners = new Set();
let types = usual;
let reading = null;
let lastID = null;
let wait = 500;
/** `connecting`, `live` or `lost`. */
export let connection = "connecting";

/** Calls for each event: `{ type, data }`; type `gap` means that some were missed. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(event) {
  for (const listener of [...listeners]) listener(event);
}

/** Hears of every request, too, or no more. */
export function hearRequests(wanted) {
  const now = wanted ? `${usual},request` : usual;
  if (now === types) return;
  types = now;
  reading?.abort();
}

function become(state) {
  if (connection === state) return;
  connection = state;
  tell({ type: "connection", data: state });
}

// A page that nobody sees hears nothing; what it missed, it is told when it is seen again.
document.addEventListener("visibilitychange", () => document.hidden && reading?.abort());

async function toBeSeen() {
  while (document.hidden) await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
}

/** Reads for as long as the page is there. */
export async function follow() {
  for (;;) {
    await toBeSeen();
    reading = new AbortController();
    try {
      const headers = { Accept: "text/event-stream" };
      if (lastID !== null) headers["Last-Event-ID"] = lastID;
      const answer = await fetchAllowed(address + types, { headers, cache: "no-store", signal: reading.signal });
      if (!answer.ok) throw new Error(`events: ${answer.status}`);
      become("live");
      wait = 500;
      await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } catch { /* made anew below */ }
    if (reading.signal.aborted) continue;
    become("lost");
    await sleep(wait);
    wait = Math.min(wait * 2, 10_000);
  }
}

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function read(reader) {
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) take(block);
    await sleep(pause);
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
  // Most are not looked into, so they are taken apart only for who does.
  if (data) tell({ type, get data() { return JSON.parse(data); } });
}
