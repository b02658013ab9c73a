import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { findNeeded } from "../../src/input/requires.ts";
import type { FormText } from "../../src/run/job.ts";
import { aMark, aWorkspace } from "../commands/try/tryIt.ts";

const { make, path, run, report } = aWorkspace();

const rule = (body: string) => `function (user, context, callback) {
  ${body};
  callback(null, user, context);
}`;
const text = (code: string, form: FormText["form"] = "rule"): FormText => ({
  ...{ form, file: "a.js", line: 1, code, enabled: true },
});

describe("the packages that scripts need", () => {
  test.each([
    ['require("lodash")', [{ name: "lodash", versions: [] }]],
    ['require("lodash@4.17.10")', [{ name: "lodash", versions: ["4.17.10"] }]],
    ["require(`lodash/get`)", [{ name: "lodash", versions: [] }]],
    ['require("@scope/name@1.0.0/file")', [{ name: "@scope/name", versions: ["1.0.0"] }]],
    [
      'require("b"); require("a@1.10.0"); require("a@1.9.0")',
      [
        { name: "a", versions: ["1.9.0", "1.10.0"] },
        { name: "b", versions: [] },
      ],
    ],
    ['if (false) { require("lodash") }', [{ name: "lodash", versions: [] }]],
    ['require("crypto"); require("node:url"); require("url@0.10.3")', []],
    ['require("./file"); require("actions:helper"); require(name)', []],
    ['const require = (name) => name; require("lodash")', []],
    ['// require("lodash")', []],
    ["} this is no rule {", []],
  ])("by %s", (body, needed) => {
    expect(findNeeded([text(rule(body))])).toEqual(needed);
  });

  test("by an action, and what it says it depends on", () => {
    const code = 'const a = require("a");\nexports.onExecutePostLogin = async () => {};';
    const dependencies = [
      { name: "a", version: "1.0.0" },
      { name: "b", version: "2.0.0" },
    ];
    expect(findNeeded([text(code, "action")], dependencies)).toEqual([
      { name: "a", versions: ["1.0.0"] },
      { name: "b", versions: ["2.0.0"] },
    ]);
  });

  test("by the globals of Node 12, where rules run on it", () => {
    const code = rule("jwt.sign(_.pick(user), request); const uuid = 1; uuid; new Buffer(q)");
    const texts = [text(code), text("request; exports.onExecutePostLogin = null;", "action")];
    expect(findNeeded(texts, [], "node12").map(({ name }) => name)).toEqual([
      "jsonwebtoken",
      "lodash",
      "q",
      "request",
    ]);
    expect(findNeeded(texts)).toEqual([]);
  });

  test("by none that is disabled", () => {
    expect(findNeeded([{ ...text(rule('require("lodash")')), enabled: false }])).toEqual([]);
  });
});

const installed = {
  "node_modules/request/package.json": { name: "request", version: "2.88.2" },
  "node_modules/request/index.js": 'module.exports = "request";',
  "node_modules/lodash/package.json": { name: "lodash", version: "4.17.21" },
  "node_modules/lodash/index.js": 'module.exports = "lodash";',
  "node_modules/@scope/name/package.json": { name: "@scope/name", version: "1.0.0" },
  "node_modules/@scope/name/index.js": 'module.exports = "scoped";',
  "node_modules/url/package.json": { name: "url", version: "0.11.0" },
  "node_modules/url/index.js": 'module.exports = "not that of Node";',
};

const three = {
  "a.js": rule('context.idToken.marks = require("request@2.88.2")'),
  "b.js": rule('context.idToken.marks += require("lodash")'),
  "c.js": rule('context.idToken.marks += require("@scope/name")'),
};

