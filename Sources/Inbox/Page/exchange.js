// A request of the journal: the bytes that came and the bytes that went, what does not show shown.
import { copy, h } from "./dom.js";
import { t } from "./language.js";
import { decode, fromBase64, visible } from "./texts.js";

/** A block of raw bytes. */
export function raw(title, bytes) {
  const { text, name } = typeof bytes === "string" ? { text: bytes, name: "utf-8" } : decode(bytes);
  const size = typeof bytes === "string" ? new TextEncoder().encode(bytes).length : bytes.length;
  return h("figure", { class: "raw" },
    h("figcaption", {}, h("span", {}, title), h("span", { class: "faint" }, t("bytes", { count: size, charset: name })),
      h("button", { class: "plain", onclick: () => copy(text) }, t("copy"))),
    h("pre", { tabindex: "0", "aria-label": title }, visible(text).map(({ text: plain, mark, newline }) =>
      mark ? [h("span", { class: "mark" }, mark), newline && "\n"] : plain)));
}

export function findings(list) {
  return list.map((finding) => h("div", { class: `finding ${finding.severity === "error" ? "bad" : "wait"}` },
    h("b", {}, t(`severity.${finding.severity}`)), h("span", { class: "stat" }, finding.rule),
    finding.section && finding.section !== "-" && h("span", { class: "faint" }, finding.section),
    h("p", {}, finding.seen), h("p", { class: "faint" }, finding.advice)));
}

const bytesOf = (part) => (part == null ? null : part.base64 != null ? fromBase64(part.base64) : typeof part === "string" ? part : null);

/** What is known of one request. */
export function exchange(record) {
  const sent = bytesOf(record.raw_request ?? record.request);
  const answered = bytesOf(record.raw_answer ?? record.answer);
  return [
    record.findings?.length > 0 && findings(record.findings),
    sent != null && raw(t("raw.request"), sent),
    answered != null ? raw(t("raw.answer"), answered) : h("p", { class: "faint" }, t("raw.none")),
  ];
}
