// Coverage as a map: every documented outcome a tile, lit once this run has shown it to a client.
import { get, segment } from "./api.js";
import { calm, fill, h, toast } from "./dom.js";
import { has, n, t } from "./language.js";
import { address, adjust, route } from "./route.js";
import { pasted, sendLine } from "./welcome.js";

export class Coverage {
  constructor(root) {
    this.map = h("div", { class: "page map" });
    this.detail = h("section", { class: "pane", "aria-label": t("coverage.how") });
    this.split = h("div", { class: "split map-split" }, this.map, this.detail);
    fill(root, this.split);
    this.again = calm(1000, () => this.read());
    this.update(route());
  }

  update({ outcome, scenario }) {
    this.outcome = outcome ?? null;
    this.scenario = scenario;
    this.split.classList.toggle("open", this.outcome !== null);
    if (this.items) this.choose();
    else this.read();
  }

  async read() {
    try {
      const coverage = await get("coverage", { scenario: this.scenario });
      this.items = coverage.items;
      this.draw(coverage);
      this.choose();
    } catch (problem) {
      toast(problem.message, true);
    }
  }

  draw({ seen, total, percentage, dialects, items }) {
    const focused = document.activeElement?.dataset?.id;
    const scroll = this.map.scrollTop;
    fill(this.map, h("h1", {}, t("nav.coverage")),
      h("p", { class: "sum" }, h("b", {}, t("coverage.of", { seen: n(seen), total: n(total) })),
        h("progress", { max: total, value: seen, "aria-label": t("nav.coverage") }), h("span", { class: "faint" }, `${percentage} %`)),
      dialects.map(({ dialect, seen: own, total: all, pushes }) => h("section", {},
        h("h2", {}, dialect, " ", h("small", { class: "faint" }, t("coverage.of", { seen: n(own), total: n(all) }))),
        places(items.filter((item) => item.dialect === dialect)).map(([place, rows]) => h("div", { class: "places" },
          h("h3", {}, has(`place.${place}`) ? t(`place.${place}`) : place),
          h("div", { class: "tiles" }, rows.map((row) => h("button", {
            class: row.seen ? "tile lit" : "tile", "data-id": row.id, "aria-pressed": String(row.id === this.outcome),
            title: `${row.code} ${row.text}`, "aria-label": `${row.code} ${row.text}, ${t(row.seen ? "coverage.seen" : "coverage.unseen", { count: n(row.seen) })}`,
            onclick: () => adjust({ outcome: row.id }, this.outcome !== null),
          }, h("b", {}, row.code || "–"), h("span", {}, row.text), row.seen > 0 && h("small", {}, `✓ ${n(row.seen)}`)))))),
        pushes && h("p", { class: "faint" }, t("coverage.pushes"), " ", Object.entries(pushes).map(([name, count]) =>
          `${t(`fate.${name}`)} ${n(count)}`).join(" · ")))));
    this.map.scrollTop = scroll;
    if (focused) this.map.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  async choose() {
    for (const tile of this.map.querySelectorAll(".tile")) tile.ariaPressed = String(tile.dataset.id === this.outcome);
    const row = this.items?.find(({ id }) => id === this.outcome);
    if (!row) return fill(this.detail, h("p", { class: "empty" }, t("coverage.choose")));
    const rule = await ruleFor(row).catch(() => null);
    const line = rule && await sendLine(row.dialect, rule.mobile, t("welcome.content"));
    if (row.id !== this.outcome) return;
    fill(this.detail,
      h("div", { class: "bar only-small" }, h("button", { class: "plain", onclick: () => adjust({ outcome: null }) }, "‹ ", t("back"))),
      h("header", { class: "head" }, h("h2", {}, row.code || "–"),
        h("span", { class: `state ${row.seen ? "good" : "mute"}` }, t(row.seen ? "coverage.seen" : "coverage.unseen", { count: n(row.seen) }))),
      h("p", { class: "big" }, row.text),
      h("dl", { class: "facts" }, [["dialect", row.dialect], ["where", row.where], ["condition", row.condition], ["id", row.id]].map(([name, value]) =>
        h("div", {}, h("dt", {}, t(`field.${name}`)), h("dd", {}, value)))),
      h("section", {}, h("h3", {}, t("coverage.how")), h("p", {}, row.cause),
        row.first_request && h("p", {}, h("a", { href: address("requests", { id: row.first_request }) }, t("coverage.first", { request: row.first_request }))),
        line && [h("p", {}, t("coverage.magic", { mobile: rule.mobile, scenario: rule.scenario, line: rule.line })), pasted(line)]));
  }

  event({ type }) {
    if (["message", "report", "push", "request", "scenario", "gap"].includes(type)) this.again();
  }

  key(key) {
    if (key !== "Escape" || this.outcome === null) return false;
    const id = this.outcome;
    adjust({ outcome: null });
    this.map.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
    return true;
  }

  close() {
    this.again.cancel();
  }
}

function places(rows) {
  const places = new Map();
  for (const row of rows) places.set(row.where, [...(places.get(row.where) ?? []), row]);
  return [...places];
}

let sources = null;

/** The rule named like an outcome, with a number that it is for. */
async function ruleFor({ id, code, where }) {
  sources ??= get("scenarios", { limit: 1000 }).then(({ items }) =>
    Promise.all(items.map(({ name }) => get(`scenarios/${segment(name)}`))));
  for (const world of await sources) {
    for (const { name, line } of world.rules) {
      if (name !== id && !(where === "stat" && name === code)) continue;
      const mobile = world.source.split("\n")[line - 1]?.match(/mobile:\s*"?(1[\d?]{10})/)?.[1];
      if (mobile) return { mobile: mobile.replaceAll("?", "0"), scenario: world.name, line };
    }
  }
  return null;
}
