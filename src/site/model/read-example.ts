import { isRecord } from "../../text/plain-data.ts";
import type { ExampleReturn } from "../../template/examples/example.ts";
import { listOf, recordOf, shortOf, textOf, textsByKey } from "./read-fields.ts";

/** A login on which a template shows what it does, as a gallery tells it. */
export interface ShownExample {
  readonly title: string;
  readonly login: Readonly<Record<string, unknown>>;
  readonly configuration: Readonly<Record<string, string>>;
  /** Checked when they are used: the reader may have written other ones by then. */
  readonly answers: readonly unknown[];
  readonly back?: ExampleReturn;
}

/** Examples that a menu can hold, and characters of one that an editor can show. */
const most = { examples: 20, characters: 100_000 };

/** The examples of a template, each title once. */
export function readExamples(value: unknown): ShownExample[] {
  const examples = new Map<string, ShownExample>();
  for (const item of listOf(value).slice(0, most.examples)) {
    const example = isRecord(item) ? readExample(item) : undefined;
    if (example && !examples.has(example.title)) {
      examples.set(example.title, example);
    }
  }
  return [...examples.values()];
}

function readExample(fields: Readonly<Record<string, unknown>>): ShownExample | undefined {
  const title = shortOf(fields["title"]);
  const { login, answers, back } = fields;
  if (title === "" || !isRecord(login) || JSON.stringify(fields).length > most.characters) {
    return undefined;
  }
  return {
    title,
    login,
    configuration: textsByKey(fields["configuration"]),
    answers: listOf(answers),
    ...(isRecord(back) && { back: readReturn(back) }),
  };
}

function readReturn({
  query,
  body,
  prompt,
  token,
}: Readonly<Record<string, unknown>>): ExampleReturn {
  return {
    ...(isRecord(query) && { query: textsByKey(query) }),
    ...(isRecord(body) && { body }),
    ...(isRecord(prompt) && {
      prompt: {
        ...(isRecord(prompt["fields"]) && { fields: prompt["fields"] }),
        ...(isRecord(prompt["vars"]) && { vars: prompt["vars"] }),
      },
    }),
    ...(isRecord(token) && {
      token: {
        secret: textOf(token["secret"]),
        payload: recordOf(token["payload"]),
        ...(textOf(token["name"]) !== "" && { name: textOf(token["name"]) }),
      },
    }),
  };
}
