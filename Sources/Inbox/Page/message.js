// One message: its text as a phone shows it, its life, why it came out so, and what to do with it.
import { get, post } from "./api.js";
import { calm, copy, fill, h, toast } from "./dom.js";
import { exchange, findings } from "./exchange.js";
import { has, n, t } from "./language.js";
import { frames } from "./media.js";
import { address, adjust } from "./route.js";
import { failures } from "./stats.js";
import { code, segments } from "./texts.js";
import { isDelivered, stateNow, tone } from "./worlds.js";

export class MessagePane {
  constructor() {
    this.element = h("section", { class: "pane", "aria-label": t("message") });
    this.again = calm(300, () => this.load());
  }

  show(id) {
    this.id = id;
    this.message = null;
    this.loading?.abort();
    this.again.cancel();
    if (id === null) fill(this.element, this.hint());
    else this.load(true);
  }

  event({ type, data }) {
    if (this.id === null || !["report", "push", "clock", "gap", "scenario"].includes(type)) return;
    const ids = data?.messages ?? (data?.message ? [data.message] : null);
    if (!ids || ids.includes(Number(this.id))) this.again();
  }

  async load(isNew = false) {
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    try {
      const message = await get(`messages/${this.id}`, {}, signal);
      this.message = message;
      if (isNew) this.request = null;
      this.draw();
      if (!this.request && message.request) await this.loadRequest(message.request, signal);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      fill(this.element, this.bar(), h("p", { class: "empty" }, problem.message));
    }
  }

  async loadRequest(number, signal) {
    try {
      this.request = await get(`requests/${number}`, {}, signal);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.request = { gone: problem.message };
    }
    fill(this.raw, this.request.gone ? h("p", { class: "faint" }, this.request.gone) : exchange(this.request));
  }

  hint() {
    const keys = [["j k", "keys.move"], ["/", "keys.search"], ["r", "keys.reply"], ["Esc", "keys.back"], ["?", "keys.all"]];
    return h("div", { class: "empty hint" }, h("p", {}, t("choose")),
      h("dl", { class: "keys" }, keys.map(([key, what]) => [
        h("dt", {}, key.split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, t(what))])));
  }

  bar() {
    return h("div", { class: "bar only-small" },
      h("button", { class: "plain", onclick: () => adjust({ id: null }) }, "‹ ", t("back")));
  }

  draw() {
    const { message } = this;
    const state = stateNow(message);
    const found = code(message.content);
    const scroll = this.element.scrollTop;
    // What is open stays open when the message is read again.
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    this.raw ??= h("div", {});
    if (!this.request) fill(this.raw, h("p", { class: "faint" }, "…"));
    fill(this.element,
      this.bar(),
      h("header", { class: "head" },
        h("h2", { class: "num" }, message.mobile),
        h("span", { class: `state ${tone(state, message.report?.stat)}` }, t(`state.${state}`)),
        message.refusal && h("span", { class: "stat" }, message.refusal),
        h("time", {}, message.submitted_at)),
      this.actions(),
      found && h("div", { class: "bigcode" }, h("output", { "aria-label": t("code") }, found),
        h("button", { "data-keep": "copy", onclick: (event) => this.copyCode(event.target, found) }, t("copy"))),
      h("div", { class: "phone" }, message.media === "mms" ? frames(message.frames) : bubble(message)),
      this.facts(),
      section("life", this.life()),
      message.explain && section("explain", explanation(message.explain)),
      message.request && section("request", this.raw));
    this.element.scrollTop = scroll;
    if (focused) this.element.querySelector(`[data-keep="${focused}"]`)?.focus();
  }

  copyCode(button, text) {
    copy(text);
    button.textContent = t("copied");
    setTimeout(() => (button.textContent = t("copy")), 1500);
  }

