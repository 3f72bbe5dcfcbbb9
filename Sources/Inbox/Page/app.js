// The shell: navigation, theme and language, the token, the stream of events, and the keys.
import { get, setToken, whenTokenIsWanted } from "./api.js";
import { $, calm, fill, h, say, toast } from "./dom.js";
import { connection, follow, listen } from "./events.js";
import { language, switchLanguage, t } from "./language.js";
import { Messages } from "./messages.js";
import { address, route } from "./route.js";
import { isRunning, now, readClocks, setClock, timeText, whenClocksChange, worldNames } from "./worlds.js";

// What is not there at the first sight is loaded when it is asked for.
const views = {
  messages: async () => Messages,
  handset: async () => (await import("./handset.js")).Handset,
  scenarios: async () => (await import("./scenarios.js")).Scenarios,
  coverage: async () => (await import("./coverage.js")).Coverage,
  pushes: async () => (await import("./records.js")).Pushes,
  requests: async () => (await import("./records.js")).Requests,
  lint: async () => (await import("./records.js")).Findings,
};
const keys = [["j", "k", "keys.move"], ["/", "keys.search"], ["r", "keys.reply"], ["Esc", "keys.back"], ["1", "…", "7", "keys.views"], ["?", "keys.all"]];

let view = null;
let name = null;

async function show() {
  const parameters = route();
  const wanted = views[parameters.view] ? parameters.view : "messages";
  if (wanted === name) return view?.update(parameters);
  name = wanted;
  view?.close();
  view = null;
  for (const link of $("nav").children) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  say($("title"), t(`nav.${name}`));
  document.title = `${t(`nav.${name}`)} · fakecarrier`;
  const View = await views[wanted]();
  if (wanted !== name) return;
  const root = $("view");
  root.dataset.view = name;
  view = new View(root);
}

function shell() {
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  // The address after # is a view's, so the link goes there by hand.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("view").focus();
  });
  const nav = $("nav");
  nav.setAttribute("aria-label", t("nav"));
  fill(nav, Object.keys(views).map((each) => h("a", { href: address(each), "data-view": each }, h("i", { class: "sign", "aria-hidden": "true" }, signs[each]), h("span", {}, t(`nav.${each}`)))));
  fill($("tools"),
    h("span", { id: "link", class: "link", role: "img" }),
    h("button", { class: "plain", title: t("theme"), "aria-label": t("theme"), onclick: switchTheme }, "◐"),
    h("button", { class: "plain", title: t("language.other"), lang: language === "zh" ? "en" : "zh", onclick: switchLanguage }, language === "zh" ? "EN" : "中文"),
    h("button", { class: "plain", title: t("keys.all"), "aria-label": t("keys.all"), onclick: help }, "?"));
}

const signs = { messages: "✉", handset: "☎", scenarios: "◷", coverage: "▦", pushes: "⇥", requests: "⇄", lint: "✓" };

function switchTheme() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset.theme = isDark ? "light" : "dark";
  try { localStorage.setItem("theme", dataset.theme); } catch { /* for this page only */ }
}

let nextSecond;
/** Shows the first worlds' clocks, and again when the second of one that runs is over. */
function clocks() {
  const names = worldNames();
  const shown = names.slice(0, 3);
  const box = $("clocks");
  if (box.children.length !== shown.length) {
    fill(box, shown.map(() => h("a", { href: address("scenarios") }, h("span"), h("time", { class: "num" }))));
  }
  shown.forEach((world, index) => {
    const [label, time] = box.children[index].children;
    say(label, isRunning(world) ? world : `${world} ❚❚`);
    say(time, timeText(now(world)));
  });
  clearTimeout(nextSecond);
  const left = shown.filter(isRunning).map((world) => 1000 - (now(world) % 1000));
  if (left.length) nextSecond = setTimeout(clocks, Math.min(...left) + 5);
}

whenClocksChange(clocks);
const readWorlds = () => readClocks().catch(() => {});
const readWorldsInFlood = calm(2500, readWorlds);

function linkState() {
  const link = $("link");
  link.className = `link ${connection}`;
  link.setAttribute("aria-label", t(`link.${connection}`));
  link.title = t(`link.${connection}`);
}

function help() {
  const box = h("dialog", { class: "help", "aria-labelledby": "help-title", onclose: () => box.remove() },
    h("h2", { id: "help-title" }, t("keys.all")),
    h("dl", { class: "keys" }, keys.map((row) => [h("dt", {}, row.slice(0, -1).map((key) => (key === "…" ? key : h("kbd", {}, key)))), h("dd", {}, t(row.at(-1)))])),
    h("form", { method: "dialog" }, h("button", { class: "primary", autofocus: true }, t("close"))));
  document.body.append(box);
  box.showModal();
}

let asking = null;
/** Asks for the control token; all who want it wait for the one answer. */
function askToken(isRefused) {
  asking ??= new Promise((done) => {
    const input = h("input", { type: "password", id: "token", autocomplete: "off", required: true, pattern: "[ -~]+" });
    const box = h("dialog", { class: "help", "aria-labelledby": "token-title", oncancel: (event) => event.preventDefault(), onclose: () => asking && box.showModal() },
      h("h2", { id: "token-title" }, t("token.title")), h("p", {}, t("token.text")),
      isRefused && h("p", { class: "bad", role: "alert" }, t("token.refused")),
      h("form", { onsubmit: (event) => {
        event.preventDefault();
        setToken(input.value.trim());
        asking = null;
        box.close();
        box.remove();
        done();
      } }, h("label", { for: "token" }, t("token.label")), input, h("button", { class: "primary" }, t("open"))));
    document.body.append(box);
    box.showModal();
  });
  return asking;
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const { target, key } = event;
  const isWriting = target.matches("input, textarea, select");
  if (isWriting && key !== "Escape") return;
  // Where a text scrolls, the arrows are for that.
  if (/^(Arrow|Home)/.test(key) && target.closest(".pane, .page")) return;
  if (isWriting && target.id !== "search") return target.blur();
  const at = Number(key);
  if (key === "?") help();
  else if (at >= 1 && at <= 7) location.hash = address(Object.keys(views)[at - 1]);
  else if (!view?.key(key)) return;
  event.preventDefault();
});

shell();
linkState();
whenTokenIsWanted(askToken);
addEventListener("hashchange", show);
listen((event) => {
  if (event.type === "connection") linkState();
  if (event.type === "clock") {
    const { scenario, time, running } = event.data;
    setClock(scenario, time, running);
  }
  if (event.type === "scenario") readWorlds();
  if (event.type === "gap") readWorldsInFlood();
  view?.event(event);
});
await show();
// So that a reply that is begun loses no key.
setTimeout(() => views.handset().catch(() => {}), 500);
readClocks().then(() => view?.event({ type: "clock" }), (problem) => toast(problem.message, true));
follow();
