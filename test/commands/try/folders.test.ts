import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { aMark, anActionMark, aWorkspace } from "./tryIt.ts";

const { make, run, report } = aWorkspace();

/** What rules of a folder left in the ID token, and the notes. */
async function play(...args: string[]) {
  const { runs, notes } = await report(...args);
  const [{ outcome, files, form } = { outcome: undefined, files: [], form: "" }] = runs;
  return { marks: outcome?.idToken["marks"], files, form, notes, result: outcome?.result, outcome };
}

describe("a folder of rules of the source control extensions", () => {
  const rules = {
    "set-country.js": aMark("c"),
    "set-country.json": { enabled: true, order: 20, stage: "login_success" },
    "log-to-console.js": aMark("l"),
    "log-to-console.json": { order: 10 },
  };

  test("runs each script with what the JSON file of its name says (R-230)", async () => {
    const { marks, files, notes } = await play(make(rules));
    expect(marks).toBe("lc");
    expect(files.map((file) => file.replace(/^.*\//, ""))).toEqual([
      "log-to-console.js",
      "set-country.js",
    ]);
    expect(notes).toEqual([]);
  });

  test("runs scripts without a JSON file last, by name (R-230)", async () => {
    const { marks, notes } = await play(make({ ...rules, "b.js": aMark("b"), "a.js": aMark("a") }));
    expect(marks).toBe("lcab");
    expect(notes).toEqual([]);
  });

  test("needs no JSON file at all", async () => {
    const { marks } = await play(make({ "b.js": aMark("b"), "a.js": aMark("a") }));
    expect(marks).toBe("ab");
  });

  test("names a disabled rule without a script, and runs the others", async () => {
    const { marks, notes } = await play(
      make({ ...rules, "auth0-authz.json": { enabled: false, order: 1 } }),
    );
    expect(marks).toBe("lc");
    expect(notes).toEqual(["the rule auth0-authz is disabled, has no script and does not run"]);
  });

  test("names all enabled rules without a script, and runs nothing", async () => {
    const { code, stderr } = await run(
      make({ ...rules, "a.json": { order: 1 }, "b.json": { enabled: true } }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tenant-\d+\/a\.json has no script: neither "script" in it nor a\.js beside it\nhint: .*\n\ntenant-\d+\/b\.json has no script/,
    );
  });

  test("passes rules of other stages and disabled ones over", async () => {
    const { marks, notes } = await play(
      make({
        ...rules,
        "signup.js": aMark("s"),
        "signup.json": { stage: "user_registration" },
        "old.js": "this is not even JavaScript",
        "old.json": { enabled: false },
      }),
    );
    expect(marks).toBe("lc");
    expect(notes).toEqual([
      "the rule old is disabled and does not run",
      "the rule signup belongs to the stage user_registration and does not run",
    ]);
  });

  test("is found in the repository with all else that is deployed", async () => {
    const { marks, name } = await play(
      make({
        "README.md": "# Our tenant",
        "package.json": { name: "tenant", scripts: {} },
        "gulpfile.js": "module.exports = {};",
        "database-connections/users/login.js": "function login(email, password, callback) {}",
        "database-connections/users/settings.json": {},
        "pages/login.html": "<html></html>",
        "clients/app.json": { callbacks: [] },
        ...Object.fromEntries(Object.entries(rules).map(([file, text]) => [`rules/${file}`, text])),
      }),
    ).then((played) => ({ ...played, name: played.files[0] }));
    expect(marks).toBe("lc");
    expect(name).toMatch(/^tenant-\d+\/rules\/log-to-console\.js$/);
  });

  test("reads rules as Windows writes them", async () => {
    const { marks } = await play(
      make({
        "a.js": `\uFEFF${aMark("a").replaceAll("\n", "\r\n")}`,
        "a.json": '\uFEFF{\r\n  "order": 2\r\n}\r\n',
        "b.js": aMark("b"),
        "b.json": { order: 1 },
      }),
    );
    expect(marks).toBe("ba");
  });

  test("says which rules have the same order", async () => {
    const { marks, notes } = await play(
      make({
        "b.js": aMark("b"),
        "b.json": { order: 1 },
        "a.js": aMark("a"),
        "a.json": { order: 1 },
      }),
    );
    expect(marks).toBe("ab");
    expect(notes).toEqual(["a and b have the same order, 1: they run by the names of their files"]);
  });

  test("leaves tests, tools and helpers out", async () => {
    const { marks, notes } = await play(
      make({
        ...rules,
        "set-country.test.js": 'test("it", () => {});',
        "helper.js": "module.exports = { a: 1 };",
        "action.js": anActionMark("a"),
        "package.json": { name: "rules" },
        ".eslintrc.json": {},
        "contacts.json": { owner: "a@example.com" },
        "manifest.json": ["set-country", "log-to-console"],
      }),
    );
    expect(marks).toBe("lc");
    expect(notes).toEqual([
      "action.js is an action and does not run",
      "helper.js is no rule and does not run",
    ]);
  });

  test("goes by a name and a script that its JSON file says", async () => {
    const folder = make({
      "a.js": aMark("wrong"),
      "01.js": aMark("right"),
      "a.json": { name: "First rule", script: "./01.js" },
    });
    const { runs } = await report(folder);
    expect(runs[0]?.ran).toEqual(["First rule"]);
    expect(runs[0]?.outcome.idToken).toEqual({ marks: "right" });
  });

  test("finds the script by the name of the rule", async () => {
    const { marks } = await play(
      make({ "first rule.js": aMark("1"), "01.json": { name: "first rule", order: 1 } }),
    );
    expect(marks).toBe("1");
  });
});

describe("a folder of rules of the Deploy CLI", () => {
  test.each(["./a.js", "a.js", "./rules/a.js", "rules\\a.js", "./tenants/prod/rules/a.js"])(
    "finds the script %s",
    async (script) => {
      const tenant = make({ "rules/a.js": aMark("a"), "rules/a.json": { name: "A", script } });
      expect((await play(join(tenant, "rules"))).marks).toBe("a");
      expect((await play(tenant)).marks).toBe("a");
      expect((await play("--rules", tenant)).marks).toBe("a");
    },
  );

  test("runs only scripts that a JSON file names (R-231)", async () => {
    const { marks, notes } = await play(
      make({
        "a.js": aMark("a"),
        "a.json": { name: "A", script: "./a.js", order: null, enabled: true },
        "b.js": aMark("b"),
      }),
    );
    expect(marks).toBe("a");
    expect(notes).toEqual(["b.js does not run: no .json file beside it names it as its script"]);
  });

  test("runs scripts in the JSON files themselves, as the Management API has them", async () => {
    const { marks } = await play(
      make({ "a.json": { name: "A", order: 1, enabled: true, script: aMark("a") } }),
    );
    expect(marks).toBe("a");
  });

  test("names a script that is not there", async () => {
    const { code, stderr } = await run(make({ "a.json": { name: "A", script: "./##ENV##.js" } }));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /a\.json names the script \.\/##ENV##\.js, which is not there\nhint: .* the keyword ##ENV##: fill it with --keywords FILE/,
    );
  });

  test("takes settings whose values it has, and gives way to those of the command line (R-232)", async () => {
    const tenant = make({
      "rules/a.js": `function a(user, context, callback) {
        context.idToken.marks = [configuration.A, configuration.B, configuration.C, configuration.D].join();
        callback(null, user, context);
      }`,
      "rules-configs/first.json": { key: "A", value: "from-a-file" },
      "rules-configs/B.json": { value: "from-its-name" },
      "rules-configs/C.json": { key: "C", value: "##SECRET##" },
      "rules-configs/D.json": { key: "D", value: "given-twice" },
    });
    const { marks } = await play(tenant, "--config", "D=1");
    expect(marks).toBe("«A»,«B»,,1");
    expect((await play(join(tenant, "rules"))).marks).toBe("«A»,«B»,,«D»");
  });
});

test("a setting of the folder can sign what a user comes back with", async () => {
  const tenant = make({
    "rules/a.js": `function a(user, context, callback) {
      if (context.protocol !== "redirect-callback") {
        context.redirect = { url: "https://example.com/" };
        return callback(null, user, context);
      }
      const { verify } = require("jsonwebtoken");
      context.idToken.marks = verify(context.request.query.token, configuration.SECRET).age;
      callback(null, user, context);
    }`,
    "rules-configs/SECRET.json": { value: "a secret of the folder" },
    "back.json": { token: { secret: "SECRET", payload: { age: 42 }, name: "token" } },
    "node_modules/jsonwebtoken/package.json": { version: "9.0.0" },
    "node_modules/jsonwebtoken/index.js": `const { createHmac } = require("crypto");
      exports.verify = (token, secret) => {
        const [head, body, signature] = token.split(".");
        const made = createHmac("sha256", secret).update(head + "." + body).digest("base64url");
        if (made !== signature) throw new Error("it was signed with another secret");
        return JSON.parse(Buffer.from(body, "base64url"));
      };`,
  });
  const { marks } = await play(
    ...[tenant, "--resume", join(tenant, "back.json"), "--packages", tenant],
  );
  expect(marks).toBe(42);
});

describe("keywords that are not filled", () => {
  test("are all named at their places, in place of errors of syntax", async () => {
    const { code, stderr } = await run(
      make({
        "a.js": `// @@COMMENT@@\n${aMark("a").replace('"a"', "@@ENV@@ + ##COUNT##")}`,
        "b.js": aMark("b").replace('"b"', '"##TEXT##" + @@ENV@@'),
        "c.json": { enabled: false },
        "c.js": "function c() { @@C@@ }",
      }),
    );
    expect(code).toBe(2);
    expect(stderr.match(/^tenant-.*$/gm)).toEqual([
      expect.stringMatching(/a\.js:3:\d+$/),
      expect.stringMatching(/a\.js:3:\d+$/),
      expect.stringMatching(/b\.js:2:\d+$/),
    ]);
    for (const word of ["@@ENV@@", "##COUNT##"]) {
      expect(stderr).toContain(`the rule is not JavaScript until the keyword ${word} is filled in`);
    }
    expect(stderr).not.toMatch(/Unexpected|TEXT is|COMMENT is|@@C@@/);
    expect(stderr).toMatch(/a\.js has the keyword @@ENV@@: fill it with --keywords FILE\n/);
  });

  test("are named in a JSON file, too", async () => {
    const { code, stderr } = await run(
      make({ "a.js": aMark("a"), "a.json": '{ "order": @@ORDER@@ }' }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /a\.json:1:12\nthe file is not JSON until the keyword @@ORDER@@ is filled in\nhint: .* --keywords FILE\n$/,
    );
  });

  test("are filled from a file", async () => {
    const config = make({
      "config.json": { AUTH0_KEYWORD_REPLACE_MAPPINGS: { ENV: "x", COUNT: 2, ORDER: 3 } },
    });
    const rules = make({
      "a.js": aMark("a").replace('"a"', "@@ENV@@ + ##COUNT##"),
      "a.json": '{ "order": @@ORDER@@ }',
    });
    expect((await play(rules, "--keywords", join(config, "config.json"))).marks).toBe("x2");
  });
});

describe("a folder of actions", () => {
  const described = (name: string, changes: object = {}) => ({
    name,
    code: `./actions/${name}/code.js`,
    runtime: "node22",
    status: "built",
    dependencies: [],
    secrets: [],
    supported_triggers: [{ id: "post-login", version: "v3" }],
    deployed: true,
    ...changes,
  });
  const actions = {
    "actions/first.json": described("first"),
    "actions/first/code.js": anActionMark("first"),
    "actions/second.json": described("second", { code: "prod\\actions\\second\\code.js" }),
    "actions/second/code.js": anActionMark("second"),
    "actions/sign-up.json": described("sign-up", {
      supported_triggers: [{ id: "pre-user-registration", version: "v2" }],
    }),
    "actions/sign-up/code.js": "exports.onExecutePreUserRegistration = async () => {};",
  };

  test("is one login through all that are of this trigger, by name", async () => {
    const tenant = make(actions);
    for (const place of [tenant, join(tenant, "actions")]) {
      const { files, notes, form, outcome } = await play(place);
      expect(form).toBe("action");
      expect(files.map((file) => file.replace(/^.*?\/actions\//, ""))).toEqual([
        "first/code.js",
        "second/code.js",
      ]);
      expect(outcome?.appMetadata).toEqual({ first: true, second: true });
      expect(notes).toEqual([
        "sign-up belongs to the trigger pre-user-registration and does not run",
      ]);
    }
  });

  test("runs what the triggers bind, in their order (R-233)", async () => {
    const tenant = make({
      ...actions,
      "actions/third.json": described("third"),
      "actions/third/code.js": anActionMark("third"),
      "triggers/triggers.json": {
        "post-login": [
          { action_name: "second", display_name: "Second" },
          { ref: { type: "action_name", value: "first" }, display_name: "First" },
          { action_name: "gone", display_name: "Gone" },
        ],
      },
    });
    const { files, notes } = await play(tenant);
    expect(files.map((file) => file.replace(/^.*?\/actions\//, ""))).toEqual([
      "second/code.js",
      "first/code.js",
    ]);
    expect(notes).toEqual([
      "sign-up belongs to the trigger pre-user-registration and does not run",
      "the triggers bind gone to post-login, and no such action is there",
      "third is not bound to post-login and does not run",
    ]);
  });

  test("may be files alone, without those of other triggers", async () => {
    const { files, notes } = await play(
      make({
        "b.js": anActionMark("b"),
        "a.js": anActionMark("a"),
        "c.js": "exports.onExecuteCredentialsExchange = async () => {};",
        "helper.js": "module.exports = { a: 1 };",
      }),
    );
    expect(files.map((file) => file.replace(/^.*\//, ""))).toEqual(["a.js", "b.js"]);
    expect(notes).toEqual([
      "c exports onExecuteCredentialsExchange, of another trigger, and does not run",
      "helper exports no handler and does not run",
    ]);
  });

  test("may be folders alone", async () => {
    const { files } = await play(make({ "a/code.js": anActionMark("a") }));
    expect(files).toEqual([expect.stringMatching(/\/a\/code\.js$/)]);
  });

  test("takes secrets whose values it has", async () => {
    const code = `exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim("marks", [event.secrets.A, event.secrets.B].join());
    };`;
    const secrets = [
      { name: "A", value: "s3cr3t" },
      { name: "B", value: "_VALUE_NOT_SHOWN_" },
    ];
    const { marks } = await play(make({ "a.json": described("a", { secrets, code }) }));
    expect(marks).toBe("«A»,");
  });

  const showSecrets = (mark: string) => `exports.onExecutePostLogin = async (event, api) => {
    api.user.setAppMetadata("${mark}", Object.entries(event.secrets).map(([key, value]) => key + value.length).join());
  };`;
  const ofTheirOwn = {
    "actions/first.json": described("first", { secrets: [{ name: "KEY", value: "one-one" }] }),
    "actions/first/code.js": showSecrets("first"),
    "actions/second.json": described("second", {
      secrets: [
        { name: "KEY", value: "two" },
        { name: "OTHER", value: "_VALUE_NOT_SHOWN_" },
      ],
    }),
    "actions/second/code.js": showSecrets("second"),
    "actions/third.json": described("third"),
    "actions/third/code.js": showSecrets("third"),
  };

  test("gives each action its own secrets, and none of another or of the rules (R-260)", async () => {
    const { outcome } = await play(
      make({
        ...ofTheirOwn,
        "rules/a.js": aMark("a"),
        "rules-configs/LEAK.json": { key: "LEAK", value: "for rules alone" },
      }),
    );
    expect(outcome?.appMetadata).toEqual({ first: "KEY7", second: "KEY3", third: "" });
  });

  test("gives the settings of a person to the actions that do not have them (R-260)", async () => {
    const { outcome, notes } = await play(
      make(ofTheirOwn),
      ...["--config", "KEY=given-key", "--config", "OTHER=o"],
    );
    expect(outcome?.appMetadata).toEqual({
      first: "KEY7,OTHER1",
      second: "KEY3,OTHER1",
      third: "KEY9,OTHER1",
    });
    expect(notes).toEqual([
      expect.stringMatching(/first\/code\.js keeps its own value of the secret KEY$/),
      expect.stringMatching(/second\/code\.js keeps its own value of the secret KEY$/),
    ]);
  });

  test("gives each what it names of more settings than an action can have", async () => {
    const settings = Array.from({ length: 40 }, (_, index) => ["--config", `K${index + 10}=v`]);
    const code = `exports.onExecutePostLogin = async (event, api) => {
      event.secrets.K12;
      api.user.setAppMetadata("keys", Object.keys(event.secrets).sort());
    };`;
    const secrets = [{ name: "OWN", value: "secret" }];
    const place = make({
      "rules/a.js": aMark("a"),
      "actions/a.json": described("a", { code, secrets }),
    });
    const { outcome } = await play(place, ...settings.flat());
    expect(outcome?.appMetadata).toEqual({ keys: ["K12", "OWN"] });
  });

  test("shows the value of no secret, also where two actions have the same key", async () => {
    const code = `exports.onExecutePostLogin = async (event) => console.log(event.secrets.KEY);`;
    const { outcome } = await play(
      make({
        "a.json": described("a", { code, secrets: [{ name: "KEY", value: "first-value" }] }),
        "b.json": described("b", { code, secrets: [{ name: "KEY", value: "second-value" }] }),
      }),
    );
    const texts = outcome?.console.map(({ text }) => text);
    expect(texts).toEqual(["«KEY»", expect.stringMatching(/^«KEY of .*b\.json \(code\)»$/)]);
  });

  describe("with Actions Modules", () => {
    const usesModule = `const { greet } = require("actions:greeter");
      exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim("marks", greet());
      };`;
    const aModule = (changes: object = {}) => ({
      name: "greeter",
      code: "./action-modules/greeter/code.js",
      dependencies: [],
      secrets: [{ name: "WORD", value: "bonjour" }],
      ...changes,
    });
    const withModule = {
      "actions/a.json": described("a", {
        modules: [{ module_id: "m", module_name: "greeter", module_version_number: 1 }],
      }),
      "actions/a/code.js": usesModule,
      "action-modules/greeter.json": aModule(),
      "action-modules/greeter/code.js":
        "exports.greet = () => [actions.secrets.WORD.length, actions.secrets.GIVEN].join();",
    };

    const without = (file: string) =>
      Object.fromEntries(Object.entries(withModule).filter(([name]) => name !== file));

    test("gives them to the actions that name them, with secrets of their own (R-261)", async () => {
      const { marks, notes } = await play(make(withModule), "--config", "GIVEN=yes");
      expect(marks).toBe("7,yes");
      expect(notes).toEqual([]);
    });

    test("gives none to an action that does not name it (R-261)", async () => {
      const { result, outcome } = await play(
        make({ ...withModule, "actions/a.json": described("a") }),
      );
      expect(result).toBe("failed");
      expect(outcome?.warnings).toEqual([
        expect.stringMatching(/^the action has no Actions Module "greeter"/),
      ]);
    });

    test("names one that is not there (R-261)", async () => {
      const { notes } = await play(make(without("action-modules/greeter.json")));
      expect(notes).toContain(
        "a uses the Actions Module greeter, and action-modules/ does not have it",
      );
    });

    test("says of a single action how it gets them", async () => {
      const { notes } = await play(join(make(withModule), "actions/a/code.js"));
      expect(notes).toEqual([
        expect.stringMatching(/a\/code\.js loads the Actions Module greeter: run the folder of/),
      ]);
    });

    test("gives actions without a JSON file those that they load", async () => {
      expect((await play(make(without("actions/a.json")))).marks).toBe("7,");
    });

    test("names the place of a mistake in one", async () => {
      const { code, stderr } = await run(
        make({ ...withModule, "action-modules/greeter/code.js": "exports.greet = () => {\n  ];" }),
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /action-modules\/greeter\/code\.js:2:\d+\nthe Actions Module is not JavaScript: [^]*2 \| {3}\];/,
      );
    });

    test("names a keyword in one that is to be filled in", async () => {
      const { code, stderr } = await run(
        make({ ...withModule, "action-modules/greeter/code.js": "exports.greet = @@GREET@@;" }),
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/greeter\/code\.js:1:17\n/);
    });

    test("names the packages that they need", async () => {
      const { notes } = await play(
        make({
          ...withModule,
          "action-modules/greeter.json": aModule({
            dependencies: [{ name: "left-pad", version: "1.3.0" }],
          }),
          "action-modules/greeter/code.js": 'exports.greet = () => require("is-odd");',
        }),
      );
      expect(notes.join("\n")).toMatch(/not given: is-odd, left-pad@1\.3\.0\n/);
    });
  });

  test("leaves out what no JSON file describes, and what has no code and does not run", async () => {
    const { files, notes } = await play(
      make({
        ...actions,
        "actions/left-over/code.js": anActionMark("left-over"),
        "actions/draft.json": described("draft", { code: "" }),
        "triggers/triggers.json": { "post-login": [{ action_name: "first", display_name: "" }] },
      }),
    );
    expect(files).toHaveLength(1);
    expect(notes).toEqual([
      "sign-up belongs to the trigger pre-user-registration and does not run",
      "draft is not bound to post-login and does not run",
      "second is not bound to post-login and does not run",
      expect.stringMatching(/left-over\/code\.js does not run: no \.json file describes it$/),
    ]);
  });

  test("names code that is not there", async () => {
    const { code, stderr } = await run(make({ "a.json": described("a") }));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /a\.json has no code: \.\/actions\/a\/code\.js is not there\nhint: put it into a\/code\.js\n$/,
    );
  });
});

describe("a JSON file of an export that cannot be read is named", () => {
  test.each([
    ["rules-configs/A.json", "{broken", 2],
    ["rules/a.json", `{"order":${"[".repeat(9000)}1${"]".repeat(9000)}}`, 509],
    ["actions/b.json", `{"secrets":${"[".repeat(9000)}`, 511],
    ["triggers/triggers.json", `{"post-login":${"[".repeat(9000)}`, 514],
    ["action-modules/c.json", "{broken", 2],
  ])("%s", async (file, text, column) => {
    const { code, stderr } = await run(
      make({ "rules/a.js": aMark("a"), "actions/b/code.js": anActionMark("b"), [file]: text }),
    );
    expect(code).toBe(2);
    expect(stderr.slice(stderr.indexOf("/") + 1)).toMatch(`${file}:1:${column}\n`);
  });
});

describe("two folders", () => {
  const reads = `function (user, context, callback) {
    context.idToken.marks = configuration.KEY.length;
    console.log(configuration.KEY);
    callback(null, user, context);
  }`;
  const withValue = (value: string) =>
    make({ "rules/a.js": reads, "rules-configs/KEY.json": { key: "KEY", value } });

  test("have each its own settings, and no value of either is shown", async () => {
    const { runs } = await report(withValue("old-value"), withValue("newer-value"));
    expect(runs.map(({ outcome }) => outcome.idToken["marks"])).toEqual([9, 11]);
    expect(runs.map(({ outcome }) => outcome.console[0]?.text)).toEqual(["«KEY»", "«KEY»"]);
  });

  test("and a file that is compared with one has the settings of its rules", async () => {
    const place = make({
      "a.js": `exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim("marks", event.secrets.KEY.length);
        console.log(event.secrets.KEY);
      };`,
    });
    const { verdict, notes } = await report(withValue("old-value"), join(place, "a.js"));
    expect({ verdict, notes }).toEqual({ verdict: "same", notes: [] });
  });
});

describe("an export with rules and actions", () => {
  const tenant = {
    "rules/a.js": aMark("a"),
    "rules/a.json": { name: "a", script: "./a.js", order: 1, enabled: true },
    "actions/b.json": {
      name: "b",
      code: "./actions/b/code.js",
      supported_triggers: [{ id: "post-login", version: "v3" }],
    },
    "actions/b/code.js": anActionMark("b"),
    "triggers/triggers.json": { "post-login": [{ action_name: "b", display_name: "b" }] },
    "tenant.json": { friendly_name: "Acme" },
  };

  test("is one login through the rules and then the actions (R-234)", async () => {
    const place = make(tenant);
    const { form, outcome, marks } = await play(place);
    expect({ form, marks, app: outcome?.appMetadata }).toEqual({
      form: "both",
      marks: "a",
      app: { b: true },
    });
    expect((await run(place)).stdout).toMatch(/^tenant-\d+, rules and actions\n {2}allowed/);
  });

  test.each([
    ["rule", { marks: "a", app: {} }],
    ["action", { marks: undefined, app: { b: true } }],
  ] as const)("runs one form for --as %s", async (form, expected) => {
    const { outcome, marks } = await play(make(tenant), "--as", form);
    expect({ marks, app: outcome?.appMetadata }).toEqual(expected);
  });

  test("that is one of several is to be named", async () => {
    const { code, stderr } = await run(
      make({ "README.md": "", "dev/rules/a.js": aMark("a"), "prod/rules/a.js": aMark("a") }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tenant-\d+ has no rule and no action\nhint: name one of its folders: dev, prod\n$/,
    );
  });

  test.each([
    ["tenants/dev/rules/a.js", "tenants/dev"],
    ["packages/auth0/tenants/prod/actions/a.js", "packages/auth0/tenants/prod"],
    ["src/Rules/a.js", "src/Rules"],
    ["auth0/post-login actions/a.js", "auth0/post-login actions"],
    ["rules/login/a.js", "rules/login"],
  ])("that is further down is named: %s", async (file, place) => {
    const { code, stderr } = await run(
      make({ "README.md": "", "node_modules/x/rules/a.js": aMark("a"), [file]: aMark("a") }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`hint: name one of its folders: ${place}\n`);
  });

  test("that is a YAML file with scripts says what is not read", async () => {
    const { marks, notes } = await play(
      make({ "tenant.yaml": "rules: []", "rules/a.js": aMark("a") }),
    );
    expect(marks).toBe("a");
    expect(notes).toEqual([
      "tenant.yaml is not read: scripts without a JSON file run by their names, disabled ones, too",
    ]);
  });

  test("says that it has no actions", async () => {
    const { code, stderr } = await run(make({ "rules/a.js": aMark("a") }), "--as", "action");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tenant-\d+ has no actions\nhint: /);
  });
});
