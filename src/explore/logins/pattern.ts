import type { Random } from "./random.ts";

/**
 * A text that a pattern may match: the ways of a regular expression, followed by chance. What looks
 * around and what refers back is left out, so that a text need not match.
 */
export function sampleOf(source: string, random: Random): string {
  return new Sampler(source, random).choice();
}

const classes: Readonly<Record<string, string>> = {
  d: "0123456789",
  w: "abcdefgxyz0123456789_",
  s: " ",
  D: "ab",
  W: "-.",
  S: "abcxyz019",
  n: "\n",
  t: "\t",
};

class Sampler {
  readonly #source: string;
  readonly #random: Random;
  #at = 0;

  constructor(source: string, random: Random) {
    this.#source = source;
    this.#random = random;
  }

  /** Ways apart by `|`, up to the end of the group. */
  choice(): string {
    const ways = [this.#sequence()];
    while (this.#source[this.#at] === "|") {
      this.#at++;
      ways.push(this.#sequence());
    }
    return this.#random.pick(ways) ?? "";
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.#source.length && !"|)".includes(this.#source[this.#at] ?? "")) {
      const from = this.#at;
      const first = this.#atom();
      const [least, most] = this.#times();
      const count = least + this.#random.below(Math.min(most, least + 3) - least + 1);
      const after = this.#at;
      let repeated = count > 0 ? first : "";
      for (let index = 1; index < Math.min(count, 400); index++) {
        this.#at = from;
        repeated += this.#atom();
      }
      this.#at = after;
      text += repeated;
    }
    return text;
  }

  #atom(): string {
    const character = this.#source[this.#at++] ?? "";
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case "\\":
        return this.#escape();
      case ".":
        return this.#random.pick(Array.from("abcxyz019")) ?? "";
      case "^":
      case "$":
        return "";
      default:
        return character;
    }
  }

  #group(): string {
    const rest = this.#source.slice(this.#at);
    const [opening = ""] = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(rest) ?? [];
    this.#at += opening.length;
    const text = this.choice();
    this.#at++;
    return /[=!]$/.test(opening) ? "" : text;
  }

  #class(): string {
    const isOther = this.#source[this.#at] === "^";
    if (isOther) {
      this.#at++;
    }
    let members = "";
    while (this.#at < this.#source.length && this.#source[this.#at] !== "]") {
      const one = this.#member();
      const isRange = this.#source[this.#at] === "-" && this.#source[this.#at + 1] !== "]";
      if (!isRange || one.length !== 1) {
        members += one;
        continue;
      }
      this.#at++;
      members += range(one, this.#member());
    }
    this.#at++;
    const from = isOther
      ? Array.from("abcxyz019-_ é日").filter((item) => !members.includes(item))
      : Array.from(members);
    return this.#random.pick(from) ?? "";
  }

  #member(): string {
    const character = this.#source[this.#at++] ?? "";
    if (character !== "\\") {
      return character;
    }
    const name = this.#source[this.#at];
    if (name !== undefined && Object.hasOwn(classes, name)) {
      this.#at++;
      return classes[name] ?? "";
    }
    return this.#escape();
  }

  #escape(): string {
    const rest = this.#source.slice(this.#at);
    const [property] = /^[pP]\{[^}]*\}/.exec(rest) ?? [];
    if (property !== undefined) {
      this.#at += property.length;
      return property.includes("L") === property.startsWith("p") ? "a" : "1";
    }
    const [code] = /^(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2})/i.exec(rest) ?? [];
    if (code !== undefined) {
      this.#at += code.length;
      return String.fromCodePoint(parseInt(code.replace(/[^\da-f]/gi, "").replace(/^u/i, ""), 16));
    }
    const name = this.#source[this.#at++] ?? "";
    if (name === "b" || name === "B" || /\d/.test(name)) {
      return "";
    }
    return Object.hasOwn(classes, name)
      ? (this.#random.pick(Array.from(classes[name] ?? "")) ?? "")
      : name;
  }

  #times(): [number, number] {
    const rest = this.#source.slice(this.#at);
    const [written = "", least, comma, most] = /^(?:[*+?]|\{(\d+)(,)?(\d*)\})\??/.exec(rest) ?? [];
    this.#at += written.length;
    if (written === "") {
      return [1, 1];
    }
    if (least !== undefined) {
      const low = Number(least);
      return [
        low,
        comma === undefined ? low : most === "" || most === undefined ? low + 3 : Number(most),
      ];
    }
    return written.startsWith("?") ? [0, 1] : [written.startsWith("*") ? 0 : 1, 4];
  }
}

function range(first: string, last: string): string {
  const from = first.codePointAt(0) ?? 0;
  const to = Math.min(last.codePointAt(0) ?? 0, from + 128);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_item, index) =>
    String.fromCodePoint(from + index),
  ).join("");
}

/** Whether a text matches the source of a pattern, whatever its flags are: some need one. */
export function matches(source: string, text: string): boolean {
  return ["", "u"].some((flags) => compiled(source, flags)?.test(text));
}

const expressions = new Map<string, RegExp | undefined>();

function compiled(source: string, flags: string): RegExp | undefined {
  const key = `${flags}/${source}`;
  if (!expressions.has(key)) {
    expressions.set(key, compile(source, flags));
  }
  return expressions.get(key);
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
