// Messages, newest first and live: the list, its search and filters, and the one that is open.
import { get } from "./api.js";
import { announce, calm, fill, h, released, say, toast } from "./dom.js";
import { n, t } from "./language.js";
import { LongList } from "./list.js";
import { MessagePane, reporting, touched } from "./message.js";
import { address, adjust, go, route } from "./route.js";
import { code } from "./texts.js";
import { firstSteps } from "./welcome.js";
import { moment, now, shortTime, stateNow, tone, worldNames } from "./worlds.js";

const filters = ["q", "scenario", "account", "dialect", "state"];
const states = ["pending", "due", "taken", "pushed", "failed", "refused", "scheduled", "no_report"];
const dialects = ["smgw", "httpbatch", "aspx", "mms"];
const most = 1000;
// More than a screen, and little to read.
const screen = 60;
// So long after the last reading from the top, in milliseconds, more than the screen is read.
const lull = 3500;

export class Messages {
  constructor(root) {
    this.items = [];
    this.total = 0;
    this.places = new Map();
    this.stale = new Set();
    this.pane = new MessagePane();
    this.list = new LongList({
      label: t("nav.messages"),
      rowHeight: 58,
      make: () => new Row(),
      item: (index) => this.items[index],
      onSight: (first, last) => this.inSight(first, last),
      onChoose: (index) => this.open(index),
    });
    this.search = h("input", {
      type: "search", id: "search", placeholder: t("search"), "aria-label": t("search"), autocomplete: "off",
      spellcheck: "false", oninput: () => this.seek(),
    });
    this.selects = Object.fromEntries(
      ["scenario", "account", "dialect", "state"].map((name) => [
        name,
        h("select", { "aria-label": t(`filter.${name}`), onchange: (event) => adjust({ [name]: event.target.value, id: null }) }),
      ]),
    );
    this.count = h("span", { class: "count" });
    this.fresh = h("button", { class: "fresh", hidden: true, onclick: () => this.list.element.scrollTo({ top: 0 }) });
    this.empty = h("div", { class: "empty", hidden: true });
    this.split = h("div", { class: "split" },
      h("section", { class: "left", "aria-label": t("nav.messages") },
        h("div", { class: "bar" }, this.search, this.count,
          h("div", { class: "filters" }, Object.values(this.selects))),
        h("div", { class: "under" }, this.list.element, this.fresh, this.empty)),
      this.pane.element);
    fill(root, this.split);
    this.seek = calm(120, () => adjust({ q: this.search.value.trim(), id: null }, true));
    this.catchUp = calm(200, () => this.fetchNew());
    this.redraw = calm(250, () => this.list.plan());
    this.reload = calm(400, () => (this.loading ? this.reload() : this.load(true)));
    // In a flood one gap follows the other.
    this.reloadInFlood = calm(2500, () => this.reload());
    this.meetInFlood = calm(5000, () => this.meet());
    this.update(route());
  }

  update(parameters) {
    const query = Object.fromEntries(filters.map((name) => [name, parameters[name] ?? null]));
    const isNew = JSON.stringify(query) !== JSON.stringify(this.query);
    this.query = query;
    if (document.activeElement !== this.search) this.search.value = query.q ?? "";
    if (isNew) this.meet();
    const opened = parameters.id ?? null;
    this.split.classList.toggle("open", opened !== null);
    if (opened !== this.opened) {
      this.opened = opened;
      this.pane.show(opened);
    }
    if (isNew) this.load();
    else this.choose();
  }

  /** Learns the accounts there are. */
  meet() {
    this.accounts = get("accounts", { scenario: this.query.scenario, limit: most }).then(
      ({ items }) => items.map(({ account }) => account), () => []);
    this.offer();
  }

  /** The choices of the filters, what is chosen among them. */
  async offer() {
    const accounts = await this.accounts;
    this.worlds = worldNames().join();
    const choices = { scenario: worldNames(), account: accounts, dialect: dialects, state: states };
    for (const [name, select] of Object.entries(this.selects)) {
      const chosen = this.query[name];
      const values = choices[name].includes(chosen) || !chosen ? choices[name] : [chosen, ...choices[name]];
      fill(select, h("option", { value: "" }, t(`filter.${name}`)),
        values.map((value) => h("option", { value }, name === "state" ? t(`state.${value}`) : value)));
      select.value = chosen ?? "";
      select.classList.toggle("set", Boolean(chosen));
      select.hidden = name === "scenario" && values.length < 2;
    }
  }

