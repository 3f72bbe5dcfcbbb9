// A multimedia message: its frames, one after the other for their seconds.
import { fill, h } from "./dom.js";
import { t } from "./language.js";
import { decode, fromBase64 } from "./texts.js";

const types = { gif: "image/gif", jpg: "image/jpeg" };

export function frames(all) {
  if (!all?.length) return h("p", { class: "faint" }, t("mms.none"));
  let at = 0;
  let timer = 0;
  const screen = h("div", { class: "screen" });
  const position = h("span", { class: "faint" });
  const play = h("button", { onclick: () => (timer ? stop() : start()) }, t("mms.play"));
  const dots = all.map((_, index) => h("button", {
    class: "dot", "aria-label": t("mms.frame", { number: index + 1, count: all.length }), onclick: () => {
      stop();
      show(index);
    },
  }));

  function show(index) {
    at = index;
    fill(screen, all[at].parts.map(part));
    dots.forEach((dot, place) => dot.setAttribute("aria-current", String(place === at)));
    position.textContent = t("mms.position", { number: at + 1, count: all.length, seconds: all[at].seconds });
  }

  function start() {
    if (at === all.length - 1) show(0);
    play.textContent = t("mms.stop");
    step();
  }

  function step() {
    timer = setTimeout(() => {
      // A pane that has gone plays no further.
      if (!screen.isConnected || at === all.length - 1) return stop();
      show(at + 1);
      step();
    }, Math.max(all[at].seconds, 0.2) * 1000);
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    play.textContent = t("mms.play");
  }

  show(0);
  return h("div", { class: "mms" }, screen, h("div", { class: "player" }, all.length > 1 && [play, ...dots], position));
}

function part({ type, data }) {
  const bytes = fromBase64(data);
  if (types[type]) {
    const picture = h("img", { alt: t("mms.picture", { type, bytes: bytes.length }), src: `data:${types[type]};base64,${data}` });
    picture.addEventListener("error", () => picture.replaceWith(
      h("p", { class: "broken" }, t("mms.broken", { type, bytes: bytes.length }))));
    return picture;
  }
  // The document's texts are GB2312, whatever else they could be read as.
  return h("p", {}, type === "txt" ? new TextDecoder("gb18030").decode(bytes) : decode(bytes).text);
}
