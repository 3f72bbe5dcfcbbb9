// Plain lists: pushes, requests, and what the client does that its document forbids. Each row opens.
import { get, post } from "./api.js";
import { calm, fill, h, toast } from "./dom.js";
import { exchange, findings } from "./exchange.js";
import { n, t } from "./language.js";
import { address, adjust, route } from "./route.js";

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
        h("div", { class: "bar" }, h("h1", {}, t(`nav.${name}`)), this.count, h("span", { class: "gap" }),
          this.selects.map(([, select]) => select), controls),
        h("div", { class: "under scroll" }, this.rows, this.more, this.empty)),
      this.pane);
    fill(root, this.split);
    this.again = calm(500, () => this.read());
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
      this.read();
    } else {
      this.draw();
    }
    this.open();
  }

  async read(isMore = false) {
    try {
      const limit = isMore ? page : Math.min(1000, Math.max(page, this.items.length));
      const list = await get(this.name, { ...this.query, limit, cursor: isMore ? this.next : null });
      this.items = isMore ? [...this.items, ...list.items] : list.items;
      [this.next, this.total] = [list.next, list.total ?? this.items.length];
      this.draw();
    } catch (problem) {
      toast(problem.message, true);
    }
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
    const item = this.items.find((each) => this.key_(each) === this.id);
    if (this.id === null) return fill(this.pane, h("p", { class: "empty" }, t(`choose.${this.name}`)));
    if (item) this.show(this.whole(item));
  }

  show(content) {
    fill(this.pane, h("div", { class: "bar only-small" },
      h("button", { class: "plain", onclick: () => adjust({ id: null }) }, "‹ ", t("back"))), content);
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
    this.loading?.abort();
  }
}

const tones = { waiting: "wait", acknowledged: "good", failed: "bad" };

export class Pushes extends Records {
  kinds = ["push", "message", "clock"];

  constructor(root) {
    super(root, {
      name: "pushes", empty: "empty.pushes",
      filters: [["state", ["waiting", "acknowledged", "failed"]]],
      controls: h("button", { onclick: () => this.release() }, t("release")),
    });
  }

  async release() {
    try {
      const { released } = await post("pushes/release", {}, { scenario: this.query.scenario });
      toast(t("released", { count: n(released) }));
      this.read();
    } catch (problem) {
      toast(problem.message, true);
    }
  }

  row(push) {
    const last = push.attempts.at(-1);
    return [h("b", { class: "num" }, `#${push.id}`), h("span", { class: "meta" }, `${push.account} · ${push.dialect} · ${t("push.items", { count: push.items.length })}`),
      h("time", {}, last?.at ?? ""), h("span", { class: "line" }, h("span", { class: "text" }, push.url),
        h("span", { class: `state ${tones[push.state]}` }, t(`pushstate.${push.state}`)))];
  }

  whole(push) {
    return [
      h("header", { class: "head" }, h("h2", {}, `#${push.id}`), h("span", { class: `state ${tones[push.state]}` }, t(`pushstate.${push.state}`)),
        push.next_at && h("span", { class: "faint" }, t("push.next", { time: push.next_at }))),
      h("dl", { class: "facts" }, [["url", push.url], ["account", push.account], ["scenario", push.scenario], ["dialect", push.dialect]].map(([name, value]) =>
        h("div", {}, h("dt", {}, t(`field.${name}`)), h("dd", {}, value)))),
      h("section", {}, h("h3", {}, t("push.attempts")), h("ol", { class: "life" }, push.attempts.map((attempt) => h("li", { class: attempt.status >= 200 && attempt.status < 300 ? "good" : "bad" },
        h("span", {}, attempt.status ? `HTTP ${attempt.status}` : attempt.error, " ", attempt.answer && h("code", {}, attempt.answer.slice(0, 300))),
        h("time", {}, `${attempt.at} · ${attempt.milliseconds} ms`))))),
      h("section", {}, h("h3", {}, t("push.what")), h("ul", { class: "plainlist" }, push.items.map((item) => h("li", {},
        h("a", { href: item.kind === "report" ? address("messages", { id: item.report }) : address("handset", { mobile: item.mobile }) }, item.mobile),
        " ", item.kind === "report" ? h("span", { class: "stat" }, item.stat) : item.content)))),
    ];
  }
}

