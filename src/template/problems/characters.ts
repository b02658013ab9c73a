import { maxMarks, type UnreadableFault } from "../../text/characters.ts";
import { defineProblem } from "./entry.ts";

export interface Character {
  readonly fault: UnreadableFault | "space";
  /** The number of the character, such as `U+202E`, or the word in quotes. */
  readonly written: string;
  /** Whether an escape or an entity writes it, so that it is not in the file itself. */
  readonly isEscaped: boolean;
}

/** Blanks or empty lines that push what follows out of sight. */
export interface Gap {
  readonly fault: "gap";
  /** `spaces` or `lines`. */
  readonly written: string;
}

const faults: Readonly<Record<Character["fault"], readonly [why: string, hint: string]>> = {
  invisible: ["which is invisible", "remove it, or write it as an escape where code needs it"],
  emoji: [
    "which is invisible",
    "remove it; an emoji has to be a single character, so choose another or use words",
  ],
  marks: [
    "a combining mark that covers what is around it",
    `put at most ${maxMarks} marks on a letter, and none on anything else`,
  ],
  space: [
    "which looks like a space but is another character",
    "write a space, or an escape if a string needs it",
  ],
  mixed: [
    "which mixes Latin letters with others that look like them",
    "write the whole word in one alphabet",
  ],
  twins: ["whose letters look like Latin ones but are others", "write it in Latin letters"],
};

function tellCharacter({ fault, written, isEscaped }: Character): string {
  const [why] = faults[fault];
  return isEscaped ? `${written} is written here, ${why}` : `there is ${written} here, ${why}`;
}

/** What a reader cannot see, or takes for something else, anywhere in a template. */
export const characterProblems = {
  "character-hidden": defineProblem<Character | Gap>({
    message: (character) =>
      character.fault === "gap"
        ? `there are so many ${character.written} here that what follows is out of sight`
        : tellCharacter(character),
    hint: ({ fault }) => (fault === "gap" ? "remove them" : faults[fault][1]),
    explanation: `
      There is an invisible character here, or a YAML escape or Markdown entity that writes one, so
      the code or text is not what it seems to be. Invisible characters are: control characters, a
      carriage return without a line feed, U+2028 and U+2029 (which end a comment, but only for
      JavaScript), joiners, direction marks, variation selectors, tags, fillers such as U+3164, the
      blank Braille pattern, and characters for private use. These are also refused: a combining
      mark without a letter, more than three combining marks in a row, and in code any white space
      other than the usual kinds. So are more than 100 spaces or 30 empty lines in a row in code,
      because they push what follows out of sight. Remove the character. In a string in code, write
      it as an escape, \`"\\u202E"\`. An emoji has to be a single character: write ❤ without its
      variation selector, and use words in place of an emoji that is joined from several.`,
  }),
  "character-mixed": defineProblem<Character>({
    message: tellCharacter,
    hint: ({ fault }) => faults[fault][1],
    explanation: `
      A word mixes Latin letters with Cyrillic, Greek or other letters that look the same, so it is
      not the word that it seems to be. Write the whole word in one alphabet.`,
  }),
};