  async load(keepsPlace = false) {
    this.loading?.abort();
    const { signal } = (this.loading = new AbortController());
    const limit = keepsPlace && this.list.element.scrollTop > 0 ? Math.min(most, Math.max(screen, this.items.length)) : screen;
    // What changes from here on is read again.
    this.stale.clear();
    try {
      const page = await get("messages", { ...this.query, limit }, signal);
      await released();
      if (signal.aborted) return;
      const added = page.total - this.total;
      [this.items, this.total, this.next] = [page.items, page.total, page.next];
      this.place();
      if (!keepsPlace) this.list.element.scrollTop = 0;
      this.list.resize(this.total);
      this.say();
      if (keepsPlace) this.mark(added);
      clearTimeout(this.lull);
      this.lull = setTimeout(() => {
        this.lull = null;
        this.list.plan();
      }, lull);
    } catch (problem) {
      if (problem.name !== "AbortError") toast(problem.message, true);
    } finally {
      if (this.loading?.signal === signal) this.loading = null;
    }
  }

  /** The parts of the list down to what is in sight, one after the other. */
  async inSight(first, last) {
    this.sight = [first, last];
    this.refresh(first, last);
    if (this.more || this.loading || !this.next || last + screen < this.items.length) return;
    // Where lists are read again and again, only who scrolls gets more of each.
    if (this.lull && first === 0) return;
    const items = this.items;
    this.more = true;
    try {
      const page = await get("messages", { ...this.query, limit: most, cursor: this.next });
      if (items !== this.items) return;
      for (const item of page.items) {
        this.places.set(item.id, items.length);
        items.push(item);
      }
      this.next = page.next;
    } catch (problem) {
      toast(problem.message, true);
    } finally {
      this.more = false;
      this.list.plan();
    }
  }

  /** What came since the newest that is known. */
  async fetchNew() {
    if (this.loading || this.fetching) return this.catchUp();
    const newest = this.items[0]?.id;
    if (newest === undefined) {
      await this.load(true);
      return this.tell(this.total, this.items[0]?.mobile);
    }
    const items = this.items;
    this.fetching = true;
    try {
      const page = await get("messages", { ...this.query, since: newest, limit: screen });
      await released();
      if (items !== this.items || !page.total) return;
      if (page.total > page.items.length) {
        this.tell(page.total, page.items[0].mobile);
        return this.load(true);
      }
      this.items = [...page.items, ...items];
      this.total += page.total;
      this.place();
      this.list.resize(this.total, page.items.length);
      this.say();
      this.tell(page.total, page.items[0].mobile);
      this.mark(page.total);
    } catch (problem) {
      toast(problem.message, true);
    } finally {
      this.fetching = false;
    }
  }

  /** Shows that so many more are above what is in sight. */
  mark(added) {
    if (added <= 0 || this.list.element.scrollTop === 0) return;
    fill(this.fresh, t("fresh", { count: n((this.unread = (this.unread ?? 0) + added)) }));
    this.fresh.hidden = false;
  }

  /** Says that so many have come. */
  tell(count, mobile) {
    if (count) announce(t(count === 1 ? "arrived.one" : "arrived.many", { count: n(count), mobile }));
  }

  /** Reads again what changed and is in sight. */
  async refresh(first, last) {
    if (this.list.element.scrollTop === 0 && !this.fresh.hidden) {
      this.fresh.hidden = true;
      this.unread = 0;
    }
    this.awaitDue(first, last);
    if (!this.stale.size || this.refreshing) return;
    const seen = this.items.slice(first, last + 1).filter(({ id }) => this.stale.has(id));
    if (!seen.length) return;
    this.refreshing = true;
    try {
      for (const { id } of seen) this.stale.delete(id);
      const isTop = first === 0 && seen.length > 3;
      const lowest = this.items[Math.min(last, this.items.length - 1)].id;
      const changed = isTop
        ? (await get("messages", { ...this.query, since: lowest - 1, limit: most })).items
        : await Promise.all(seen.map(({ id }) => get(`messages/${id}`)));
      for (const item of changed) {
        const place = this.places.get(item.id);
        if (place !== undefined) this.items[place] = item;
      }
    } catch (problem) {
      if (problem.status === 410) this.reload();
    } finally {
      this.refreshing = false;
      this.redraw();
    }
  }

  /** Draws again when the next report in sight falls due by its world's clock. */
  awaitDue(first, last) {
    clearTimeout(this.dueTimer);
    let next = Infinity;
    for (const item of this.items.slice(first, last + 1)) {
      const state = stateNow(item);
      const until = state === "pending" ? item.report?.due : state === "scheduled" ? item.at : null;
      if (until) next = Math.min(next, moment(until) - now(item.scenario));
    }
    if (next < 86_400_000) this.dueTimer = setTimeout(() => this.list.plan(), Math.max(next, 100));
  }

