import { describe, expect, test } from "vitest";

import { aRule, anAction, problemsOf } from "../template/code/forms.ts";

describe("modules", () => {
  const uuid = "dependencies:\n  - { name: uuid, version: 11.0.0, network: false }\n";

  test.each([
    'require("crypto");',
    'require("node:crypto");',
    'require("dns/promises");',
    "require(`crypto`);",
    'require("node:util/types");',
    "require(`x`.length ? 'crypto' : 'zlib');",
  ])("of Node may be required by name: %s", (body) => {
    const dynamic = body.includes("?") ? ["module-dynamic"] : [];
    const outage = body.includes("dns") ? "outage: allow\n" : "";
    expect(problemsOf({ rule: aRule(body) }, [], outage)).toEqual(dynamic);
    expect(problemsOf({ action: body + anAction("") }, [], outage)).toEqual(dynamic);
  });

  test.each(["uuid@11.0.0", "@scope/name@1.2.3-rc.1"])("of a rule may be pinned: %s", (name) => {
    const rule = aRule(`require("${name}");`);
    expect(problemsOf({ rule }, [], "outage: allow\n")).toEqual([]);
  });

  test.each([
    "uuid",
    "uuid@11",
    "uuid@^11.0.0",
    "uuid@latest",
    "uuid@11.0.0/v4",
    "sqlite",
    "JSONStream",
  ])("of a rule have to be pinned: %s", (name) => {
    const rule = aRule(`require("${name}");`);
    expect(problemsOf({ rule }, [], "outage: allow\n")).toEqual(["module-unpinned"]);
  });

  test.each(["./local", "../local", "/etc/passwd", "node:nothing", "_http_client", "@scope", ""])(
    "are no files, nor anything else: %j",
    (name) => {
      const code = `require("${name}");`;
      expect(problemsOf({ rule: aRule(code) })).toEqual(["module-unknown"]);
      expect(problemsOf({ action: code + anAction("") })).toEqual(["module-unknown"]);
    },
  );

  test("of an action are listed under dependencies", () => {
    expect(problemsOf({ action: `require("uuid");${anAction("")}` }, [], uuid)).toEqual([]);
    expect(
      problemsOf(
        { action: `require("uuid/v4");require("x");${anAction("")}` },
        [],
        `${uuid}outage: allow\n`,
      ),
    ).toEqual(["dependency-missing"]);
  });

  test("are Node's own where a dependency has the same name", () => {
    const head = "dependencies:\n  - { name: crypto, version: 1.0.1, network: false }\n";
    const action = `require("crypto");${anAction("")}`;
    expect(problemsOf({ action }, [], head)).toEqual(["dependency-unused"]);
    const slash = `require("crypto/");${anAction("")}`;
    expect(problemsOf({ action: slash }, [], head)).toEqual([]);
  });

  test.each([
    "require(user.name);",
    "require(`a${user.name}`);",
    "const r = require;",
    "import('fs');",
    "require();",
    'require(...["fs"]);',
    'require("module").createRequire("/")("https");',
    'require("node:process").getBuiltinModule("https");',
    'process.getBuiltinModule("https");',
    'process?.["getBuiltinModule"]("https");',
    'process.mainModule.require("https");',
    "const { getBuiltinModule } = process;",
    "process[user.name];",
  ])("are named where they are loaded: %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual(["module-dynamic"]);
  });

  test("are not loaded by the module of an action", () => {
    const action = `module.require("axios");${anAction("")}`;
    expect(problemsOf({ action })).toEqual(["module-dynamic"]);
  });

  test("are not loaded by other uses of process", () => {
    expect(
      problemsOf({ rule: aRule("process.hrtime.bigint(); user.process[user.name];") }),
    ).toEqual([]);
  });

  test("are not what a function of the code's own loads", () => {
    expect(problemsOf({ rule: aRule("const require = (x) => x; require(user);") })).toEqual([]);
  });
});

describe("outage", () => {
  test.each([
    'await fetch("https://example.com");',
    'require("https");',
    'require("node:net");',
    'require("axios@1.0.0");',
    "const f = fetch;",
    "function f(x = fetch(user.url)) { var fetch; }",
    "class K { static { var fetch; } } fetch(user.url);",
  ])("is needed with %s", (body) => {
    const action = anAction("");
    expect(problemsOf({ rule: aRule(body), action })).toEqual(["outage-missing"]);
    expect(problemsOf({ rule: aRule(body), action }, [], "outage: deny\n")).toEqual([]);
  });

  test.each([
    "const fetch = () => {}; fetch();",
    'require("crypto");',
    "user.fetch();",
    "await auth0.users.updateAppMetadata(user.user_id, {});",
  ])("is not needed with %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual([]);
    expect(problemsOf({ rule: aRule(body) }, [], "outage: deny\n")).toEqual(["outage-unneeded"]);
  });

  test("is not needed with a package that makes no requests", () => {
    const head = "dependencies:\n  - { name: uuid, version: 11.0.0, network: false }\n";
    expect(problemsOf({ rule: aRule('require("uuid@11.0.0");') }, [], head)).toEqual([]);
  });

  test("is needed when only the action makes requests", () => {
    expect(problemsOf({ action: anAction("await fetch('https://example.com');") })).toEqual([
      "outage-missing",
    ]);
  });
});
