// The handset: what a number got, as bubbles, and a box to answer from it.
import { get, post } from "./api.js";
import { announce, calm, fill, h, released, say, toast } from "./dom.js";
import { n, t } from "./language.js";
import { frames } from "./media.js";
import { attempt, turns } from "./parts.js";
import { address, adjust, go, route } from "./route.js";
import { firstSteps } from "./welcome.js";
import { shortTime, stateNow, tone } from "./worlds.js";

const mostNumbers = 300;
const mostBubbles = 200;
// The numbers that were open, with what was not sent yet.
const partners = new Map();
const mobileForm = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;

export class Handset {
  constructor(root) {
    this.numbers = h("ul", { class: "numbers" });
    this.thread = h("div", { class: "thread", role: "log", "aria-label": t("handset.thread"), tabindex: "0" });
    this.title = h("h2", { class: "num" });
    this.account = h("select", { "aria-label": t("field.account"), onchange: () => adjust({ account: this.account.value }, true) });
    this.text = h("textarea", {
      rows: 2, "aria-label": t("handset.write"), placeholder: t("handset.write"),
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.send(this.text.value);
      },
    });
    this.dial = h("input", { inputmode: "tel", placeholder: t("handset.dial"), "aria-label": t("handset.dial"), maxlength: 20 });
    this.compose = h("form", { class: "compose", onsubmit: (event) => {
      event.preventDefault();
      this.send(this.text.value);
    } },
    h("div", { class: "from" }, h("span", { class: "faint" }, t("handset.to")), this.account,
      h("button", { type: "button", title: t("handset.td"), onclick: () => this.send("TD") }, "TD")),
    this.text, h("button", { class: "primary" }, t("send")));
    this.talk = h("section", { class: "pane talk", "aria-label": t("handset.thread") });
    this.split = h("div", { class: "split" },
      h("section", { class: "left", "aria-label": t("handset.numbers") },
        h("form", { class: "bar", onsubmit: (event) => this.call(event) }, this.dial, h("button", {}, t("open"))),
        h("div", { class: "under scroll" }, this.numbers)),
      this.talk);
    fill(root, this.split);
    this.againNumbers = calm(1500, () => this.readNumbers());
    this.again = calm(500, () => this.read());
    this.turn = turns();
    this.turnOfNumbers = turns();
    this.readNumbers();
    this.update(route());
  }

  update({ mobile, account, reply }) {
    const isNew = mobile !== this.mobile;
    if (isNew && this.partner) this.partner.draft = this.text.value;
    this.mobile = mobile;
    this.partner = mobile && this.partnerOf(mobile);
    if (account && this.partner) this.account.value = this.partner.account = account;
    this.split.classList.toggle("open", Boolean(mobile));
    for (const link of this.numbers.querySelectorAll("a")) link.ariaCurrent = String(link.dataset.mobile === mobile);
    if (!mobile) return fill(this.talk, h("p", { class: "empty" }, t("handset.choose")));
    if (isNew) {
      this.shown = null;
      this.bubbles = new Map();
      this.text.value = this.partner.draft;
      this.title.textContent = mobile;
      fill(this.talk,
        h("header", { class: "head" },
          h("button", { class: "plain only-small", onclick: () => go("handset") }, "‹ ", t("back")), this.title,
          h("a", { class: "button", href: address("messages", { q: mobile }) }, t("handset.messages"))),
        this.thread, this.compose);
      fill(this.thread);
      fill(this.account);
      const reading = this.read();
      this.partner.met ??= reading;
    }
    if (reply) {
      this.text.focus();
      adjust({ reply: null }, true);
    }
  }

  /** What is known of a number: before it is `met`, not whom its texts go to. */
  partnerOf(mobile) {
    if (!partners.has(mobile)) {
      partners.set(mobile, { mobile, draft: "", account: null, names: [], extnos: new Map(), pictures: new Map(), met: null });
    }
    return partners.get(mobile);
  }

  call(event) {
    event.preventDefault();
    const [, mobile] = this.dial.value.replace(/[\s-]/g, "").match(mobileForm) ?? [];
    if (mobile) go("handset", { mobile });
    else toast(t("handset.bad", { mobile: this.dial.value }), true);
  }

  /** The numbers that were written to last, each once. */
  async readNumbers() {
    const isCurrent = this.turnOfNumbers();
    await attempt(async () => {
      const { items } = await get("messages", { limit: mostNumbers });
      const newest = new Map();
      for (const item of items) if (!newest.has(item.mobile)) newest.set(item.mobile, item);
      const steps = newest.size ? null : await firstSteps();
      await released();
      if (!isCurrent()) return;
      if (steps) return fill(this.numbers, h("li", { class: "empty" }, steps));
      fill(this.numbers, [...newest.values()].map((item) => h("li", {}, h("a", {
        "data-mobile": item.mobile, "aria-current": String(item.mobile === this.mobile),
        href: address("handset", { mobile: item.mobile, account: item.account }),
      }, h("b", { class: "num" }, item.mobile), h("time", {}, shortTime(item.submitted_at, item.scenario)),
      h("span", { class: "text" }, item.content.slice(0, 80) || t("no.text"))))));
    });
  }

  async read() {
    const { partner } = this;
    if (!partner) return;
    const { mobile, pictures } = partner;
    const isCurrent = this.turn();
    await attempt(async () => {
      const [messages, replies, accounts] = await Promise.all([
        get("messages", { mobile, limit: mostBubbles }), get("replies", { mobile, limit: mostBubbles }),
        get("accounts", { limit: 1000 })]);
      const unseen = messages.items.filter(({ id, dialect }) => dialect === "mms" && !pictures.has(id)).slice(0, 20);
      for (const { id, frames } of await Promise.all(unseen.map(({ id }) => get(`messages/${id}`)))) pictures.set(id, frames);
      meet(partner, messages.items, replies.items, accounts.items);
      await released();
      if (partner !== this.partner || !isCurrent()) return;
      this.offer(partner);
      this.draw(messages.items.map((item) => ({ ...item, time: item.at, frames: pictures.get(item.id) })), replies.items, messages.total);
    });
  }

  /** The accounts that a reply may go to. */
  offer({ names, account }) {
    if (names.join("\n") !== [...this.account.options].map(({ value }) => value).join("\n")) {
      fill(this.account, names.map((name) => h("option", {}, name)));
    }
    this.account.value = account;
  }

  draw(messages, replies, total) {
    const all = [...messages.filter(({ refusal }) => !refusal), ...replies.map((reply) => ({ ...reply, isReply: true, time: reply.at }))]
      .sort((a, b) => a.time.localeCompare(b.time) || a.id - b.id);
    // What is there stays, as it may be playing; only its state may have changed.
    for (const item of all) {
      const bubble = this.bubbles.get(key(item));
      if (bubble) bubble.update(item);
    }
    const shown = all.map(key).join();
    if (shown === this.shown) return;
    const isAtEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 80 || !this.shown;
    this.shown = shown;
    this.bubbles = new Map(all.map((item) => [key(item), this.bubbles.get(key(item)) ?? new Bubble(item)]));
    fill(this.thread,
      total > messages.length && h("p", { class: "faint" }, t("handset.older", { count: n(total - messages.length) })),
      all.length ? [...this.bubbles.values()].map(({ element }) => element) : h("p", { class: "empty" }, t("handset.none")));
    if (isAtEnd) this.thread.scrollTop = this.thread.scrollHeight;
  }

  async send(content) {
    if (!content.trim()) return;
    const { partner } = this;
    // Gone from the box at once, so that a second Enter sends nothing twice, and back where it failed.
    const isTyped = content === this.text.value;
    if (isTyped) this.text.value = "";
    this.text.focus();
    const isSent = await attempt(async () => {
      await partner.met;
      const { account, mobile } = partner;
      await post("replies", { account: account ?? "", mobile, content, after: "0s", extno: partner.extnos.get(account) });
      return true;
    });
    if (isSent) announce(t("handset.sent"));
    else if (isTyped) this.giveBack(content, partner);
    if (!isSent || partner !== this.partner) return;
    await this.read();
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  /** Puts a text back that was not sent, before what was written since. */
  giveBack(content, partner) {
    const whole = (rest) => (rest ? `${content}\n${rest}` : content);
    if (partner === this.partner) this.text.value = whole(this.text.value);
    else partner.draft = whole(partner.draft);
  }

  event({ type }) {
    if (["submission", "gap", "scenario"].includes(type)) this.againNumbers();
    if (!["account", "connection"].includes(type)) this.again();
  }

  key(key) {
    if (key === "Escape" && this.mobile) go("handset");
    else if (key === "r" && this.mobile) this.text.focus();
    else if (key === "/") this.dial.focus();
    else return false;
    return true;
  }

  close() {
    if (this.partner) this.partner.draft = this.text.value;
    this.partner = null;
    this.again.cancel();
    this.againNumbers.cancel();
  }
}

const key = ({ id, isReply }) => `${isReply ? "r" : "m"}${id}`;

/** Learns whom a number's texts may go to: the accounts that wrote to it, the last one first, then all others. */
function meet(partner, messages, replies, accounts) {
  partner.names = [...new Set([...messages, ...replies, ...accounts].map(({ account }) => account))];
  if (!partner.names.includes(partner.account)) [partner.account] = partner.names;
  for (const { account, extno } of [...messages].reverse()) if (extno) partner.extnos.set(account, extno);
}

/** A text in the conversation. */
class Bubble {
  constructor(item) {
    this.word = h("span");
    this.element = h("div", { class: item.isReply ? "said mine" : "said" },
      item.frames?.length ? frames(item.frames) : h("p", { class: "bubble" }, item.content || t("no.text")),
      h("p", { class: "faint" }, h("time", {}, shortTime(item.time, item.scenario)), " · ", item.account, " · ", this.word));
    this.update(item);
  }

  update(item) {
    const state = item.isReply ? item.state : stateNow(item);
    const replied = { pending: "due", due: "due", failed: "bad" }[state] ?? "good";
    this.word.className = `word ${item.isReply ? replied : tone(state, item.report?.stat)}`;
    say(this.word, t(`state.${state}`));
  }
}
