// The first visit: the line that sends the first message, with this server's own address and account.
import { get } from "./api.js";
import { h } from "./dom.js";
import { t } from "./language.js";
import { copier } from "./parts.js";

let known = null;

/** `{ host, account }`: where clients send to, and an account that may. */
export function gateway() {
  known ??= Promise.all([get("info"), get("accounts", { limit: 1 })]).then(([info, { items }]) => {
    const [host, port] = info.gateway.match(/^(.*):(\d+)$/).slice(1);
    // Any address is none to send to: the page's own host is one that works.
    const isAny = host === "0.0.0.0" || host === "[::]";
    const isHere = info.gateway === info.control;
    const there = isHere ? location.host : isAny ? `${location.hostname}:${port}` : info.gateway;
    const settings = items[0]?.settings;
    return { host: there, account: settings?.account ?? "account", password: settings?.password ?? "password", userid: settings?.userid ?? "" };
  }).catch((problem) => {
    known = null;
    throw problem;
  });
  return known;
}

const quoted = (word) => (/^[\w.=@:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
const line = (path, fields) => ({ host }) =>
  `curl http://${host}${path} \\\n  ${Object.entries(fields).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`).join(" \\\n  ")}`;

/** A line that sends a text to a number in a dialect's own words. */
export async function sendLine(dialect, mobile, content) {
  const { host, account, password, userid } = await gateway();
  const lines = {
    smgw: line("/sms", { action: "send", account, password, mobile, content, rt: "json" }),
    httpbatch: line("/msg/HttpBatchSendSM", { account, pswd: password, mobile, msg: content, needstatus: "true" }),
    aspx: line("/sms.aspx", { action: "send", ...(userid && { userid }), account, password, mobile, content }),
    mms: line("/sendmms.aspx", { action: "send", ...(userid && { userid }), account, password, mobile, title: "MMS", content: "3,txt|xOO6ww==" }),
  };
  return (lines[dialect] ?? lines.smgw)({ host });
}

/** A line to paste, with a button that copies it. */
export function pasted(text) {
  return h("div", { class: "pasted" }, h("pre", { tabindex: "0", "aria-label": t("command") }, text), copier(text));
}

export async function firstSteps() {
  return h("div", { class: "welcome" },
    h("h2", {}, t("welcome.title")), h("p", {}, t("welcome.text")),
    pasted(await sendLine("smgw", "13800138000", t("welcome.content"))),
    h("p", { class: "faint" }, t("welcome.then")));
}
