import { join } from "node:path";

/** How a test runner is started in a folder, on files of the name `realm`. */
export interface Runner {
  readonly name: string;
  /** The words after `node`. */
  readonly args: (root: string) => readonly string[];
}

/**
 * The tests that each runner runs: on whatever Node gives them, the globals `test` and `expect` are
 * the runner's.
 */
export const realmTest = `import { createTenant, loadAction, loadRule, runAction, runRule } from "rules-templates/emulator";

const { fetch } = globalThis;
const ruleOf = (body) => loadRule(\`async function rule(user, context, callback) {
\${body}
callback(null, user, context);
}\`);

test("a rule that throws after an await fails", async () => {
  const outcome = await runRule(ruleOf('await null; throw new TypeError("late");'));
  expect(outcome).toMatchObject({ result: "failed", error: { name: "TypeError", message: "late" } });
});

test.each([
  ["a promise", 'void Promise.reject(new Error("floating"));'],
  ["a promise of Node's own", 'require("util").promisify((done) => done(new Error("floating")))();'],
  ["a timer", 'setTimeout(() => { throw new Error("floating"); }, 10);'],
  ["a turn of Node's", 'process.nextTick(() => { throw new Error("floating"); });'],
])("what nobody catches in %s fails the login and no test", async (_, statement) => {
  const outcome = await runRule(ruleOf(statement + " await new Promise((resolve) => setTimeout(resolve, 100));"));
  expect(outcome).toMatchObject({ result: "failed", error: { message: "floating" } });
});

test("a rule and its test have the same classes", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("refused"));
  try {
    const outcome = await runRule(ruleOf(\`const answer = fetch("https://example.com/");
      try { await answer; } catch (error) {
        console.log(answer instanceof Promise, error instanceof Error, error instanceof TypeError, error.message);
      }
      console.log(user instanceof Object, context.stats instanceof Object, Array.isArray(user.identities));\`));
    expect(outcome.console.map(({ text }) => text)).toEqual(["true true true refused", "true true true"]);
  } finally {
    globalThis.fetch = fetch;
  }
});

test("an action is an async function of the test's", async () => {
  const outcome = await runAction(loadAction(\`const crypto = require("crypto"), fetch = 1;
    exports.onExecutePostLogin = async (event, api) => { await null; throw new RangeError("late"); };\`));
  expect(outcome).toMatchObject({ result: "failed", error: { name: "RangeError" } });
});

test("what only Node can wait for is waited for", async () => {
  const outcome = await runRule(ruleOf(\`setTimeout(() => console.log("late"), 1000);
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode("a"));
    console.log("digested");\`));
  expect(outcome.console[0].text).toBe("digested");
});

test("an error that is Node's own is printed as one", async () => {
  const outcome = await runRule(ruleOf('try { new URL("no URL"); } catch (error) { console.log(error); }'));
  expect(outcome.console[0].text).toMatch(/Invalid URL/);
});

test("nothing that a script makes global reaches the test", async () => {
  const tenant = createTenant();
  const rules = [ruleOf("made = 1; (function () { this.other = 2; })(); global.third = 3;")];
  await tenant.login({ rules });
  const outcome = await tenant.login({ rules: [ruleOf("console.log(made, other, third);")] });
  expect(outcome.console[0].text).toBe("1 2 3");
  expect(["made", "other", "third"].filter((name) => name in globalThis)).toEqual([]);
});

test("a stack has the place in the file", async () => {
  const rule = loadRule('function named() {\\n  throw new Error("here");\\n}', { filename: "rules/a.md", line: 40 });
  expect((await runRule(rule)).error.stack).toContain("rules/a.md:41:9");
});
`;

const jest = (root: string) => join(root, "node_modules", "jest", "bin", "jest.js");
const vitest = (root: string) => join(root, "node_modules", "vitest", "vitest.mjs");

/** Jest takes ES modules with this flag only; without it, tests and packages are made CommonJS. */
const modules = "--experimental-vm-modules";

export const runners: readonly Runner[] = [
  ...[["--maxWorkers=2"], ["--runInBand"], ["--maxWorkers=2", "--workerThreads"]].flatMap(
    (options): Runner[] => [
      {
        name: `Jest ${options.join(" ")}, as CommonJS`,
        args: (root) => [jest(root), ...options, "--config", "jest.cjs.json"],
      },
      {
        name: `Jest ${options.join(" ")}, as ES modules`,
        args: (root) => [modules, jest(root), ...options, "--config", "jest.mjs.json"],
      },
    ],
  ),
  ...["forks", "threads", "vmForks", "vmThreads"].map((pool): Runner => ({
    name: `Vitest --pool ${pool}`,
    args: (root) => [vitest(root), "run", "realm.test.mjs", "--globals", "--pool", pool],
  })),
];

/** The configurations of Jest, by file. */
export const jestConfigurations = {
  "jest.cjs.json": { testMatch: ["**/realm*.test.js"], transform: {} },
  "jest.mjs.json": { testMatch: ["**/realm*.test.mjs"], transform: {} },
};