  event(event) {
    const { type } = event;
    // Some may have come between the first reading and the first event.
    if (type === "submission" || type === "connection") this.catchUp();
    else if (type === "clock") {
      this.redraw();
      if (worldNames().join() !== this.worlds) this.offer();
    }
    else if (type === "scenario") {
      this.meet();
      this.reload();
    } else if (type === "gap") {
      this.meetInFlood();
      this.reloadInFlood();
    }
    else if (reporting.includes(type)) this.changed(touched(event));
    this.pane.event(event);
  }

  changed(ids) {
    for (const id of ids ?? this.places.keys()) if (this.places.has(id)) this.stale.add(id);
    if (this.query.state) this.reload();
    else if (this.stale.size) this.redraw();
  }

  place() {
    this.places = new Map(this.items.map(({ id }, index) => [id, index]));
    this.choose();
  }

  choose() {
    const place = this.opened === null ? -1 : this.places.get(Number(this.opened)) ?? -1;
    if (place !== this.list.chosen) this.list.choose(place);
  }

  open(index) {
    const item = this.items[index];
    if (!item) return;
    adjust({ id: item.id }, this.opened !== null);
  }

  say() {
    say(this.count, this.total ? n(this.total) : "");
    const isEmpty = this.total === 0;
    this.empty.hidden = !isEmpty;
    if (!isEmpty) return;
    const isFiltered = filters.some((name) => this.query[name]);
    if (isFiltered) {
      fill(this.empty, h("p", {}, t("empty.filtered")),
        h("a", { class: "button", href: address("messages") }, t("filter.clear")));
    } else {
      firstSteps().then((steps) => this.total || fill(this.empty, steps));
    }
  }

  /** A key that no control has taken; whether it meant something here. */
  key(key) {
    const last = this.items.length - 1;
    const at = this.list.chosen;
    if (key === "j" || key === "ArrowDown") this.open(Math.min(at + 1, last));
    else if (key === "k" || key === "ArrowUp") this.open(Math.max(at - 1, 0));
    else if (key === "Home") this.open(0);
    else if (key === "/") this.search.select();
    else if (key === "r" && this.pane.message) {
      const { mobile, account } = this.pane.message;
      go("handset", { mobile, account, reply: 1 });
    } else if (key === "Escape") this.escape();
    else return false;
    return true;
  }

  escape() {
    if (document.activeElement === this.search) {
      if (this.search.value) adjust({ q: null }, true);
      this.search.value = "";
      this.list.element.focus();
    } else if (this.opened !== null) {
      adjust({ id: null });
      this.list.element.focus();
    }
  }

  close() {
    this.loading?.abort();
    this.list.close();
    this.pane.close();
    clearTimeout(this.dueTimer);
    clearTimeout(this.lull);
    for (const wish of [this.seek, this.catchUp, this.redraw, this.reload, this.reloadInFlood, this.meetInFlood]) wish.cancel();
  }
}

/** A message in the list. */
class Row {
  constructor() {
    this.mobile = h("b", { class: "num" });
    this.meta = h("span", { class: "meta" });
    this.time = h("time", {});
    this.text = h("span", { class: "text" });
    this.code = h("span", { class: "code" });
    this.stat = h("span", { class: "stat" });
    this.state = h("span", { class: "state" });
    this.element = h("div", { class: "row" }, this.mobile, this.meta, this.time,
      h("div", { class: "line" }, this.text, this.code, this.stat, this.state));
  }

  show(item) {
    this.element.classList.toggle("blank", !item);
    if (!item) {
      for (const part of [this.mobile, this.meta, this.time, this.text, this.code, this.stat, this.state]) say(part, "");
      this.shown = null;
      return;
    }
    const state = stateNow(item);
    const stat = item.report?.stat;
    say(this.mobile, item.mobile);
    say(this.meta, `${item.account} · ${item.dialect} · ${t(item.segments === 1 ? "segment" : "segments", { count: item.segments })}`);
    say(this.time, shortTime(item.submitted_at, item.scenario));
    if (this.shown !== item.content) {
      this.shown = item.content;
      // No row shows more than this of a text.
      say(this.text, item.content.slice(0, 120).replace(/\s+/g, " ") || t("no.text"));
      say(this.code, code(item.content) ?? "");
    }
    say(this.stat, item.refusal ?? (stat && stat !== "DELIVRD" ? stat : ""));
    say(this.state, t(`state.${state}`));
    const className = `state ${tone(state, stat)}`;
    if (this.state.className !== className) this.state.className = className;
  }
}
