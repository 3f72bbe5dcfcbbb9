// A request of the journal: the bytes that came and the bytes that went, what does not show shown.
import { get } from "./api.js";
import { h } from "./dom.js";
import { t } from "./language.js";
import { copier, pill } from "./parts.js";
import { decode, fromBase64, visible } from "./texts.js";

/** A block of raw bytes. */
export function raw(title, bytes) {
  const { text, name } = decode(bytes);
  return h("figure", { class: "raw" },
    h("figcaption", {}, h("span", {}, title), h("span", { class: "faint" }, t("bytes", { count: bytes.length, charset: name })),
      copier(text, { class: "plain" })),
    h("pre", { tabindex: "0", "aria-label": title }, visible(text).map(({ text: plain, mark, newline }) =>
      mark ? [h("span", { class: "mark" }, mark), newline && "\n"] : plain)));
}

export const severity = (name) => pill(name === "error" ? "bad" : "wait", t(`severity.${name}`));

export function findings(list) {
  return list.map((finding) => h("div", { class: `finding ${finding.severity === "error" ? "bad" : "wait"}` },
    severity(finding.severity), h("span", { class: "stat" }, finding.rule),
    finding.section && finding.section !== "-" && h("span", { class: "faint" }, finding.section),
    h("p", {}, finding.seen), h("p", { class: "faint" }, finding.advice)));
}

/** A request's record, with what was found wrong with it. */
export async function readRequest(number, signal) {
  const record = await get(`requests/${number}`, {}, signal);
  if (!record.findings) {
    // The bytes are worth showing whatever comes of this.
    const { items } = await get("lint", { limit: 1000 }, signal).catch(() => ({ items: [] }));
    record.findings = items.flatMap(({ examples }) => examples).filter(({ request }) => request === record.number);
  }
  return record;
}

/** What came and what went. */
export function exchange({ request, answer, findings: found }) {
  return [
    found.length > 0 && findings(found),
    raw(t("raw.request"), fromBase64(request.base64)),
    answer ? raw(t("raw.answer"), fromBase64(answer.base64)) : h("p", { class: "faint" }, t("raw.none")),
  ];
}
