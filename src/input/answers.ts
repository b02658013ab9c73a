import { withoutUndefined } from "../text/plain-data.ts";
import { checkAnswers, type Answer, type Asked } from "../run/answers.ts";
import { redactData, type Redact } from "../run/secrets/secrets.ts";
import { InputError } from "./input-error.ts";
import { readJson } from "../text/json.ts";
import { parseJson } from "./json.ts";
import type { TextFile } from "./text-files.ts";

/** The answers of the file of `--mock`. @throws InputError if it is no list of answers */
export function parseAnswers(file: TextFile): Answer[] {
  const list = parseJson(file);
  if (!Array.isArray(list)) {
    throw new InputError({
      file: file.shown,
      line: 1,
      column: 1,
      message: "this is not a list of answers",
      hint: "write [{ method, url, status, headers, body }]",
    });
  }
  const problems = checkAnswers(list);
  if (problems.length > 0) {
    throw new InputError(problems.map((problem) => ({ message: `${file.shown}: ${problem}` })));
  }
  return list as Answer[];
}

/** Headers that were true of what went over the network, but not of the body as it is kept. */
const unkept = new Set([
  "connection",
  "keep-alive",
  "content-encoding",
  "content-length",
  "transfer-encoding",
  "set-cookie",
]);

/** An answer as it is kept: what is JSON as JSON if it comes out the same, other text as text. */
export function keepAnswer(
  { method, url }: Asked,
  response: Pick<Response, "status" | "headers">,
  bytes: Uint8Array,
): Answer {
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !unkept.has(name.toLowerCase())),
  );
  return { method, url, status: response.status, headers, ...keepBody(Buffer.from(bytes)) };
}

function keepBody(bytes: Buffer): Pick<Answer, "body" | "encoding"> {
  if (bytes.length === 0) {
    return {};
  }
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) {
    return { body: bytes.toString("base64"), encoding: "base64" };
  }
  const read = readJson(text);
  // A string would be taken for the text itself.
  const isData = "value" in read && typeof read.value !== "string";
  return { body: isData && JSON.stringify(read.value) === text ? read.value : text };
}

/** The file of answers, without values of settings. */
export function renderAnswers(answers: readonly Answer[], redact: Redact): string {
  const kept = answers.map((answer) => {
    // The words of HTTP stay: a setting may have the value "POST".
    const { method, status, encoding } = answer;
    const words = withoutUndefined({ method, status, encoding });
    return { ...redactData(answer, redact), ...words };
  });
  return `${JSON.stringify(kept, null, 2)}\n`;
}
