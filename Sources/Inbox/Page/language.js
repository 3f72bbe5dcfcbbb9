// Texts in the reader's language; `en.js` and `zh.js` hold them.
import en from "./en.js";
import zh from "./zh.js";

const all = { en, zh };
export const language = document.documentElement.lang;
const texts = all[language] ?? en;

/** The text of a key, `{name}` replaced; an unknown key stands for itself. */
export function t(key, values) {
  const text = texts[key] ?? en[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : text;
}

export const has = (key) => key in en;
const numbers = new Intl.NumberFormat(language);
export const n = (value) => numbers.format(value);

export function switchLanguage() {
  try { localStorage.setItem("language", language === "zh" ? "en" : "zh"); } catch { /* then it holds for this visit */ }
  location.reload();
}
