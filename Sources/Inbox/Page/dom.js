// Elements from plain values. Texts become text nodes and nothing else: what a client sent is shown,
// never read as markup.

/** An element: `h("p", { class: "note", onclick: f }, "text", child)`. Nullish and false are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || (name in element && typeof value !== "string")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child != null && child !== false) element.append(child);
  }
}

/** Puts children in place of what an element held. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** Sets a text only where it differs, so that nothing is laid out anew. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export const $ = (id) => document.getElementById(id);

// Of some presses the end is never told, as of a scrollbar's or a select's, so none counts for longer than a click.
const longestClick = 2000;
let pressed = -longestClick;
addEventListener("pointerdown", ({ target }) => {
  if (!target.closest?.("select")) pressed = performance.now();
}, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = -longestClick), true);

/** Waits while something is pressed: replaced before it is let go, a button would hear of no click. */
export async function released() {
  while (performance.now() - pressed < longestClick) await new Promise((done) => setTimeout(done, 30));
}

/** Calls at most once in so many milliseconds, the last time after the last wish. */
export function calm(milliseconds, body) {
  let timer = 0;
  let last = 0;
  const run = () => {
    timer = 0;
    last = performance.now();
    body();
  };
  const wish = () => {
    timer ||= setTimeout(run, Math.max(0, last + milliseconds - performance.now()));
  };
  wish.cancel = () => {
    clearTimeout(timer);
    timer = 0;
  };
  return wish;
}

/** Tells assistive technology, politely. */
export function announce(text) {
  $("announce").textContent = text;
}

let toastTimer = 0;
/** Tells everybody, for a few seconds. */
export function toast(text, isBad = false) {
  const box = $("toast");
  fill(box, h("p", { class: isBad ? "bad" : "good" }, text));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.replaceChildren(), isBad ? 9000 : 3000);
}

/** Puts a text on the clipboard; also where a page without TLS may not. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "unseen", value: text });
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus();
  }
}