describe("packages that are not given", () => {
  test("are all named at once, with what brings and gives them", async () => {
    const { code, stdout } = await run(make(three));
    expect(code).toBe(4);
    expect(stdout).toMatch(
      new RegExp(
        "\nthe scripts need packages that they are not given: @scope/name, lodash, request@2.88.2" +
          "\nto give them: npm install @scope/name lodash request@2.88.2, then add --packages \\.\n$",
      ),
    );
    expect(stdout).not.toContain("--package request");
  });

  test("are named also if no script comes to them", async () => {
    const { runs, notes } = await report(
      make({
        "a.js": rule('if (user.nobody) { require("slack-notify"); require("lodash@4.17.10"); }'),
        "b.js": rule('if (user.nobody) { require("lodash@4.17.9"); }'),
      }),
    );
    expect(runs[0]?.outcome.result).toBe("allowed");
    expect(notes).toEqual([
      "the scripts need packages that they are not given: lodash@4.17.9, lodash@4.17.10, slack-notify",
      "to give them: npm install lodash@4.17.10 slack-notify, then add --packages .",
    ]);
  });

  test("are given from where they are, if all are installed", async () => {
    const tenant = make({ ...three, ...installed });
    const { notes } = await report(tenant);
    expect(notes).toEqual([
      "the scripts need packages that they are not given: @scope/name, lodash, request@2.88.2",
      `they are installed: add --packages ${tenant}`,
    ]);
    const { runs, notes: none } = await report(tenant, "--packages", tenant);
    expect(runs[0]?.outcome.idToken).toEqual({ marks: "requestlodashscoped" });
    expect(none).toEqual([]);
  });

  test("come on top of those of a folder", async () => {
    const { notes } = await report(
      make({ ...three, "d.js": rule('require("slack-notify")') }),
      ...["--packages", make(installed)],
    );
    expect(notes).toEqual([
      "the scripts need packages that they are not given: slack-notify",
      expect.stringMatching(/^to give them: npm install --prefix tenant-\d+ slack-notify$/),
    ]);
  });

  test("of an action are those of its JSON file", async () => {
    const { notes } = await report(
      make({
        "a.json": {
          name: "a",
          code: "exports.onExecutePostLogin = async () => {};",
          dependencies: [
            { name: "axios", version: "1.7.2" },
            { name: "lodash", version: "latest" },
          ],
        },
      }),
    );
    expect(notes[1]).toBe("to give them: npm install axios@1.7.2 lodash, then add --packages .");
  });
});

describe("--packages", () => {
  test("gives what is installed, and says where a version is another", async () => {
    const tenant = make({
      "a.js": rule('context.idToken.marks = require("lodash@4.17.10")'),
      "b.js": aMark("b"),
    });
    const { runs } = await report(tenant, "--packages", make(installed));
    expect(runs[0]?.outcome.idToken).toEqual({ marks: "lodashb" });
    expect(runs[0]?.notes).toEqual([
      "a script asked for lodash@4.17.10, and got 4.17.21, which is installed",
    ]);
  });

  test("leaves Node's own modules as they are", async () => {
    const tenant = make({ "a.js": rule('context.idToken.marks = typeof require("url").parse') });
    const { runs } = await report(tenant, "--packages", make(installed));
    expect(runs[0]?.outcome.idToken).toEqual({ marks: "function" });
  });

  test("gives what npm has installed for a folder of a project, and takes node_modules itself", async () => {
    const project = make({
      ...installed,
      "rules/a.js": rule('context.idToken.marks = require("lodash")'),
    });
    const rules = join(project, "rules");
    for (const place of [rules, join(project, "node_modules"), path(project)]) {
      const { runs } = await report(rules, "--packages", place);
      expect(runs[0]?.outcome.idToken).toEqual({ marks: "lodash" });
    }
  });

  test("goes behind a package that is named", async () => {
    const tenant = make({
      "a.js": rule('context.idToken.marks = require("lodash")'),
      "node_modules/lodash/package.json": { version: "1.0.0" },
      "node_modules/lodash/index.js": 'module.exports = "own";',
    });
    const { runs } = await report(tenant, "--package", "lodash", "--packages", make(installed));
    expect(runs[0]?.outcome.idToken).toEqual({ marks: "own" });
  });

  test("needs a folder with packages", async () => {
    const { code, stderr } = await run(make({ "a.js": aMark("a") }), "--packages", "nowhere");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "nowhere has no node_modules\nhint: npm install --prefix nowhere NAME brings packages there\n",
    );
  });
});
