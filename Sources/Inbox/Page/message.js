// One message: its text as a phone shows it, its life, why it came out so, and what to do with it.
import { get, post } from "./api.js";
import { calm, fill, h, released, toast } from "./dom.js";
import { exchange, readRequest } from "./exchange.js";
import { n, t } from "./language.js";
import { frames } from "./media.js";
import { attempt, backBar, copier, facts, pill, pushAgain, section } from "./parts.js";
import { address, adjust } from "./route.js";
import { failures } from "./stats.js";
import { code, segments } from "./texts.js";
import { explanation } from "./why.js";
import { isDelivered, moment, now, stateNow, tone } from "./worlds.js";

/** The events that change what became of messages. */
export const reporting = ["report", "reports_taken", "push"];

/** The messages or reports that such an event is about; null where it names not all of them. */
export function touched({ data }) {
  const { message, reports, items, total } = data;
  if (message) return [message];
  const ids = (reports ?? items).map((item) => item.report ?? item.id);
  return total > ids.length ? null : ids;
}

const close = () => adjust({ id: null });

export class MessagePane {
  constructor() {
    this.element = h("section", { class: "pane", "aria-label": t("message") });
    this.again = calm(300, () => (this.loading ? this.again() : this.load()));
  }

  show(id) {
    this.id = id;
    this.message = this.phone = this.request = null;
    this.loading?.abort();
    this.again.cancel();
    if (id === null) fill(this.element, this.hint());
    else this.load();
  }

  event(event) {
    if (this.id === null) return;
    const isAll = ["clock", "gap", "scenario"].includes(event.type);
    if (!isAll && !reporting.includes(event.type)) return;
    const ids = isAll ? null : touched(event);
    const own = this.message?.reports.map(({ id }) => id) ?? [];
    if (!ids || [Number(this.id), ...own].some((id) => ids.includes(id))) this.again();
  }

  async load() {
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    try {
      const message = await get(`messages/${this.id}`, {}, signal);
      await released();
      if (signal.aborted) return;
      // Asked for by a mid, or by one of its reports.
      if (String(message.id) !== String(this.id)) return adjust({ id: message.id }, true);
      this.message = message;
      this.draw();
      if (!this.request && message.request) await this.loadRequest(message.request, signal);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      fill(this.element, backBar(close), h("p", { class: "empty" }, problem.message));
    } finally {
      if (this.loading?.signal === signal) this.loading = null;
    }
  }

  async loadRequest(number, signal) {
    const request = await readRequest(number, signal).catch((problem) => ({ gone: problem.message }));
    if (signal.aborted) return;
    this.request = request;
    fill(this.raw, this.request.gone ? h("p", { class: "faint" }, this.request.gone) : exchange(this.request));
  }

  hint() {
    const keys = [["j k", "keys.move"], ["/", "keys.search"], ["r", "keys.reply"], ["Esc", "keys.back"], ["?", "keys.all"]];
    return h("div", { class: "empty hint" }, h("p", {}, t("choose")),
      h("dl", { class: "keys" }, keys.map(([key, what]) => [
        h("dt", {}, key.split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, t(what))])));
  }

  draw() {
    const { message } = this;
    const state = stateNow(message);
    const found = code(message.content);
    const scroll = this.element.scrollTop;
    // What is open stays open when the message is read again.
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    this.raw ??= h("div", {});
    // A text never changes, and what plays plays on.
    this.phone ??= h("div", { class: "phone" }, message.media === "mms" ? frames(message.frames) : bubble(message));
    if (!this.request) fill(this.raw, h("p", { class: "faint" }, "…"));
    fill(this.element,
      backBar(close),
      h("header", { class: "head" },
        h("h2", { class: "num" }, message.mobile),
        pill(tone(state, message.report?.stat), t(`state.${state}`)),
        message.refusal && h("span", { class: "stat" }, message.refusal),
        h("time", {}, message.submitted_at)),
      this.actions(),
      found && h("div", { class: "bigcode" }, h("output", { "aria-label": t("code") }, found),
        copier(found, { "data-keep": "copy" })),
      this.phone,
      this.facts(),
      section("part.life", this.life()),
      message.explain && section("part.explain", message.lost_answer && twins(message), explanation(message.explain)),
      message.request && section("part.request", this.raw));
    this.element.scrollTop = scroll;
    this.awaitDue();
    if (focused) this.element.querySelector(`[data-keep="${focused}"]`)?.focus();
  }

