// The worlds at work: clocks, accounts, rules; and loading another scenario, or this one changed.
import { call, get, post, segment } from "./api.js";
import { announce, calm, fill, h, released, say, toast } from "./dom.js";
import { n, t } from "./language.js";
import { attempt, pill, turns } from "./parts.js";
import { severity as word } from "./exchange.js";
import { address } from "./route.js";
import { now, readClocks, setClock, timeText } from "./worlds.js";

const steps = ["1s", "1m", "1h", "1d"];

export class Scenarios {
  constructor(root) {
    this.worlds = h("div", { class: "worlds" });
    this.editor = new Editor(() => this.read());
    fill(root, h("div", { class: "page" }, h("h2", {}, t("nav.scenarios")), this.worlds, this.editor.element));
    this.again = calm(1000, () => this.read());
    this.turn = turns();
    this.timer = setInterval(() => this.tick(), 250);
    this.update();
  }

  update() {
    return this.read();
  }

  async read() {
    const isCurrent = this.turn();
    await attempt(async () => {
      const [worlds, accounts] = await Promise.all([get("scenarios", { limit: 1000 }), get("accounts", { limit: 1000 })]);
      await released();
      if (!isCurrent()) return;
      for (const { name, clock } of worlds.items) setClock(name, clock.time, clock.running);
      // What is focused, open or half written stays so.
      const focused = document.activeElement?.dataset?.keep;
      const written = new Map([...this.worlds.querySelectorAll("input")].map(({ dataset, value }) => [dataset.keep, value]));
      const open = new Set([...this.worlds.querySelectorAll("details[open]")].map((details) => details.dataset.name));
      fill(this.worlds, worlds.items.map((world) => this.world(world, accounts.items.filter(({ scenario }) => scenario === world.name), open)));
      for (const input of this.worlds.querySelectorAll("input")) input.value = written.get(input.dataset.keep) ?? input.value;
      if (focused) this.worlds.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus();
      this.tick();
    });
  }

  world(world, accounts, open) {
    const { name, clock } = world;
    const matched = world.rules.filter(({ matches }) => matches > 0).length;
    const button = (keep, text, move, attributes = {}) =>
      h("button", { ...attributes, "data-keep": `${name} ${keep}`, onclick: () => this.move(name, move) }, text);
    return h("article", { class: "card", "aria-label": name },
      h("header", {}, h("h2", {}, name), h("p", { class: "faint" }, world.description),
        h("span", { class: "gap" }),
        h("button", { "data-keep": `${name} edit`, onclick: () => this.editor.edit(name) }, t("scenario.edit")),
        h("button", { "data-keep": `${name} reset`, onclick: () => this.reset(name) }, t("scenario.reset")),
        h("a", { class: "button", href: address("messages", { scenario: name }) }, t("nav.messages"))),
      h("div", { class: "clock" },
        h("time", { class: "now", "data-scenario": name }, clock.time),
        pill(clock.running ? "good" : "wait", t(clock.running ? "clock.runs" : "clock.stands")),
        h("span", { class: "faint" }, world.timezone),
        h("span", { class: "joined" }, steps.map((step) => button(step, `+${t(`step.${step}`)}`, { advance: step }))),
        button("run", t(clock.running ? "clock.stop" : "clock.go"), { run: !clock.running }),
        button("idle", t("clock.idle"), { until: "idle" }, { title: t("clock.idle.title") })),
      h("div", { class: "wide" }, h("table", { class: "accounts" },
        h("thead", {}, h("tr", {}, ["account", "balance", "month", "unsubscribed", "state", "change"].map((name) =>
          h("th", { scope: "col", class: name === "balance" || name === "month" ? "right" : null }, t(`column.${name}`))))),
        h("tbody", {}, accounts.map((account) => this.account(account))))),
      h("details", { "data-name": name, open: open.has(name) },
        h("summary", {}, t("rules.count", { count: n(world.rules.length), matched: n(matched) })),
        h("div", { class: "rules", tabindex: "0", role: "region", "aria-label": t("rules") }, h("table", {},
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("rules.name")), h("th", { scope: "col", class: "right" }, t("rules.line")),
            h("th", { scope: "col", class: "right" }, t("rules.matches")))),
          h("tbody", {}, [...world.rules].sort((a, b) => b.matches - a.matches).map((rule) =>
            h("tr", { class: rule.matches ? "hit" : null }, h("td", {}, rule.name), h("td", { class: "right faint" }, String(rule.line)),
              h("td", { class: "right" }, n(rule.matches)))))))));
  }

  account({ account, balance, paid_in: paidIn, products, month_messages: month, unsubscribed, settings }) {
    const amount = h("input", { type: "number", class: "amount", value: "1000", min: "1", "aria-label": t("topup.amount", { account }), "data-keep": `${account} amount` });
    const change = (patch, done) => this.change(account, patch, done);
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href: address("messages", { account }) }, account)),
      h("td", { class: `right num ${balance <= 0 ? "bad" : ""}` }, n(balance),
        products.length > 1 && h("small", { class: "faint" }, products.map(({ id, balance: rest }) => `${id}: ${n(rest)}`).join(", "))),
      h("td", { class: "right num less" }, n(month)),
      h("td", { class: "num less" }, unsubscribed.length ? h("span", { title: unsubscribed.join(", ") }, n(unsubscribed.length)) : "–"),
      h("td", {}, pill(settings.enabled ? "good" : "bad", t(settings.enabled ? "enabled" : "disabled"))),
      h("td", {}, h("span", { class: "joined" }, amount,
        h("button", { "data-keep": `${account} topup`, onclick: () => change({ balance: balance + Number(amount.value) }, "topup.done") }, t("topup"))),
      " ", h("button", { "data-keep": `${account} enable`, onclick: () => change({ enabled: !settings.enabled }) }, t(settings.enabled ? "disable" : "enable"))));
  }

  async change(account, patch, done) {
    if (!await attempt(() => call("PATCH", `accounts/${segment(account)}`, { body: patch }))) return;
    if (done) toast(t(done, { account }));
    this.read();
  }

  async move(scenario, body) {
    await attempt(async () => {
      const { scenarios } = await post("clock", body, { scenario });
      for (const clock of scenarios) setClock(clock.scenario, clock.time, clock.running);
      const fired = scenarios[0]?.fired_total ?? 0;
      toast(body.run === undefined ? t("clock.fired", { time: scenarios[0].time, count: n(fired) }) : t(body.run ? "clock.runs" : "clock.stands"));
      this.read();
    });
  }

  async reset(name) {
    if (!confirm(t("scenario.reset.sure", { name }))) return;
    if (!await attempt(() => post(`scenarios/${segment(name)}/reset`))) return;
    toast(t("scenario.reset.done", { name }));
    this.read();
  }

  tick() {
    for (const time of this.worlds.querySelectorAll("time.now")) say(time, timeText(now(time.dataset.scenario)));
  }

  event({ type }) {
    if (["submission", "reply", "clock", "scenario", "account", "gap"].includes(type)) this.again();
  }

  key() {
    return false;
  }

  close() {
    clearInterval(this.timer);
    this.again.cancel();
  }
}