  actions() {
    const { message } = this;
    const reply = h("a", { class: "button", "data-keep": "reply", href: address("handset", { mobile: message.mobile, account: message.account, reply: 1 }) }, t("reply"));
    if (message.refusal) return h("div", { class: "actions" }, reply);
    const choice = h("select", { "aria-label": t("fail.with"), "data-keep": "stat" });
    failures(message.dialect).then((stats) => {
      fill(choice, stats.map(({ code: stat, text }) => h("option", { value: stat }, text ? `${stat} ${text}` : stat)));
      choice.value = this.stat ?? stats[0]?.code;
    });
    choice.addEventListener("change", () => (this.stat = choice.value));
    const latest = message.reports.at(-1)?.stat;
    return h("div", { class: "actions" },
      h("button", { class: "primary", "data-keep": "deliver", onclick: () => this.report("DELIVRD") }, t("deliver")),
      h("span", { class: "joined" },
        h("button", { "data-keep": "fail", onclick: () => this.report(choice.value) }, t("fail")), choice),
      latest && h("button", { "data-keep": "again", title: t("again.title"), onclick: () => this.report(latest) }, t("again")),
      reply);
  }

  async report(stat) {
    if (!stat) return;
    try {
      await post(`messages/${this.id}/reports`, { stat });
      toast(t("reported", { stat }));
      this.load();
    } catch (problem) {
      toast(problem.message, true);
    }
  }

  facts() {
    const { message } = this;
    const count = t(message.segments === 1 ? "segment" : "segments", { count: message.segments });
    const rows = {
      account: message.account, scenario: message.scenario, dialect: message.dialect, extno: message.extno,
      mid: message.mid, task: message.task,
      price: t("price.of", { price: n(message.price), segments: count }),
      length: t("units", { count: message.content.length }),
    };
    return h("dl", { class: "facts" }, Object.entries(rows).filter(([, value]) => value !== "").map(([name, value]) =>
      h("div", {}, h("dt", {}, t(`field.${name}`)), h("dd", {}, String(value)))));
  }

  /** What became of it, step by step. */
  life() {
    const { message } = this;
    const steps = [{ at: message.submitted_at, what: t("life.submitted", { request: message.request }), kind: message.refusal ? "bad" : "good" }];
    if (message.refusal) steps.push({ at: message.submitted_at, what: t("life.refused", { reason: message.refusal }), kind: "bad" });
    else if (message.at !== message.submitted_at) steps.push({ at: message.at, what: t("life.sent"), kind: stateNow(message) === "scheduled" ? "wait" : "good" });
    for (const report of message.reports) {
      const state = stateNow({ ...message, state: report.state, report });
      const kind = isDelivered(report.stat) ? "good" : "bad";
      steps.push({ at: report.due, what: t(state === "pending" ? "life.will" : "life.due", { stat: report.stat }), kind: state === "pending" ? "wait" : kind });
      if (report.taken_at) {
        const how = report.taken_by ? "life.taken" : "life.pushed";
        steps.push({ at: report.taken_at, what: t(how, { request: report.taken_by ?? "", push: report.push ?? "", stat: report.stat }), kind });
      } else if (state === "failed") {
        steps.push({ at: "", what: t("life.failed", { push: report.push ?? "" }), kind: "bad" });
      } else if (state === "due") {
        steps.push({ at: "", what: t("life.waits", { stat: report.stat }), kind: "due" });
      }
    }
    if (!message.refusal && !message.reports.length) steps.push({ at: "", what: t("life.none"), kind: "mute" });
    return h("ol", { class: "life" }, steps.map(({ at, what, kind }) =>
      h("li", { class: kind }, h("span", {}, what), h("time", {}, at))));
  }

  close() {
    this.loading?.abort();
    this.again.cancel();
  }
}

function bubble(message) {
  const parts = segments(message.content, message.segments);
  return h("p", { class: "bubble" }, parts.map((part, index) => [
    index > 0 && h("span", { class: "break", title: t("segment.number", { number: index + 1 }) }, String(index + 1)), part]),
    !message.content && h("i", {}, t("no.text")));
}

function section(name, ...content) {
  return h("section", { class: name }, h("h3", {}, t(`part.${name}`)), content);
}

/** The reasons as the API gives them: texts as they are, lists as lists, objects as terms. */
function explanation(value) {
  if (Array.isArray(value)) return value.length ? h("ul", { class: "why" }, value.map((item) => h("li", {}, explanation(item)))) : "—";
  if (value !== null && typeof value === "object") {
    return h("dl", { class: "why" }, Object.entries(value).filter(([, item]) => item !== null && item?.length !== 0).map(([name, item]) => [
      h("dt", {}, has(`why.${name}`) ? t(`why.${name}`) : name.replaceAll("_", " ")), h("dd", {}, explanation(item))]));
  }
  return String(value);
}
