import { describe, expect, test } from "vitest";

import { aRule, anAction } from "../../template/code/forms.ts";
import { aTemplate, sampleHead } from "../../template/samples.ts";
import { aWorkspace } from "./tryIt.ts";

const workspace = aWorkspace();

const head = `${sampleHead}outage: allow
configuration:
  - key: NAME
    description: Whom to greet.
    secret: false
    pattern: "[A-Z][a-z]+"
    example: World
  - key: REGION
    description: Where to greet.
    required: false
    values: [us, eu]
`;

const rule = aRule(`
  const { NAME, REGION } = configuration;
  fetch("https://api.example.com/" + (REGION || "us"), { method: "POST" })
    .then((response) => response.json())
    .then(({ word }) => {
      context.idToken["https://example.com/hello"] = [word, NAME, user.email].join(" ");
      context.idToken["https://example.com/visits"] = context.stats.loginsCount;
      callback(null, user, context);
    });
  return;`);

const action = anAction(`
  const { NAME, REGION } = event.secrets;
  const response = await fetch("https://api.example.com/" + (REGION || "us"), { method: "POST" });
  const { word } = await response.json();
  api.idToken.setCustomClaim("https://example.com/hello", [word, NAME, event.user.email].join(" "));
  api.idToken.setCustomClaim("https://example.com/visits", event.stats.logins_count);`);

const first = {
  title: "A first visit",
  login: { user: { email: "jo@example.com" }, stats: { logins_count: 1 } },
  configuration: { NAME: "World" },
  answers: [{ method: "POST", url: "https://api.example.com/us", body: { word: "Hello" } }],
};
const later = {
  title: "A later visit",
  login: { stats: { logins_count: 7 } },
  configuration: { NAME: "Again", REGION: "eu" },
  answers: [{ url: "https://api.example.com/eu", body: { word: "Hi" } }],
};

/** A template with these examples, as a file. */
function aGreeting(examples: readonly object[] = [first, later]): string {
  const texts = examples.map((example) => JSON.stringify(example));
  const text = aTemplate({ head, rule, action, examples: texts });
  return `${workspace.make({ "hello.md": text, "word.json": [{ url: "*", body: { word: "Ciao" } }] })}/hello.md`;
}

async function claimsOf(...args: string[]): Promise<unknown[]> {
  const { runs } = await workspace.report(...args);
  return runs.map(({ outcome }) => Object.values(outcome.idToken));
}

describe("a template", () => {
  test("plays its first example if nothing describes the login", async () => {
    const claims = ["Hello World jo@example.com", 1];
    expect(await claimsOf(aGreeting())).toEqual([claims, claims]);
  });

  test("plays the example that is named, whatever the case", async () => {
    const claims = ["Hi Again jane.doe@example.com", 7];
    expect(await claimsOf(aGreeting(), "--example", "a LATER visit")).toEqual([claims, claims]);
  });

  test("says which example it is, and which others there are", async () => {
    const { notes } = await workspace.report(aGreeting());
    expect(notes).toEqual([
      'this is the example "A first visit"; --example plays another: "A later visit"',
    ]);
    const only = await workspace.report(aGreeting([first]), "--as", "rule");
    expect(only.notes).toEqual(['this is the example "A first visit"']);
  });

  test("plays none by itself once something is given", async () => {
    const { runs, notes } = await workspace.report(aGreeting(), "--config", "NAME=Jo");
    expect(runs[0]?.requests).toMatchObject([{ by: "nobody" }]);
    expect(notes.join()).not.toContain("example");
  });

  test("plays none by itself where requests go out", async () => {
    const args = [aGreeting(), "--network", "--mock", aFile("word.json")];
    expect((await workspace.report(...args)).notes.join()).not.toContain("example");
  });

  test("takes what is given in the place of the example's", async () => {
    const template = aGreeting();
    const folder = template.replace("/hello.md", "");
    const args = ["--example", "A first visit", "--config", "NAME=Jo"];
    const mock = ["--mock", `${folder}/word.json`];
    const claims = ["Ciao Jo jo@example.com", 1];
    expect(await claimsOf(template, ...args, ...mock)).toEqual([claims, claims]);
  });

  test("lists the titles when there is no such example", async () => {
    const { code, stderr } = await workspace.run(aGreeting(), "--example", "A visit of a ghost");
    expect(code).toBe(2);
    expect(stderr).toContain('hello has no example "A visit of a ghost"');
    expect(stderr).toContain('its examples are "A first visit", "A later visit"');
  });

  test("guesses the title that is meant", async () => {
    const { stderr } = await workspace.run(aGreeting(), "--example", "A first vist");
    expect(stderr).toContain('did you mean "A first visit"?');
  });
});

describe("a script", () => {
  test("has no examples to name", async () => {
    const folder = workspace.make({ "a.js": aRule("") });
    const { code, stderr } = await workspace.run(`${folder}/a.js`, "--example", "A login");
    expect(code).toBe(2);
    expect(stderr).toContain(`${folder}/a.js has no examples`);
  });

  test("that is compared with a template plays its example", async () => {
    const folder = workspace.make({ "mine.js": rule });
    // What a script of one's own has for a secret is not known.
    const claims = ["Hello «NAME» jo@example.com", 1];
    const args = [aGreeting(), `${folder}/mine.js`, "--as", "rule"];
    expect(await claimsOf(...args)).toEqual([claims, claims]);
  });
});

describe("a user who is sent away", () => {
  const redirecting = {
    head: `${sampleHead}configuration:\n  - key: SECRET\n    description: Signs the answer.\n`,
    action: `exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo("https://ask.example.com/");
};
exports.onContinuePostLogin = async (event, api) => {
  const { age } = api.redirect.validateToken({ secret: event.secrets.SECRET });
  api.idToken.setCustomClaim("https://example.com/age", age);
};`,
  };
  const back = { token: { secret: "SECRET", payload: { age: 42 } } };
  const asked = {
    title: "A grown-up",
    login: {},
    configuration: { SECRET: "signing-key-1" },
    back,
  };
  const template = () => {
    const examples = [JSON.stringify(asked)];
    return `${workspace.make({ "age.md": aTemplate({ ...redirecting, examples }) })}/age.md`;
  };

  test("comes back as the example says", async () => {
    expect(await claimsOf(template(), "--as", "action")).toEqual([[42]]);
  });

  test("comes back with a token that is signed with the setting that is given", async () => {
    const given = ["--example", "A grown-up", "--config", "SECRET=another-key-2"];
    expect(await claimsOf(template(), "--as", "action", ...given)).toEqual([[42]]);
  });
});

describe("a value that a setting does not take", () => {
  test.each([
    ["NAME=world", "NAME does not match the pattern", "write a value such as World"],
    ["REGION=mars", "REGION is not one of the values", "use one of us, eu"],
  ])("is refused, and not shown: %s", async (setting, message, hint) => {
    const { code, stdout, stderr } = await workspace.run(aGreeting(), "--config", setting);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain(setting.split("=")[1]);
  });

  test("may be empty, as a field of a form", async () => {
    const { code } = await workspace.run(aGreeting(), "--config", "REGION=", "--config", "NAME=Jo");
    expect(code).not.toBe(2);
  });
});

/** A file beside a template. */
function aFile(name: string): string {
  return aGreeting().replace("hello.md", name);
}
