import type { ErrorCode } from "yaml";

/** What a head may not have though YAML does. */
type Unwanted = "tag" | "directive" | "document";

/** What keeps a head from being the YAML that it has to be. */
export type YamlFault = ErrorCode | Unwanted | { readonly deeperThan: number };

/** What is wrong, and what to do, by the code of the library, whose own words presume its terms. */
const faults: Partial<Record<ErrorCode | Unwanted, readonly [message: string, hint: string]>> = {
  BAD_DQ_ESCAPE: [
    "there is no such escape",
    "double the backslash, or put the value in single quotes",
  ],
  BAD_INDENT: [
    "this is not indented as what it belongs to",
    "indent the items of a list alike, and close brackets before the next field",
  ],
  BAD_SCALAR_START: ["a value cannot begin with this character", "put the value in quotes"],
  BLOCK_AS_IMPLICIT_KEY: [
    "a colon or a hyphen begins a mapping or a list here",
    "put a value that holds one in quotes, and indent the items of a list alike",
  ],
  BLOCK_IN_FLOW: [
    "lines are indented inside brackets",
    "write all of it on one line, or none of it in brackets",
  ],
  KEY_OVER_1024_CHARS: ["this key is too long", "write the name of a field, and a colon"],
  MISSING_CHAR: [
    "a colon, a comma, a quote or a bracket is missing",
    "write a field as key: value, and close what is open",
  ],
  MULTILINE_IMPLICIT_KEY: [
    "this line is not a field",
    "write key: value, and indent the lines that continue a value",
  ],
  NON_STRING_KEY: ["this key is not a word", "write the name of a field"],
  TAB_AS_INDENT: ["a line begins with a tab", "indent with spaces"],
  UNEXPECTED_TOKEN: [
    "this belongs to nothing before it",
    "put a value that holds such characters in quotes, and indent fields alike",
  ],
  tag: ["there is a tag here", "remove it, and put a value that is text in quotes"],
  directive: ["there is a directive here", "remove it: a head is always YAML 1.2"],
  document: ["there is the mark of another document here", "a head is one document"],
};

const otherwise = [
  "this is not YAML",
  "put a value that holds a colon, a quote or a hash in quotes",
] as const;

/** What is wrong with the YAML of a head, and what to do. */
export function tellYamlFault(fault: YamlFault): readonly [message: string, hint: string] {
  if (typeof fault === "string") {
    return faults[fault] ?? otherwise;
  }
  return [
    `lists and mappings are nested more than ${fault.deeperThan} times here`,
    "use the fields that CONTRIBUTING.md lists",
  ];
}
