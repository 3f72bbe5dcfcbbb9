// Plain lists: pushes, requests, and what the client does that its document forbids. Each row opens.
import { get, post, segment } from "./api.js";
import { calm, fill, h, released, toast } from "./dom.js";
import { hearRequests } from "./events.js";
import { exchange, readRequest, severity } from "./exchange.js";
import { n, t } from "./language.js";
import { attempt, backBar, facts, pill, pushAgain, section } from "./parts.js";
import { address, adjust, route } from "./route.js";
import { explanation } from "./why.js";
import { shortTime } from "./worlds.js";

const page = 100;

/** A list with a pane beside it. A kind of list says what a row and an opened one look like. */
class Records {
  constructor(root, { name, empty, filters = [], controls }) {
    Object.assign(this, { name, filters });
    this.rows = h("ul", { class: "records", "aria-label": t(`nav.${name}`) });
    this.pane = h("section", { class: "pane", "aria-label": t(`one.${name}`) });
    this.count = h("span", { class: "count" });
    this.more = h("button", { class: "more", hidden: true, onclick: () => this.read(true) }, t("more"));
    this.empty = h("p", { class: "empty", hidden: true }, t(empty));
    this.selects = filters.map(([filter, values]) => {
      const select = h("select", { "aria-label": t(`filter.${filter}`), onchange: () => adjust({ [filter]: select.value, id: null }) },
        h("option", { value: "" }, t(`filter.${filter}`)),
        values.map((value) => h("option", { value }, filter === "state" ? t(`pushstate.${value}`) : value)));
      return [filter, select];
    });
    this.split = h("div", { class: "split" },
      h("section", { class: "left", "aria-label": t(`nav.${name}`) },
        h("div", { class: "bar" }, h("h2", {}, t(`nav.${name}`)), this.count, h("span", { class: "gap" }),
          this.selects.map(([, select]) => select), controls),
        h("div", { class: "under scroll" }, this.rows, this.more, this.empty)),
      this.pane);
    fill(root, this.split);
    this.again = calm(700, () => (this.reading ? this.again() : this.read()));
    this.items = [];
    this.update(route());
  }

  update(parameters) {
    this.id = parameters.id ?? null;
    this.query = { scenario: parameters.scenario };
    for (const [filter, select] of this.selects) this.query[filter] = select.value = parameters[filter] ?? "";
    this.split.classList.toggle("open", this.id !== null);
    const query = JSON.stringify(this.query);
    if (query !== this.asked) {
      this.asked = query;
      this.next = null;
      this.read();
    } else {
      this.draw();
    }
    this.open();
  }

  async read(isMore = false) {
    this.reading?.abort();
    const { signal } = (this.reading = new AbortController());
    await attempt(async () => {
      const limit = isMore ? page : Math.min(1000, Math.max(page, this.items.length));
      const list = await get(this.name, { ...this.query, limit, cursor: isMore ? this.next : null }, signal);
      await released();
      if (signal.aborted) return;
      this.items = isMore ? [...this.items, ...list.items] : list.items;
      [this.next, this.total] = [list.next, list.total ?? this.items.length];
      this.draw();
    });
    if (this.reading?.signal === signal) this.reading = null;
  }

  draw() {
    const focused = this.rows.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.count.textContent = this.total ? n(this.total) : "";
    this.empty.hidden = this.total !== 0;
    this.more.hidden = !this.next;
    fill(this.rows, this.items.map((item) => h("li", {}, h("a", {
      "data-id": this.key_(item), "aria-current": String(this.key_(item) === this.id),
      href: address(this.name, { ...this.query, id: this.key_(item) }),
    }, this.row(item)))));
    if (focused) this.rows.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    if (this.opens(this.id)) this.open();
  }

  key_(item) {
    return String(item.id);
  }

  /** Whether an opened one is drawn from the list itself. */
  opens() {
    return true;
  }

