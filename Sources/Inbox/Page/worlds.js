// The worlds' clocks as the page knows them: read once, carried on by the page's own, and read again
// when one was moved.
import { get } from "./api.js";

const clocks = new Map();
let show = () => {};
/** Calls whenever a clock is another than it was. */
export const whenClocksChange = (body) => (show = body);

/** A time as the API writes it, in milliseconds; only differences mean something. */
export const moment = (text) => Date.parse(`${text.replace(" ", "T")}Z`);
export const timeText = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");

export async function readClocks() {
  const { items } = await get("clock", { limit: 1000 });
  clocks.clear();
  for (const { scenario, time, running } of items) put(scenario, time, running);
  show();
}

export function setClock(scenario, time, running) {
  put(scenario, time, running);
  show();
}

function put(scenario, time, running) {
  clocks.set(scenario, { time: moment(time), running, read: performance.now() });
}

export const worldNames = () => [...clocks.keys()];
export const isRunning = (scenario) => clocks.get(scenario)?.running ?? true;

/** The time in a world; an unknown one's is the machine's. */
export function now(scenario) {
  const clock = clocks.get(scenario);
  if (!clock) return Date.now();
  return clock.running ? clock.time + performance.now() - clock.read : clock.time;
}

/** The hour where it is today's in its world, else the date too. */
export function shortTime(text, scenario) {
  return text.slice(0, 10) === timeText(now(scenario)).slice(0, 10) ? text.slice(11) : text.slice(5, 16);
}

/** A message's state by now: what it waited for may have come since it was read. */
export function stateNow(message) {
  const time = now(message.scenario);
  let { state } = message;
  if (state === "scheduled" && moment(message.at) <= time) state = message.report ? "pending" : "no_report";
  if (state === "pending" && message.report && moment(message.report.due) <= time) state = "due";
  return state;
}

/** `good`, `bad`, `wait`, `due` or `mute`: what a state's colour says beside its word. */
export function tone(state, stat) {
  if (state === "refused" || state === "failed") return "bad";
  if (state === "pending" || state === "scheduled") return "wait";
  if (state === "due") return "due";
  if (state === "no_report") return "mute";
  return isDelivered(stat) ? "good" : "bad";
}

export const isDelivered = (stat) => stat === "DELIVRD";
