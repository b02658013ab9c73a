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
  examples = [anExampleFor(head)],
}: Parts = {}): string {
  const blocks = [
    `\`\`\`js\n${rule}\n\`\`\``,
    `\`\`\`js action\n${action}\n\`\`\``,
    ...examples.map((example) => `\`\`\`json example\n${example}\n\`\`\``),
  ];
  return `---\n${head}---\n\n${[title, prose, ...blocks].join("\n\n")}\n`;
}

/** An example with a value for each setting that a head requires. */
function anExampleFor(head: string): string {
  const settings = head.split(/(?=\bkey: )/).slice(1);
  const keys = settings
    .filter((setting) => !setting.includes("required: false"))
    .flatMap((setting) => /^key: (\w+)/.exec(setting)?.[1] ?? []);
  const configuration = Object.fromEntries(keys.map((key) => [key, "a"]));
  return JSON.stringify({ title: "A login", login: {}, configuration });
}
