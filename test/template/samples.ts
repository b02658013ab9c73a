/** A template that compiles, with parts of it replaced. */
export interface Parts {
  readonly head?: string;
  readonly title?: string;
  readonly prose?: string;
  readonly rule?: string;
  readonly action?: string;
  /** The text of each `json example` block. */
  readonly examples?: readonly string[];
}

export const sampleHead = "overview: Says hello.\ncategories:\n  - debugging\n";

const sampleRule = `function hello(user, context, callback) {
  callback(null, user, context);
}`;

const sampleAction = "exports.onExecutePostLogin = async (event, api) => {};";

export function aTemplate({
  head = sampleHead,
  title = "# Hello",
  prose = "Says hello.",
  rule = sampleRule,
  action = sampleAction,
  examples = [],
}: Parts = {}): string {
  const blocks = [
    `\`\`\`js\n${rule}\n\`\`\``,
    `\`\`\`js action\n${action}\n\`\`\``,
    ...examples.map((example) => `\`\`\`json example\n${example}\n\`\`\``),
  ];
  return `---\n${head}---\n\n${[title, prose, ...blocks].join("\n\n")}\n`;
}
