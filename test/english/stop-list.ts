/** A turn of phrase that a native speaker would not use, and what to say in its place. */
export interface StopPhrase {
  /** A regular expression. A space in it matches any white space. */
  readonly pattern: string;
  readonly say: string;
  /** A sentence that the pattern finds. */
  readonly wrong: string;
  /** The same sentence as a native speaker would write it. */
  readonly right: string;
}

export const stopList: readonly StopPhrase[] = [
  {
    pattern:
      "stand(?:s|ing)? (?:in|under|beside|between|behind|at|on|twice|around|before|there|here|alone)",
    say: "appears in, is in, is listed under",
    wrong: "A template stands in each of its categories.",
    right: "A template is listed in each of its categories.",
  },
  {
    pattern:
      "(?<!there )(?:is|are|was|were) no (?!longer|more|less|fewer|better|worse|different)\\w+",
    say: "is not a",
    wrong: "The value is no domain.",
    right: "The value is not a domain, there is no default, and it is no longer needed.",
  },
  {
    pattern: "(?<!there )(?:is|are) none",
    say: "is not one, does not exist",
    wrong: "It was a global, and is none on Node 22.",
    right: "It was a global, and there is none on Node 22.",
  },
  {
    pattern: "anew|once more",
    say: "again",
    wrong: "Run once more to load it anew.",
    right: "Run again to update the result.",
  },
  {
    pattern: "all but|no \\w+ but",
    say: "everything except, only",
    wrong: "All but the last, with no modules but these.",
    right: "Everything except the last, with only these modules, and nothing but code.",
  },
  {
    pattern: "strangers?",
    say: "untrusted code, somebody else",
    wrong: "The page runs code of strangers.",
    right: "The page runs untrusted code.",
  },
  {
    pattern: "who may",
    say: "anyone who can, the people who can",
    wrong: "Decide who may log in.",
    right: "Decide who can log in.",
  },
  {
    pattern: "what (?:comes|came|has come) of",
    say: "the result, how it ends",
    wrong: "Run it to see what comes of it.",
    right: "Run it to see the result.",
  },
  {
    pattern: "under you",
    say: "pin a version",
    wrong: "Name a version, so that nothing changes under you.",
    right: "Pin a version.",
  },
  {
    pattern: "is like that",
    say: "no matching …",
    wrong: "No template is like that.",
    right: "No matching templates.",
  },
  {
    pattern: "one's own",
    say: "your own",
    wrong: "A setting of one's own.",
    right: "Your own setting.",
  },
  {
    pattern: "nobody sees|that nobody can see",
    say: "invisible",
    wrong: "The code has characters that nobody sees.",
    right: "The code has invisible characters.",
  },
  {
    pattern: "(?:sen[dt]s?|sent) (?:\\w+ )?(?:away|elsewhere)",
    say: "redirected",
    wrong: "The user is sent away.",
    right: "The user is redirected.",
  },
  {
    pattern: "mend(?:s|ed|ing)?",
    say: "fix",
    wrong: "It mends the mistake.",
    right: "It fixes the mistake, and amends a commit.",
  },
  {
    pattern: "handed on|hands? on",
    say: "pass on, keep",
    wrong: "The current ones are handed on.",
    right: "The current ones are passed on.",
  },
  {
    pattern: "in the words of",
    say: "in the terms of, as",
    wrong: "The login in the words of a rule.",
    right: "The login as a rule sees it.",
  },
  {
    pattern: "a blank(?! \\w)|blanks",
    say: "space",
    wrong: "Indent with blanks.",
    right: "Indent with spaces, after a blank line.",
  },
  {
    pattern: "that it cannot have",
    say: "is not a valid value",
    wrong: "The field has a value that it cannot have.",
    right: "The value of the field is not valid.",
  },
  {
    pattern: "the head before",
    say: "is listed more than once",
    wrong: "The key stands in the head before.",
    right: "The key is listed more than once.",
  },
];

/** The pattern of a phrase, for all of its places in a text. */
export function patternOf({ pattern }: StopPhrase): RegExp {
  return new RegExp(`\\b(?:${pattern.replaceAll(" ", "\\s+")})(?!\\w)`, "gi");
}
