// Coverage as a map: every documented outcome a tile, lit once this run has shown it to a client.
import { get, segment } from "./api.js";
import { calm, fill, h, released } from "./dom.js";
import { hearRequests } from "./events.js";
import { has, n, t } from "./language.js";
import { attempt, backBar, facts, pill, section, turns } from "./parts.js";
import { address, adjust, route } from "./route.js";
import { pasted, sendLine } from "./welcome.js";

export class Coverage {
  constructor(root) {
    this.map = h("div", { class: "page map" });
    this.detail = h("section", { class: "pane", "aria-label": t("coverage.how") });
    this.split = h("div", { class: "split map-split" }, this.map, this.detail);
    fill(root, this.split);
    this.again = calm(1000, () => this.read());
    this.turn = turns();
    sources = null;
    hearRequests(true);
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
    const isCurrent = this.turn();
    const coverage = await attempt(() => get("coverage", { scenario: this.scenario }));
    await released();
    if (!coverage || !isCurrent()) return;
    this.items = coverage.outcomes;
    this.draw(coverage);
    this.choose();
  }

  draw({ seen, total, percentage, dialects, outcomes: items }) {
    const focused = document.activeElement?.dataset?.id;
    const scroll = this.map.scrollTop;
    fill(this.map, h("h2", {}, t("nav.coverage")),
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
      backBar(() => adjust({ outcome: null })),
      h("header", { class: "head" }, h("h2", {}, row.code || "–"),
        pill(row.seen ? "good" : "mute", t(row.seen ? "coverage.seen" : "coverage.unseen", { count: n(row.seen) }))),
      h("p", { class: "big" }, row.text),
      facts(["dialect", "where", "condition", "id"].map((name) => [name, row[name]])),
      section("coverage.how", h("p", {}, row.cause),
        row.first_request && h("p", {}, h("a", { href: address("requests", { id: row.first_request }) }, t("coverage.first", { request: row.first_request }))),
        line && [h("p", {}, t("coverage.magic", { mobile: rule.mobile, scenario: rule.scenario, line: rule.line })), pasted(line)]));
  }

  event({ type }) {
    if (type === "scenario" || type === "gap") sources = null;
    if (["request", "push", "scenario", "gap"].includes(type)) this.again();
  }

  key(key) {
    if (key !== "Escape" || this.outcome === null) return false;
    const id = this.outcome;
    adjust({ outcome: null });
    this.map.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
    return true;
  }

  close() {
    hearRequests(false);
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
    Promise.all(items.map(({ name }) => get(`scenarios/${segment(name)}`)))).catch((problem) => {
    sources = null;
    throw problem;
  });
  for (const world of await sources) {
    for (const { name, line } of world.rules) {
      if (name !== id && !(where === "stat" && name === code)) continue;
      const mobile = world.source.split("\n")[line - 1]?.match(/mobile:\s*"?(1[\d?]{10})/)?.[1];
      if (mobile) return { mobile: mobile.replaceAll("?", "0"), scenario: world.name, line };
    }
  }
  return null;
}