  async open() {
    const { id } = this;
    if (id === null) {
      this.opened = null;
      return fill(this.pane, h("p", { class: "empty" }, t(`choose.${this.name}`)));
    }
    // Until the list is there nobody knows.
    if (this.total === undefined) return;
    const item = this.items.find((each) => this.key_(each) === id) ?? await this.find(id).catch(() => null);
    await released();
    if (id !== this.id) return;
    // What is marked or focused in it stays so while it is the same.
    const opened = JSON.stringify([id, item]);
    if (opened === this.opened) return;
    this.opened = opened;
    this.show(item ? this.whole(item) : h("p", { class: "empty" }, t("not.there")));
  }

  /** One that is not among those listed. */
  async find() {
    return null;
  }

  show(content) {
    const focused = this.pane.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    fill(this.pane, backBar(() => adjust({ id: null })), content);
    if (focused) this.pane.querySelector(`[data-keep="${focused}"]`)?.focus();
  }

  event({ type }) {
    if (this.kinds.includes(type) || type === "gap" || type === "scenario") this.again();
  }

  key(key) {
    const at = this.items.findIndex((item) => this.key_(item) === this.id);
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
    if (step) {
      const item = this.items[Math.max(0, Math.min(this.items.length - 1, at + step))];
      if (!item) return true;
      adjust({ id: this.key_(item) }, this.id !== null);
      this.rows.querySelector(`[data-id="${CSS.escape(this.key_(item))}"]`)?.scrollIntoView({ block: "nearest" });
    } else if (key === "Escape" && this.id !== null) {
      const id = this.id;
      adjust({ id: null });
      this.rows.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
    } else return false;
    return true;
  }

  close() {
    this.again.cancel();
    this.reading?.abort();
    this.loading?.abort();
  }
}

const stateOf = ({ state }) => pill(tones[state], t(`pushstate.${state}`));
const tones = { waiting: "wait", acknowledged: "good", failed: "bad" };

export class Pushes extends Records {
  kinds = ["push", "pushes_released", "push_again", "clock"];

  constructor(root) {
    super(root, {
      name: "pushes", empty: "empty.pushes",
      filters: [["state", ["waiting", "acknowledged", "failed"]]],
      controls: h("button", { onclick: () => this.release() }, t("release")),
    });
  }

  async find(id) {
    return get(`pushes/${segment(id)}`);
  }

  async release() {
    const done = await attempt(() => post("pushes/release", {}, { scenario: this.query.scenario }));
    if (!done) return;
    toast(t("released", { count: n(done.released) }));
    this.read();
  }

  row(push) {
    const last = push.attempts.at(-1);
    return [h("b", { class: "num" }, `#${push.id}`), h("span", { class: "meta" }, `${push.account} · ${push.dialect} · ${t(push.items.length === 1 ? "push.item" : "push.items", { count: push.items.length })}`),
      h("time", {}, last ? shortTime(last.at, push.scenario) : ""), h("span", { class: "line" }, h("span", { class: "text" }, push.url),
        stateOf(push))];
  }

  whole(push) {
    return [
      h("header", { class: "head" }, h("h2", {}, `#${push.id}`), stateOf(push),
        push.next_at && h("span", { class: "faint" }, t("push.next", { time: push.next_at })),
        h("span", { class: "gap" }), pushAgain(push.id, () => this.read())),
      facts(["url", "account", "scenario", "dialect"].map((name) => [name, push[name]])),
      section("push.attempts", h("ol", { class: "life" }, push.attempts.map((attempt) => h("li", { class: attempt.error ? "bad" : "good" },
        h("span", {}, attempt.status && [`HTTP ${attempt.status} `, attempt.answer && h("code", {}, attempt.answer.slice(0, 300)), " "], attempt.error),
        h("time", {}, `${attempt.at} · ${attempt.milliseconds} ms`))))),
      section("push.what", h("ul", { class: "plainlist" }, push.items.map((item) => h("li", {},
        h("a", { href: item.kind === "report" ? address("messages", { id: item.report }) : address("handset", { mobile: item.mobile }) }, item.mobile),
        " ", item.kind === "report" ? h("span", { class: "stat" }, item.stat) : item.content)))),
    ];
  }
}

