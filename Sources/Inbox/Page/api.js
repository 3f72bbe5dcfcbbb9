// The control API: one function a kind of call, and the token that it may want.
import { t } from "./language.js";

const root = "/__mock/v1/";
/** What a header may carry; a browser sends nothing else. */
const sendable = (text) => (/^[ -~]+$/.test(text ?? "") ? text : null);
let token = null;
try { token = sendable(sessionStorage.getItem("token")); } catch { /* none is kept */ }
let asked = null;

/** What the API refused, with its words: `status`, `message`, and `problems` where it lists them. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body?.detail ?? t("error.status", { status }));
    this.status = status;
    this.problems = body?.problems;
  }
}

export function setToken(value) {
  token = sendable(value);
  try { sessionStorage.setItem("token", value); } catch { /* for this page only */ }
}

/** The way to ask for the token, which the shell hands in. */
export function whenTokenIsWanted(ask) {
  asked = ask;
}

/** A `fetch` with the token. Where that is refused, the user is asked for another and it comes again. */
export async function fetchAllowed(address, { headers, ...options }) {
  for (;;) {
    const used = token;
    const answer = await fetch(address, { ...options, headers: used ? { ...headers, Authorization: `Bearer ${used}` } : headers })
      .catch((problem) => {
        throw problem.name === "TypeError" ? new Error(t("error.silent")) : problem;
      });
    if (answer.status !== 401 || !asked) return answer;
    // Another may have been given since it was sent.
    if (token === used) await asked(Boolean(used));
  }
}

export async function call(method, path, { query, body, signal } = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value != null && value !== "") parameters.set(name, value);
  }
  const address = root + path + (parameters.size ? `?${parameters}` : "");
  const isText = typeof body === "string";
  const answer = await fetchAllowed(address, {
    method,
    signal,
    headers: body == null ? {} : { "Content-Type": isText ? "application/yaml" : "application/json" },
    body: body == null || isText ? body : JSON.stringify(body),
  });
  const isJSON = answer.headers.get("Content-Type")?.includes("json");
  const value = isJSON ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Refusal(answer.status, isJSON ? value : null);
  return value;
}

export const get = (path, query, signal) => call("GET", path, { query, signal });
export const post = (path, body, query) => call("POST", path, { body: body ?? {}, query });
export const segment = encodeURIComponent;
