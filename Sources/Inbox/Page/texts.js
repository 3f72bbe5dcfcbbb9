// What stands in a text: a code to copy, segments, and bytes that do not show.

const word = /验证码|校验码|动态码|动态密码|激活码|认证码|确认码|提取码|取件码|随机码|口令|\b(?:code|otp|pin|passcode)\b/gi;
const digits = /(?<![0-9A-Za-z.:])\d{4,8}(?![0-9A-Za-z:]|\.\d)/g;

/** The code of a text such as 您的验证码是1234; null where it has none. */
export function code(text) {
  const words = [...text.matchAll(word)];
  if (!words.length) return null;
  let best = null;
  for (const found of text.matchAll(digits)) {
    for (const { index, 0: { length } } of words) {
      const gap = found.index - index - length;
      // Behind the word is where a code stands; before it is the second choice.
      const distance = gap >= 0 ? gap : 40 - found.index + index;
      if (!best || distance < best.distance) best = { distance, code: found[0] };
    }
  }
  return best?.code ?? null;
}

/** A text in its segments, of so many UTF-16 units each. */
export function segments(text, lengths) {
  let start = 0;
  return lengths.length < 2 ? [text] : lengths.map((length) => text.slice(start, (start += length)));
}

/** The text that bytes are: UTF-8, or else GB18030. */
export function decode(bytes) {
  for (const name of ["utf-8", "gb18030"]) {
    try {
      return { text: new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes), name };
    } catch { /* the next */ }
  }
  return { text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""), name: "latin-1" };
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const invisible = /[\0-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u2064\u2066-\u206f\u3000\ufeff]| (?=\r?\n|$)/g;

/** A text in pieces, `{ text }` or `{ mark, newline }` where a character does not show. */
export function visible(text) {
  const pieces = [];
  let start = 0;
  for (const { index, 0: character } of text.matchAll(invisible)) {
    if (index > start) pieces.push({ text: text.slice(start, index) });
    pieces.push({ mark: sign(character), newline: character === "\n" });
    start = index + character.length;
  }
  if (start < text.length) pieces.push({ text: text.slice(start) });
  return pieces;
}

const names = { 0: "NUL", 9: "TAB", 10: "LF", 13: "CR", 27: "ESC", 32: "SP", 127: "DEL" };

/** Names rather than the signs that Unicode has for them, as few fonts have those. */
function sign(character) {
  const point = character.codePointAt(0);
  return names[point] ?? `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