/** A scenario's text, checked as it is written, its mistakes at their lines. */
class Editor {
  constructor(loaded) {
    this.loaded = loaded;
    this.lines = h("div", { class: "lines", "aria-hidden": "true" });
    this.text = h("textarea", {
      id: "scenario-text", spellcheck: "false", autocapitalize: "off", rows: 16, wrap: "off", "aria-describedby": "problems",
      placeholder: "name: quickstart\naccounts:\n  - account: \"922011\"\n    password: \"123456\"\n",
      oninput: () => {
        this.number();
        this.check();
      },
      onscroll: () => (this.lines.scrollTop = this.text.scrollTop),
    });
    this.problems = h("ol", { id: "problems", class: "problems", "aria-live": "polite" });
    this.element = h("section", { class: "card editor", "aria-labelledby": "load-title" },
      h("header", {}, h("h2", { id: "load-title" }, t("scenario.load")), h("span", { class: "gap" }),
        h("button", { onclick: () => this.read() }, t("scenario.check")),
        h("button", { class: "primary", onclick: () => this.load() }, t("load"))),
      h("label", { for: "scenario-text", class: "faint" }, t("scenario.text")),
      h("div", { class: "sheet" }, this.lines, this.text), this.problems);
    this.check = calm(400, () => this.read());
    this.turn = turns();
    this.number();
  }

  number(bad = new Map()) {
    const count = this.text.value.split("\n").length;
    fill(this.lines, Array.from({ length: count }, (_, index) =>
      h("span", { class: bad.get(index + 1) ?? null }, String(index + 1))));
    this.lines.scrollTop = this.text.scrollTop;
  }

  async edit(name) {
    await attempt(async () => {
      const { source } = await get(`scenarios/${segment(name)}`);
      this.text.value = source;
      this.clear();
      this.element.scrollIntoView({ block: "start" });
      this.text.focus();
      this.text.setSelectionRange(0, 0);
      this.text.scrollTop = 0;
    });
  }

  /** What is being found in another text is overtaken. */
  clear() {
    this.turn()();
    this.show([]);
  }

  async read() {
    if (!this.text.value.trim()) return this.clear();
    const isCurrent = this.turn();
    const checked = await attempt(() => call("POST", "check", { body: this.text.value }));
    if (checked && isCurrent()) this.show(checked.problems, true);
  }

  show(problems, isChecked = false) {
    this.number(new Map(problems.map(({ line, severity }) => [line, severity === "error" ? "bad" : "wait"])));
    fill(this.problems, problems.map(({ severity, line, column, message }) => h("li", {},
      h("button", { class: "plain", onclick: () => this.point(line, column) },
        word(severity),
        h("span", { class: "num" }, t("line", { line, column })), h("span", {}, message)))),
      isChecked && !problems.length && h("li", { class: "good" }, t("scenario.fine")));
  }

  point(line, column) {
    const rows = this.text.value.split("\n");
    const start = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    this.text.focus();
    this.text.setSelectionRange(start + Math.max(0, column - 1), start + (rows[line - 1]?.length ?? 0));
    this.text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(this.text).lineHeight));
  }

  async load() {
    // At the start of a line in YAML; in JSON wherever it comes first.
    const name = (this.text.value.match(/^name\s*:\s*["']?([a-z0-9-]+)/m) ?? this.text.value.match(/"name"\s*:\s*"([a-z0-9-]+)/))?.[1];
    if (!name) {
      toast(t("scenario.name"), true);
      return this.read();
    }
    try {
      const { problems } = await call("PUT", `scenarios/${segment(name)}`, { body: this.text.value });
      this.show(problems);
      toast(t("scenario.loaded", { name }));
      await readClocks();
      this.loaded();
    } catch (problem) {
      if (problem.problems) this.show(problem.problems);
      toast(problem.message, true);
      announce(problem.message);
    }
  }
}
