import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));

interface Report {
  testResults: { assertionResults: Result[] }[];
}

interface Result {
  ancestorTitles: string[];
  title: string;
  failureMessages: string[];
}

/** The messages with which the tests of the fixture failed, by title, in each of their orders. */
async function runFixture(): Promise<[order: string | undefined, Record<string, string>][]> {
  const args = ["run", "--config", "test/support/fixtures/vitest.config.ts", "--reporter=json"];
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, ...args]).catch(
    (error: unknown) => error as { stdout: string },
  );
  const report = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const orders = new Set(results.map(({ ancestorTitles }) => ancestorTitles[0]));
  return [...orders].map((order) => [order, messagesOf(results, order)]);
}

function messagesOf(results: readonly Result[], order: string | undefined): Record<string, string> {
  const messages = results
    .filter(({ ancestorTitles }) => ancestorTitles[0] === order)
    .map(({ title, failureMessages }) => [title, failureMessages.join("\n").split("\n    at")[0]]);
  return Object.fromEntries(messages) as Record<string, string>;
}

describe("the setup file", () => {
  test(
    "fails what a test left behind, and nothing else, in any order",
    { timeout: 30_000 },
    async () => {
      const left = (what: string) => `Error: the test left behind:\n- ${what}`;
      const expected = {
        "swallows a refusal": left(
          "nobody answered the request GET https://api.example.com/nobody",
        ),
        "swallows a refusal beside an interceptor of the same host": left(
          "nobody answered the request POST https://api.example.com/nobody",
        ),
        "does not use an interceptor": left(
          "no request used the interceptor GET https://api.example.com:443/unused",
        ),
        "does not meet an expected failure": left(
          "no request met the expected failure refused: any method https://api.example.com/unmet",
        ),
        "leaves a timer": left("a timer is left"),
        "leaves a global": left("the global leftByATest is left"),
        "leaves a global in the place of another": left("the global inItsPlace is left"),
        "replaces fetch": left("fetch is still replaced"),
        "is clean and passes": "",
      };
      expect(await runFixture()).toEqual([
        ["as they stand", expected],
        ["in any order", expected],
      ]);
    },
  );
});
