// The catalogue of documented outcomes, and the stats in it that a report can fail with.
import { get } from "./api.js";

let catalogue = null;

/** Every documented outcome, as the coverage call lists them; read once. */
export function outcomes() {
  catalogue ??= get("coverage").then(({ outcomes: all }) => all, (problem) => {
    catalogue = null;
    throw problem;
  });
  return catalogue;
}

/** The stats of failure of a dialect, or of all where its document names none. */
export async function failures(dialect) {
  const all = (await outcomes()).filter((row) => row.where === "stat" && row.code !== "DELIVRD");
  const own = all.filter((row) => row.dialect === dialect);
  // Where a document leaves digits open, as in MO:NNNN, any do.
  return (own.length ? own : all).map((row) => ({ ...row, code: row.code.replace(/N+$/, (open) => "1234".slice(0, open.length)) }));
}