export class Requests extends Records {
  kinds = ["request", "message"];

  constructor(root) {
    super(root, { name: "requests", empty: "empty.requests" });
  }

  key_(request) {
    return String(request.id ?? request.request ?? request.number);
  }

  opens() {
    return false;
  }

  row(request) {
    return [h("b", { class: "num" }, `#${this.key_(request)}`), h("span", { class: "meta" }, [request.dialect, request.operation, request.account].filter(Boolean).join(" · ")),
      h("time", {}, request.at ?? ""), h("span", { class: "line" }, h("span", { class: "text" }, `${request.method ?? ""} ${request.path ?? request.target ?? ""}`),
        request.findings?.length > 0 && h("span", { class: "state wait" }, t("findings.count", { count: request.findings.length })),
        h("span", { class: "stat" }, outcomeOf(request)))];
  }

  async open() {
    const { id } = this;
    if (id === null) return fill(this.pane, h("p", { class: "empty" }, t("choose.requests")));
    if (id === this.drawn) return;
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    try {
      const record = await get(`requests/${id}`, {}, signal);
      this.show([
        h("header", { class: "head" }, h("h2", {}, `#${id}`), h("span", { class: "stat" }, outcomeOf(record)), h("time", {}, record.at ?? "")),
        details(record), exchange(record)]);
    } catch (problem) {
      if (problem.name !== "AbortError") this.show(h("p", { class: "empty" }, problem.message));
    }
  }
}

const outcomeOf = ({ outcome }) => (outcome == null ? "" : typeof outcome === "string" ? outcome : Object.values(outcome).filter((value) => typeof value !== "object").join(" "));

/** What the record says in few words, and the parameters as they were read. */
function details(record) {
  const simple = ["dialect", "operation", "account", "scenario", "peer", "duration_ms", "charset", "status"].filter((name) => record[name] != null);
  const parameters = Array.isArray(record.parameters) ? record.parameters.map((each) => [each.name, each.value]) : Object.entries(record.parameters ?? {});
  return [
    h("dl", { class: "facts" }, simple.map((name) => h("div", {}, h("dt", {}, t(`field.${name}`)), h("dd", {}, String(record[name]))))),
    parameters.length > 0 && h("section", {}, h("h3", {}, t("parameters")), h("div", { class: "wide" }, h("table", {}, h("tbody", {}, parameters.map(([name, value]) =>
      h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "anywhere" }, String(value)))))))),
  ];
}

export class Findings extends Records {
  kinds = ["message", "request"];

  constructor(root) {
    super(root, { name: "lint", empty: "empty.lint" });
  }

  key_(entry) {
    return [entry.rule, entry.dialect, entry.account ?? ""].join(" ");
  }

  row(entry) {
    return [h("b", {}, entry.rule), h("span", { class: "meta" }, [entry.dialect, entry.account].filter(Boolean).join(" · ")), h("span", { class: "num" }, `×${n(entry.count)}`),
      h("span", { class: "line" }, h("span", { class: "text" }, entry.what), h("span", { class: `state ${entry.severity === "error" ? "bad" : "wait"}` }, t(`severity.${entry.severity}`)))];
  }

  whole(entry) {
    return [
      h("header", { class: "head" }, h("h2", {}, entry.rule), h("span", { class: `state ${entry.severity === "error" ? "bad" : "wait"}` }, t(`severity.${entry.severity}`)),
        h("span", { class: "faint" }, entry.section === "-" ? "" : entry.section)),
      h("p", { class: "big" }, entry.what), h("p", {}, entry.why), h("p", {}, h("b", {}, entry.advice)),
      h("section", {}, h("h3", {}, t("lint.examples")), entry.examples.map((finding) => h("p", {},
        finding.request ? h("a", { href: address("requests", { id: finding.request }) }, `#${finding.request}`) : null, " ", finding.seen))),
    ];
  }
}
