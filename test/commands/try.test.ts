import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { runTry, type TryEnvironment } from "../../src/commands/try.ts";
import { readProgram, type Program } from "../../src/thread/program.ts";
import { aTemplate, sampleHead } from "../template/samples.ts";

const root = join(import.meta.dirname, "..", "..");
const rule = "function hello(user, context, callback) {\n  callback(null, user, context);\n}";
let program: Program;
let folder = "";

beforeAll(async () => {
  program = await readProgram();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function tryIt(args: string[], changes: Partial<TryEnvironment> = {}) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await runTry(args, {
    root: folder,
    cwd: folder,
    gallery: join(root, "rules.json"),
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    load: () => import("../../src/commands/build/speed/compiler.ts"),
    program,
    ...changes,
  });
  return result;
}

function write(file: string, text: string | object): void {
  writeFileSync(join(folder, file), typeof text === "string" ? text : JSON.stringify(text));
}

describe("a place that cannot be used is named, and nothing runs", () => {
  test.each([
    ["answers", "answers is not a file: nothing can be recorded there"],
    ["nowhere/a.json", "nowhere/a.json cannot be written: there is no folder nowhere"],
    ["hello.js/a.json", "hello.js/a.json cannot be written: there is no folder hello.js"],
  ])("to record in: %s", async (place, message) => {
    write("hello.js", rule);
    mkdirSync(join(folder, "answers"));
    const args = ["hello.js", "--network", "--record", place];
    const { code, stdout, stderr } = await tryIt(args);
    expect({ code, stdout, line: stderr.split("\n")[0] }).toEqual({
      code: 2,
      stdout: "",
      line: message,
    });
    const asJson = await tryIt([...args, "--json"]);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ problems: [{ message }] });
  });

  test.each([
    ["--event", { session: 5 }, "session is not an object"],
    ["--user", { app_metadata: [] }, "user.app_metadata is not an object"],
    ["--event", { user: { identities: "x" } }, "user.identities is not a list"],
  ])("in a file of %s", async (option, content, problem) => {
    write("hello.js", rule);
    write("input.json", content);
    const { code, stderr } = await tryIt(["hello.js", option, "input.json"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `input.json does not describe a login: ${problem}\n`,
    });
  });
});