  /** Draws again when something of it falls due by its world's clock. */
  awaitDue() {
    const { message } = this;
    const times = [message.at, ...message.reports.map(({ due }) => due)].map((time) => moment(time) - now(message.scenario));
    const next = Math.min(...times.filter((time) => time > 0));
    clearTimeout(this.dueTimer);
    if (next >= 86_400_000) return;
    this.dueTimer = setTimeout(async () => {
      await released();
      if (this.message === message) this.draw();
    }, next + 50);
  }

  actions() {
    const { message } = this;
    const reply = h("a", { class: "button", "data-keep": "reply", href: address("handset", { mobile: message.mobile, account: message.account, reply: 1 }) }, t("reply"));
    if (message.refusal) return h("div", { class: "actions" }, reply);
    const choice = h("select", { "aria-label": t("fail.with"), "data-keep": "stat" });
    const filled = attempt(() => failures(message.dialect)).then((stats) => {
      if (!stats) return;
      fill(choice, stats.map(({ code: stat, text }) => h("option", { value: stat }, text ? `${stat} ${text}` : stat)));
      choice.value = this.stat ?? stats[0].code;
    });
    choice.addEventListener("change", () => (this.stat = choice.value));
    const latest = message.reports.at(-1);
    return h("div", { class: "actions" },
      h("button", { class: "primary", "data-keep": "deliver", onclick: () => this.report(message, "DELIVRD") }, t("deliver")),
      h("span", { class: "joined" },
        h("button", { "data-keep": "fail", onclick: () => filled.then(() => this.report(message, choice.value)) }, t("fail")), choice),
      latest && h("button", { "data-keep": "again", title: t("again.title"), onclick: () => this.report(message, latest.stat) }, t("again")),
      latest?.push && pushAgain(latest.push, () => this.loadIfShown(message)),
      reply);
  }

  async report(message, stat) {
    if (!stat || !await attempt(() => post(`messages/${message.id}/reports`, { stat }))) return;
    toast(t("reported", { stat }));
    this.loadIfShown(message);
  }

  loadIfShown({ id }) {
    if (String(id) === String(this.id)) this.load();
  }

  facts() {
    const { message } = this;
    const count = t(message.segments === 1 ? "segment" : "segments", { count: message.segments });
    return facts([
      ...["account", "scenario", "dialect", "extno", "mid", "task"].map((name) => [name, message[name]]),
      ["price", t("price.of", { price: n(message.price), segments: count })],
      ["length", t("units", { count: message.content.length })]]);
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
        steps.push({ at: report.taken_at, what: t(how, { request: report.taken_by ?? "", push: report.push ?? "", stat: report.stat }), kind, push: report.push });
      } else if (state === "failed") {
        steps.push({ at: "", what: t("life.failed", { push: report.push ?? "" }), kind: "bad", push: report.push });
      } else if (state === "due") {
        steps.push({ at: "", what: t("life.waits", { stat: report.stat }), kind: "due", push: report.push });
      }
    }
    if (!message.refusal && !message.reports.length) steps.push({ at: "", what: t("life.none"), kind: "mute" });
    return h("ol", { class: "life" }, steps.map(({ at, what, kind, push }) =>
      h("li", { class: kind }, h("span", {}, what, push && [" ", h("a", { href: address("pushes", { id: push }) }, t("push.number", { id: push }))]),
        h("time", {}, at))));
  }

  close() {
    clearTimeout(this.dueTimer);
    this.loading?.abort();
    this.again.cancel();
  }
}

function bubble(message) {
  const parts = segments(message.content, message.explain?.segments.lengths ?? []);
  return h("p", { class: "bubble" }, parts.map((part, index) => [
    index > 0 && h("span", { class: "break", title: t("segment.number", { number: index + 1 }) }, String(index + 1)), part]),
    !message.content && h("i", {}, t("no.text")));
}

/** Lost answers, and the message that was sent again for one. */
const twins = ({ lost_answer: lost, resent_as: again, resend_of: first }) => h("p", { class: "wait" }, t("twin.lost", { at: lost }),
  [again, first].filter(Boolean).map((id) => h("a", { href: address("messages", { id }) }, ` #${id}`)));
