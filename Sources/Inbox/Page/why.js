// Why something came out as it did: who had the last word, what was tried, and what was planned.
import { h } from "./dom.js";
import { t } from "./language.js";
import { pill } from "./parts.js";

const verdicts = { passed: "mute", objected: "wait", refused: "bad", reported: "wait" };

const decider = ({ kind, name, line }) => t(`by.${kind}`, { name, line });

export function explanation({ decided_by: by, account_rules: tried, scenario_rules: met, report }) {
  const plan = report?.planned.flatMap(({ stats, after }) => stats.map(({ stat, weight }) =>
    t("why.planned", { stat: stat ?? "–", share: stats.length > 1 ? `${weight} × ` : "", after }))).join(", ");
  return h("div", { class: "why" },
    h("p", {}, h("b", {}, decider(by))),
    met.map((rule) => h("p", {}, pill(rule.met === "matched" ? "good" : "mute", t(`met.${rule.met}`)), " ",
      t("why.rule", rule), rule.decided.length > 0 && `: ${rule.decided.join(", ")}`)),
    report && h("p", { class: "faint" }, t("why.report", { plan: plan || "–" }),
      decider(report.decided_by) !== decider(by) && ` ${decider(report.decided_by)}`),
    tried.length > 0 && h("p", { class: "tried" }, tried.map(({ rule, verdict }) =>
      h("span", { class: verdicts[verdict] }, verdict === "passed" ? "✓ " : "✕ ", rule, verdict !== "passed" && ` (${t(`verdict.${verdict}`)})`))));
}
