// What several views are put together from.
import { post } from "./api.js";
import { copy, h, toast } from "./dom.js";
import { t } from "./language.js";

/** A state as a coloured word. */
export const pill = (tone, text) => h("span", { class: `state ${tone}` }, text);

/** Names and values, `[["account", "922011"]]`, those that have one. */
export const facts = (rows) => h("dl", { class: "facts" }, rows.filter(([, value]) => value != null && value !== "").map(([name, value]) =>
  h("div", {}, h("dt", {}, t(`field.${name}`)), h("dd", {}, String(value)))));

export const section = (title, ...content) => h("section", {}, h("h3", {}, t(title)), content);

/** Where a pane covers the list: the way back to it. */
export const backBar = (back) => h("div", { class: "bar only-small" }, h("button", { class: "plain", onclick: back }, "‹ ", t("back")));

/** A button that copies a text and says so. */
export const copier = (text, attributes) => h("button", { ...attributes, onclick: ({ target }) => {
  copy(text);
  target.textContent = t("copied");
  setTimeout(() => (target.textContent = t("copy")), 1500);
} }, t("copy"));

/**
 * Answers may overtake each other. `const turn = turns()` once, `const isCurrent = turn()` before asking;
 * then `isCurrent()` is false where the answer to a later question has been shown.
 */
export function turns() {
  let [asked, shown] = [0, 0];
  return () => {
    const own = ++asked;
    return () => own >= shown && Boolean((shown = own));
  };
}

/** A button that sends a push once more; `done` follows. */
export const pushAgain = (id, done) => h("button", { "data-keep": "push", title: t("push.again.title"), onclick: async ({ target }) => {
  target.disabled = true;
  const isWanted = await attempt(() => post(`pushes/${id}/again`));
  target.disabled = false;
  if (!isWanted) return;
  toast(t("push.again.done", { id }));
  done();
} }, t("push.again"));

/** Does something and shows what the API says against it; null then. */
export async function attempt(body) {
  try {
    return await body();
  } catch (problem) {
    if (problem.name !== "AbortError") toast(problem.message, true);
    return null;
  }
}