export class Requests extends Records {
  kinds = ["request"];

  constructor(root) {
    super(root, { name: "requests", empty: "empty.requests" });
    hearRequests(true);
  }

  close() {
    super.close();
    hearRequests(false);
  }

  key_(request) {
    return String(request.number);
  }

  opens() {
    return false;
  }

  row(request) {
    return [h("b", { class: "num" }, `#${this.key_(request)}`), h("span", { class: "meta" }, [request.dialect, request.operation, request.account].filter(Boolean).join(" · ")),
      h("time", {}, request.at ? shortTime(request.at, request.scenario) : ""), h("span", { class: "line" }, h("span", { class: "text" }, `${request.method} ${request.path}`),
        fateOf(request))];
  }

  async open() {
    const { id } = this;
    this.loading?.abort();
    if (id === null) return fill(this.pane, h("p", { class: "empty" }, t("choose.requests")));
    const { signal } = (this.loading = new AbortController());
    try {
      const record = await readRequest(id, signal);
      if (signal.aborted) return;
      this.show([
        h("header", { class: "head" }, h("h2", {}, `#${id}`), fateOf(record), h("time", {}, record.at ?? "")),
        details(record), exchange(record)]);
    } catch (problem) {
      if (problem.name !== "AbortError") this.show(h("p", { class: "empty" }, problem.message));
    }
  }
}

/** What the client was told, in its document's words. */
function fateOf({ outcome: { condition, code, text }, fault, fate }) {
  if (fault || !condition) return pill("wait", fault ?? fate);
  return pill(condition === "ok" ? "good" : "bad", [code, text || condition].filter(Boolean).join(" "));
}

/** What the record says in few words, why, and the parameters as they were read. */
function details(record) {
  const { parameters, messages, explain } = record;
  return [
    facts([...["dialect", "operation", "account", "scenario", "peer", "status"].map((name) => [name, record[name]]),
      ["duration", record.milliseconds == null ? null : `${record.milliseconds} ms`], ["charset", parameters.charset]]),
    messages.length > 0 && h("p", {}, messages.slice(0, 20).map((id) => [h("a", { href: address("messages", { id }) }, t("message.number", { id })), " "])),
    explain && section("part.explain", explanation(explain)),
    parameters.items.length > 0 && section("parameters", h("div", { class: "wide" }, h("table", {}, h("tbody", {}, parameters.items.map(({ name, value, in: place, damaged }) =>
      h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: damaged ? "anywhere bad" : "anywhere" }, value), h("td", { class: "faint" }, place))))))),
  ];
}

export class Findings extends Records {
  kinds = ["submission", "reports_taken"];

  constructor(root) {
    super(root, { name: "lint", empty: "empty.lint" });
  }

  key_(entry) {
    return [entry.rule, entry.dialect, entry.account ?? ""].join(" ");
  }

  row(entry) {
    return [h("b", {}, entry.rule), h("span", { class: "meta" }, [entry.dialect, entry.account].filter(Boolean).join(" · ")), h("span", { class: "num" }, `×${n(entry.count)}`),
      h("span", { class: "line" }, h("span", { class: "text" }, entry.what), severity(entry.severity))];
  }

  whole(entry) {
    return [
      h("header", { class: "head" }, h("h2", {}, entry.rule), severity(entry.severity),
        h("span", { class: "faint" }, entry.section === "-" ? "" : entry.section)),
      h("p", { class: "big" }, entry.what), h("p", {}, entry.why), h("p", {}, h("b", {}, entry.advice)),
      section("lint.examples", entry.examples.map((finding) => h("p", {},
        finding.request ? h("a", { href: address("requests", { id: finding.request }) }, `#${finding.request}`) : null, " ", finding.seen))),
    ];
  }
}