describe("what is run", () => {
  test("is a file with a rule", async () => {
    write("hello.js", rule);
    const { code, stdout, stderr } = await tryIt(["hello.js"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("hello.js, rule\n  allowed after 0 ms on the login's clock\n");
  });

  test("is a file with an action", async () => {
    write("deny.js", 'exports.onExecutePostLogin = async (event, api) => api.access.deny("no");');
    const { code, stdout } = await tryIt(["deny.js"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^deny\.js, action\n {2}denied .*: no\n$/);
  });

  test("are both forms of a template, which are compared", async () => {
    const differing = 'exports.onExecutePostLogin = async (event, api) => api.access.deny("no");';
    write("hello.md", aTemplate({ action: differing }));
    const { code, stdout } = await tryIt(["hello.md"]);
    expect(code).toBe(6);
    expect(stdout).toContain("hello, rule\n  allowed");
    expect(stdout).toContain("hello, action\n  denied");
    expect(stdout).toMatch(/^The rule and the action differ:\n {2}the rule ends allowed, /);
  });

  test("are both forms of a template that log the same, which is no difference", async () => {
    const { stdout } = await tryIt(["hello-world"]);
    expect(stdout.match(/log Hello, world/g)).toHaveLength(2);
    expect(stdout).toMatch(/\nThe rule and the action do the same\.\n/);
  });

  test("is one form of a template", async () => {
    write("hello.md", aTemplate());
    const { stdout } = await tryIt(["hello.md", "--as", "action"]);
    expect(stdout).toMatch(/^hello, action\n.*\n(?! )/);
  });

  test("is a template by its id, from the folder first", async () => {
    mkdirSync(join(folder, "rules"));
    write("rules/mailgun.md", aTemplate({ title: "# Mailgun" }));
    const { stdout } = await tryIt(["mailgun", "--as", "rule"]);
    expect(stdout).toMatch(/^mailgun, rule\n {2}allowed after 0 ms on the login's clock\n(?! )/);
  });

  test("is a template by its id, from the gallery", async () => {
    const { code, stdout } = await tryIt(["mailgun", "--config", "MAILGUN_REGION=eu"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "\nmissing settings, to be given as --config KEY=VALUE: MAILGUN_API_KEY,",
    );
  });

  test("is a folder of rules, one login through all", async () => {
    const second = rule.replace("callback(", 'context.idToken.a += "2"; callback(');
    const first = rule.replace("callback(", 'context.idToken.a = "1"; callback(');
    write("b.json", { name: "b", order: 1, script: "./b.js" });
    write("b.js", first);
    write("a.json", { name: "a", order: 2, script: "./a.js" });
    write("a.js", second);
    const { stdout } = await tryIt(["--rules", "."]);
    expect(stdout).toContain('ID token\n    a: "12"\n');
  });
});

test("a package of the script's folder is loaded if it is named, and noted if it is not", async () => {
  const place = join(folder, "tenant", "node_modules", "greet");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), '{ "version": "1.0.0" }');
  writeFileSync(join(place, "index.js"), 'module.exports = "hello";');
  write(
    "tenant/hello.js",
    rule.replace("callback(", 'console.log(require("greet@1.0.0")); callback('),
  );
  const named = await tryIt(["tenant/hello.js", "--package", "greet"]);
  expect(named.stdout).toMatch(/allowed .*\n {2}console\n {4}log hello\n$/);
  const { code, stdout } = await tryIt(["tenant/hello.js"]);
  expect(code).toBe(4);
  expect(stdout).toMatch(/\n {2}notes\n {4}an installed package .* --package greet\n$/);
});

test("values of keywords that are lists, objects or numbers are not shown either", async () => {
  const keywords = {
    LIST: ["first-secret", { in: "second-secret" }],
    PIN: 54321,
    KEY: "third-secret",
  };
  write("config.json", { AUTH0_KEYWORD_REPLACE_MAPPINGS: keywords });
  write(
    "hello.js",
    `function hello(user, context, callback) {
      const [first, { in: second }] = @@LIST@@;
      console.log(first, encodeURIComponent(second), @@PIN@@, "##LIST##", "##KEY##");
      context.idToken["https://example.com/pin"] = @@PIN@@;
      callback(null, user, context);
    }`,
  );
  const args = ["hello.js", "--keywords", "config.json", "--config", "KEY=of-a-setting"];
  for (const form of [[], ["--json"]]) {
    const { stdout } = await tryIt([...args, ...form]);
    expect(stdout).toContain("«LIST» «LIST» «PIN»");
    expect(stdout).not.toMatch(/first-secret|second-secret|54321|third-secret/);
  }
});

test("a long value that the two forms differ in is masked before it is cut", async () => {
  const secret = `begin-${"x".repeat(300)}`;
  write(
    "hello.md",
    aTemplate({
      rule: `function hello(user, context, callback) {
  context.idToken["https://example.com/a"] = configuration.KEY;
  callback(null, user, context);
}`,
      action: `exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim("https://example.com/a", [event.secrets.KEY]);
};`,
      head: `${sampleHead}configuration:\n  - key: KEY\n    description: A key.\n`,
    }),
  );
  const { stdout } = await tryIt(["hello.md", "--config", `KEY=${secret}`]);
  expect(stdout).toContain('the rule has "«KEY»", the action has ["«KEY»"]');
  expect(stdout).not.toContain("begin-");
});

test("keywords of the Deploy CLI are filled in, and their values not shown", async () => {
  write("config.json", { AUTH0_KEYWORD_REPLACE_MAPPINGS: { GREETING: "s3cr3t" } });
  write("hello.js", rule.replace("callback(", "console.log(@@GREETING@@); callback("));
  const { code, stdout } = await tryIt(["hello.js", "--keywords", "config.json"]);
  expect(code).toBe(0);
  expect(stdout).toContain("log «GREETING»\n");
  const { stderr } = await tryIt(["hello.js"]);
  expect(stderr).toMatch(
    /^hello\.js:2:\d+\nthe rule is not JavaScript[^]*\nhint: hello\.js has the keyword @@GREETING@@/,
  );
});

describe("the login", () => {
  const echo = `function echo(user, context, callback) {
    context.idToken.seen = [user.email, context.clientName, configuration.A, configuration.B];
    callback(null, user, context);
  }`;
  const seen = async (...args: string[]) => {
    write("echo.js", echo);
    const { stdout } = await tryIt(["echo.js", "--json", ...args]);
    const { runs } = JSON.parse(stdout) as { runs: { outcome: { idToken: { seen: unknown } } }[] };
    return runs[0]?.outcome.idToken.seen;
  };

  test("is that of a sample user", async () => {
    expect(await seen()).toEqual(["jane.doe@example.com", "Example App", null, null]);
  });

  test("is described by a user and a context", async () => {
    write("user.json", { email: "a@example.com" });
    write("context.json", { clientName: "Shop" });
    const given = await seen("--user", "user.json", "--context", "context.json");
    expect(given).toEqual(["a@example.com", "Shop", null, null]);
  });

  test("is described by an event, whose settings give way to others", async () => {
    const user = { email: "a@example.com" };
    write("event.json", { user, client: { name: "Shop" }, secrets: { A: "1", B: "2" } });
    write(".env", "B=3\n");
    const given = await seen("--event", "event.json", "--env", ".env");
    expect(given).toEqual(["a@example.com", "Shop", "1", "3"]);
  });

  test("is told of as what it is where it is likely misspelt", async () => {
    write("echo.js", echo);
    write("user.json", { emial: "a@example.com" });
    write("event.json", { usr: {} });
    const files = ["--user", "user.json", "--event", "event.json"];
    const { code, stdout } = await tryIt(["echo.js", ...files]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "\na login has no usr, so it is left out, did you mean user?\nAuth0 knows no user.emial, did you mean email?\n",
    );
  });
});

describe("values of settings are not shown", () => {
  const leak = `async function leak(user, context, callback) {
    const key = configuration.KEY;
    console.log(key, Buffer.from("api:" + key).toString("base64"));
    await fetch("https://example.com/?key=" + encodeURIComponent(key)).catch(() => 0);
    callback(new Error(key));
  }`;
  const value = "s3cr3t value";

  test.each([[[]], [["--json"]]])("with %j", async (more) => {
    write("leak.js", leak);
    const { code, stdout, stderr } = await tryIt(["leak.js", "--config", `KEY=${value}`, ...more]);
    expect(code).toBe(4);
    expect(stdout).toContain("«KEY»");
    expect(stdout + stderr).not.toMatch(/s3cr3t|czNjcjN0/);
  });

  test("nor in the frame of a problem", async () => {
    write("wrong.js", `function (user, context, callback) {\n  "${value}" a\n}`);
    const { code, stderr } = await tryIt(["wrong.js", "--config", `KEY=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wrong\.js:2:\d+\n/);
    expect(stderr).not.toContain("s3cr3t");
  });
});

describe("wrong input ends with 2, a sentence and no stack:", () => {
  test.each([
    [
      "no template has the id",
      ["mailgum"],
      /^there is no template "mailgum"\nhint: did you mean mailgun\?\n$/,
    ],
    [
      "a file is named without its extension",
      ["hello"],
      /^there is no template "hello"\nhint: did you mean hello\.js\?\n$/,
    ],
    [
      "a file in a folder is, too",
      ["./plain"],
      /^there is no template "\.\/plain"\nhint: did you mean \.\/plain\.md\?\n$/,
    ],
    [
      "a folder that is named like an id is empty",
      ["mine"],
      /^mine has no rule and no action\nhint: a rule or an action is /,
    ],
    [
      "a folder that is named like a place is",
      ["./mine"],
      /^mine has no rule and no action\nhint: a rule or an action is /,
    ],
    [
      "the place is nothing",
      ["./no"],
      /^\.\/no is not the id of a template, a \.md or \.js file, or a folder\n$/,
    ],
    ["the file is not there", ["no.js"], /^no\.js is not there\n$/],
    [
      "the file is of another kind",
      ["a.ts"],
      /^a\.ts is not the id of a template, .*\nhint: .* CommonJS/,
    ],
    [
      "the user is not JSON",
      ["hello.js", "--user", "bad.json"],
      /^bad\.json:2:1\nthe file is not JSON/,
    ],
    [
      "the rule is not JavaScript",
      ["bad.js"],
      /^bad\.js:1:11\nthe rule is not JavaScript: .*\n> 1 \| /,
    ],
    ["the template has problems", ["bad.md"], /^bad\.md:1:1 head-missing\n/],
    ["the template has no action", ["plain.md", "--as", "action"], /^plain has no action\n/],
    ["a setting cannot be", ["hello.js", "--config", "a b=1"], /"a b" cannot be the key/],
    ["nothing is named", [], /^name what to run: .*\nhint: try --help prints the usage\n$/],
  ])("%s", async (_, args, expected) => {
    write("hello.js", rule);
    write("bad.json", '{ "a": 1,\n}');
    mkdirSync(join(folder, "mine"));
    write("bad.js", "function (}");
    write("bad.md", "no head");
    const plain = aTemplate({ head: "overview: Hi.\ncategories: [debugging]\nno_action: No.\n" });
    write("plain.md", plain.replace(/```js action[^]*?```\n/, ""));
    const { code, stdout, stderr } = await tryIt(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain("    at ");
  });

  test("as JSON, if it is asked for", async () => {
    const { code, stdout } = await tryIt(["no.js", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ problems: [{ message: "no.js is not there" }] });
  });

  test("as JSON, if that was asked for in a line that is wrong", async () => {
    const { code, stdout, stderr } = await tryIt(["a.js", "--jsno", "--json"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      problems: [
        {
          message: "there is no option --jsno, did you mean --json?",
          hint: "try --help prints the usage",
        },
      ],
    });
  });
});

test("--help prints the options", async () => {
  const { code, stdout } = await tryIt(["--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: /);
});

describe("whatever a script or a file is, there is a sentence and no stack of the tool", () => {
  const traps = `new Proxy({}, { get: () => () => { throw new Error("trap"); } })`;
  const act = (body: string) => `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;

  test("a file of JSON that is nested too deep is bad input", async () => {
    write("hello.js", rule);
    write("user.json", `{"app_metadata": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`);
    const { code, stderr } = await tryIt(["hello.js", "--user", "user.json"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^user\.json:1:\d+\nthe file is nested deeper than 500 levels\n/);
  });

  test.each([
    [
      `throw Object.assign(new Error("m"), { message: Symbol("s") });`,
      /failed .*Error: Symbol\(s\)/,
    ],
    [`throw new Proxy({}, ${traps});`, /failed .*Error: what was thrown cannot be read/],
    ["throw Object.create(null);", /failed .*: Error without a message/],
    [
      `JSON.stringify = () => { throw new Error("mine"); }; throw new Error("own");`,
      /failed .*: own/,
    ],
    [
      `Object.defineProperty(Array.prototype, "map", { value() { throw new Error("mine"); } });
      delete Array.prototype.map; Object.freeze(Array.prototype); throw new Error("own");`,
      /failed: /,
    ],
    ["let a = []; for (let i = 0; i < 100_000; i++) a = [a]; throw a;", /failed .*cannot be read/],
  ])("a script that fails fails: %s", async (body, words) => {
    write("action.js", act(body));
    const { code, stdout, stderr } = await tryIt(["action.js"]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(stdout).toMatch(words);
    expect(stdout).not.toMatch(/worker eval|node:|src[/\\]/);
  });

  test("a script that replaces what the emulator needs is told so", async () => {
    write("action.js", act("Array.prototype.map = Promise.prototype.then = () => {};"));
    const { code, stdout } = await tryIt(["action.js"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Array.prototype.map, Promise.prototype.then have been replaced");
  });
});

test("--watch runs again when a file changes", async () => {
  write("hello.js", rule);
  const controller = new AbortController();
  let text = "";
  let runs = 0;
  const stderr = {
    write: () => {
      runs++;
      if (runs === 1) {
        write("hello.js", rule.replace("null, user, context", '"stop"'));
      } else {
        controller.abort();
      }
    },
  };
  const stdout = { write: (part: string) => (text += part) };
  const { signal } = controller;
  const { code } = await tryIt(["hello.js", "--watch"], { signal, stdout, stderr });
  expect(code).toBe(4);
  expect(text).toMatch(/allowed[^]*failed/);
});

describe("./build try", () => {
  const scripts = {
    "loop.js": "function loop(user, context, callback) {\n  while (true) {}\n}",
    "never.js": "function never(user, context, callback) {\n  console.log(user.email);\n}",
    "timer.js": `function timer(user, context, callback) {
  setTimeout(() => {
    throw new Error("thrown in a timer");
  }, 1000);
}`,
  };
  let place = "";

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), "rules-templates-"));
    for (const [name, text] of Object.entries(scripts)) {
      writeFileSync(join(place, name), text);
    }
    cpSync(join(import.meta.dirname, "try", "mailgun"), place, { recursive: true });
    // So that the tool is bundled once.
    await spawn("--help");
  });

  afterAll(() => {
    rmSync(place, { recursive: true, force: true });
  });

  function spawn(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      const command = [join(root, "build"), "try", ...args];
      execFile(process.execPath, command, { cwd: place }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      });
    });
  }

  test("ends an endless loop", async () => {
    const { code, stdout, stderr } = await spawn("loop.js", "--limit", "0.2");
    expect({ code, stderr }).toEqual({ code: 5, stderr: "" });
    expect(stdout).toContain("timed out\n");
    expect(stdout).toContain("0.2 s of real time: it was still at work, as in an endless loop");
  });

  test("says that a rule never calls back", async () => {
    const { code, stdout, stderr } = await spawn("never.js");
    expect({ code, stderr }).toEqual({ code: 5, stderr: "" });
    expect(stdout).toBe(`never.js, rule
  timed out after 20 s on the login's clock: no rule called back in time
  console
    log jane.doe@example.com
`);
  });

  test("says what a timer threw, and where, as docs/try.md shows", async () => {
    const { code, stdout, stderr } = await spawn("timer.js");
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(stdout).toBe(`timer.js, rule
  failed after 1 s on the login's clock: Error: thrown in a timer
    at timer.js:3:11
`);
    const page = readFileSync(join(root, "docs/try.md"), "utf8");
    expect(page).toContain(`\`\`\`js\n${scripts["timer.js"]}\n\`\`\`\n`);
    expect(page).toContain(`$ ./build try timer.js\n${stdout}\`\`\`\n`);
  });

  test("runs hello-world, as the README shows", async () => {
    const { code, stdout, stderr } = await spawn("hello-world");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain(`$ ./build try hello-world\n${stdout}\`\`\`\n`);
  });

  test("runs mailgun with an answer from a file, as docs/try.md shows", async () => {
    const args = ["mailgun", "--as", "action", "--env", "mailgun.env", "--mock", "mailgun.json"];
    const { code, stdout, stderr } = await spawn(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const page = readFileSync(join(root, "docs/try.md"), "utf8");
    const settings = readFileSync(join(place, "mailgun.env"), "utf8");
    const answers = readFileSync(join(place, "mailgun.json"), "utf8");
    expect(page).toContain(`\`\`\`sh\n${settings}\`\`\`\n`);
    expect(page).toContain(`\`\`\`json\n${answers}\`\`\`\n`);
    expect(page).toContain(`$ ./build try ${args.join(" ")}\n${stdout}\`\`\`\n`);
  });
});
