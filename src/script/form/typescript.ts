/** What only TypeScript has, in the ways that rules and actions are written. */
const signs = [
  /^[ \t]*(?:export[ \t]+)?(?:declare|interface|enum)[ \t]+\w/m,
  /^[ \t]*(?:export[ \t]+)?type[ \t]+\w+[^\n=]{0,80}=/m,
  /^[ \t]*import[ \t]+type\b/m,
  /\bfunction\b[\w$ ]{0,80}\((?:\s*\w+\s*,)*\s*\w+\s*\??:/,
  /\b(?:const|let|var)[ \t]+\w+[ \t]*:/,
  /\(\s*\w+\s*:[^()]{1,80}(?:,\s*\w+\s*:[^()]{1,80})?\)\s*(?::|=>)/,
  /\)\s*:\s*(?:void|any|unknown|string|number|boolean|Promise\s*<)/,
  /\bas\s+(?:any|unknown|const|string|number)\b/,
];

/** Whether a text that is not JavaScript looks like TypeScript. */
export function looksLikeTypeScript(code: string): boolean {
  return signs.some((sign) => sign.test(code));
}
