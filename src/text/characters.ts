/** Something in a text that its reader does not see, or takes for something else. */
export interface Unreadable {
  readonly code: "character-hidden" | "character-mixed";
  /** Offsets in the text, the end exclusive. */
  readonly range: { readonly start: number; readonly end: number };
  readonly fault: UnreadableFault;
  /** The number of the character, such as `U+202E`, or the word in quotes. */
  readonly written: string;
}

/**
 * A character is `invisible`, a part of an `emoji` that is joined of several, or one of too many
 * combining `marks`. A word is `mixed` of letters that look alike, or all its letters have `twins`
 * in another alphabet.
 */
export type UnreadableFault = "invisible" | "emoji" | "marks" | "mixed" | "twins";

/**
 * What nobody sees in a text, or what each program shows differently: control characters except for
 * tab and line feed, the separators that end a line for JavaScript alone, everything that Unicode
 * lets a program leave out (joiners, marks of direction, variation selectors, tags, fillers),
 * blanks that are no blanks to Unicode, characters without a meaning of their own, halves of
 * characters.
 */
const hidden = new RegExp(
  String.raw`[^\P{Cc}\t\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]|` +
    String.raw`\p{Noncharacter_Code_Point}|\u2800|\uFFFC|\u{16FE4}|\u{1D159}`,
  "u",
);

/** What makes an emoji of several, or chooses how one looks. */
const emojiPart = /\u200D|\uFE0E|\uFE0F|[\u{E0020}-\u{E007F}]/u;

/** How many combining marks may follow each other: the most that a language is written with. */
export const maxMarks = 3;

/** Marks without a letter or a digit to stand on, or too many of them. */
const marks = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}\u25CC])\p{M}|(?<=[\p{L}\p{N}\u25CC])\p{M}{${maxMarks + 1}}`,
  "u",
);

/** Every character that is hidden, and runs of marks that cover what is around them. */
const unseen = new RegExp(
  `${hidden.source}|` +
    String.raw`(?<![\p{L}\p{N}\p{M}\u25CC])\p{M}+|(?<=[\p{L}\p{N}\u25CC])\p{M}{${maxMarks + 1},}`,
  "gu",
);

/** Letters of other alphabets that look like Latin ones. Of Greek only some: µ and Ω are units. */
const likeLatin =
  String.raw`[\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}` +
  String.raw`\p{Script=Lisu}\p{Script=Old_Italic}\p{Script=Deseret}\p{Script=Gothic}\p{Script=Carian}` +
  String.raw`\p{Script=Canadian_Aboriginal}\p{Script=Vai}\u01C0-\u01C3\u1D00-\u1D2B\uA78C` +
  // Letters of formulas, of full width and of Roman numbers, and ligatures.
  String.raw`\u{1D400}-\u{1D7CB}\uFF21-\uFF3A\uFF41-\uFF5A\u2102\u210A-\u2113\u2115\u2119-\u211D` +
  String.raw`\u2124\u2128\u212C-\u2134\u2139\u2145-\u2149\u2160-\u217F\uFB00-\uFB06` +
  String.raw`\u212A\u017F\u0251\u0261\u0269\u1D0F` +
  String.raw`\u0391\u0392\u0395-\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7` +
  String.raw`\u03B9\u03BA\u03BD\u03BF\u03C1\u03C5\u03C7\u03F2\u03F3]`;

/**
 * Letters of Cyrillic and of Greek that nobody can tell from Latin ones, and the others of each:
 * what is written in the language has some of these.
 */
const twins = [
  ["\\p{Script=Cyrillic}", "аеорсухіјѕһԁӏԛԝАВЕКМНОРСТУХІЈЅҮԚԜ"],
  ["\\p{Script=Greek}", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"],
].map(([script = "", letters = ""]) => ({
  twin: new RegExp(`[${letters}]`, "u"),
  other: new RegExp(`(?![${letters}])${script}`, "u"),
}));

/** Where such a letter is beside a Latin one. */
const mixed = new RegExp(`[A-Za-z]${likeLatin}|${likeLatin}[A-Za-z]`, "u");

const beyondAscii = /[^\p{ASCII}]/u;

/** The first character that a text may not hold, or the first word of letters that look alike. */
export function findUnreadable(text: string): Unreadable | undefined {
  const offset = text.search(hidden);
  if (offset !== -1) {
    return hiddenAt(text, offset);
  }
  // Most text has nothing but ASCII.
  if (!beyondAscii.test(text)) {
    return undefined;
  }
  const stacked = text.search(marks);
  if (stacked !== -1) {
    return stackedAt(text, stacked);
  }
  const pair = text.search(mixed);
  return pair === -1 ? undefined : mixedAt(text, pair);
}

/**
 * The first word of a whole file whose letters could all be Latin ones, though they are of another
 * alphabet, unless the file has text in a language of that alphabet.
 */
export function findTwins(text: string): Unreadable | undefined {
  if (!beyondAscii.test(text)) {
    return undefined;
  }
  const [offset] = twins
    .filter(({ twin, other }) => twin.test(text) && !other.test(text))
    .map(({ twin }) => text.search(twin));
  if (offset === undefined) {
    return undefined;
  }
  return { ...mixedAt(text, offset), fault: "twins" };
}

function hiddenAt(text: string, offset: number): Unreadable {
  const character = characterAt(text, offset);
  return {
    code: "character-hidden",
    range: { start: offset, end: offset + character.length },
    fault: emojiPart.test(character) ? "emoji" : "invisible",
    written: nameOf(character),
  };
}

function stackedAt(text: string, offset: number): Unreadable {
  const character = characterAt(text, offset);
  return {
    code: "character-hidden",
    range: { start: offset, end: offset + character.length },
    fault: "marks",
    written: nameOf(character),
  };
}

function mixedAt(text: string, offset: number): Unreadable {
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, offset - 40), offset))?.[0] ?? "";
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(offset, offset + 40))?.[0] ?? "";
  const word = before + after;
  return {
    code: "character-mixed",
    range: { start: offset - before.length, end: offset - before.length + word.length },
    fault: "mixed",
    written: JSON.stringify(word),
  };
}

/** A text in which whatever its reader would not see is written out, such as `⟨U+202E⟩`. */
export function markHidden(text: string): string {
  // Most text has nothing but ASCII that is seen.
  if (!hidden.test(text) && !beyondAscii.test(text)) {
    return text;
  }
  return text.replace(unseen, (run) =>
    Array.from(run, (character) => `⟨${nameOf(character)}⟩`).join(""),
  );
}

/** The offset of the first character that is not ASCII, or -1. */
export function findBeyondAscii(text: string): number {
  return text.search(beyondAscii);
}

/** Whether there is anything to read in a text. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A character by its number, such as U+202E. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}
