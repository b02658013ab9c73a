import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { exportFiles } from "../../src/export/export.ts";
import { deployTemplate } from "../../src/export/template.ts";
import { targets } from "../../src/export/deployment.ts";
import { makeRuleFiles } from "../../src/export/deploy-cli/rule-files.ts";
import { aDeployedAction, aDeployment } from "./samples.ts";

const files = exportFiles(aDeployment(), "deploy-cli");

describe("files for the Deploy CLI", () => {
  test("hold an action, its code and its settings", () => {
    expect(JSON.parse(files["actions/Send mail.json"] ?? "")).toEqual({
      name: "Send mail",
      code: "./actions/Send mail/code.js",
      runtime: "node22",
      dependencies: [{ name: "left-pad", version: "1.0.0" }],
      secrets: [
        { name: "API_KEY", value: "@@API_KEY@@" },
        { name: "DOMAIN", value: "mg.example.com" },
      ],
      supported_triggers: [{ id: "post-login", version: "v3" }],
      deployed: true,
    });
    expect(files["actions/Send mail/code.js"]).toBe(
      "exports.onExecutePostLogin = async () => {};\n",
    );
  });

  test("have a configuration that deletes nothing", () => {
    expect(JSON.parse(files["config.login.json"] ?? "")).toEqual({
      AUTH0_DOMAIN: "",
      AUTH0_CLIENT_ID: "",
      AUTH0_CLIENT_SECRET: "",
      AUTH0_ALLOW_DELETE: false,
      AUTH0_INCLUDED_ONLY: ["actions", "triggers"],
      AUTH0_KEYWORD_REPLACE_MAPPINGS: { API_KEY: "" },
    });
  });

  test("say in the first lines where they belong, and what an import could do", () => {
    const [heading, , ...lines] = (files["README.login.md"] ?? "").split("\n");
    expect(heading).toBe("# Login");
    expect(lines.slice(0, 3).join(" ")).toMatch(
      /^Copy `actions` into your own export of the tenant.* AUTH0_ALLOW_DELETE it deletes each action /,
    );
  });

  test("list what is to be filled in, and what is left out", () => {
    expect(files["README.login.md"]).toMatch(
      /, as texts, .*\n\n- API_KEY\n\n.* no value.*\n\n- REGION\n/,
    );
  });

  test("say the same in YAML", () => {
    const yaml = exportFiles(aDeployment(), "deploy-cli", "yaml");
    const { actions } = parse(yaml["tenant.login.yaml"] ?? "") as { actions: unknown[] };
    expect(actions).toEqual(
      ["Send mail", "Ask -twice- -b", "Switched off"].map(
        (file) => JSON.parse(files[`actions/${file}.json`] ?? "") as unknown,
      ),
    );
  });

  test("bind what is to run, in its order, only in the file for a new tenant", () => {
    const bindings = ["Send mail", "Ask ${twice} /b"].map((name) => ({
      action_name: name,
      display_name: name,
    }));
    expect(parse(files["new-tenant.login.yaml"] ?? "")).toMatchObject({
      triggers: { "post-login": bindings },
    });
    expect(Object.keys(files).filter((name) => name.startsWith("triggers"))).toEqual([]);
  });

  test("need no file for a new tenant if nothing is to run", () => {
    const actions = [aDeployedAction({ isBound: false })];
    const names = Object.keys(exportFiles(aDeployment({ actions }), "deploy-cli"));
    expect(names).toEqual([
      "README.login.md",
      "config.login.json",
      "actions/Send mail.json",
      "actions/Send mail/code.js",
    ]);
  });
});

test("files of a rule are those of the Deploy CLI", () => {
  const settings = [{ key: "API_KEY" }, { key: "DOMAIN", value: "mg.example.com" }];
  const code = "function sendMail() {}";
  const rule = {
    id: "send-mail",
    name: "Send mail",
    overview: "",
    code,
    settings,
    left: ["REGION"],
  };
  const {
    "README.send-mail.md": readme,
    "config.send-mail.json": config = "",
    ...rest
  } = makeRuleFiles(rule);
  expect(readme).toMatch(/^# Send mail\n\nCopy `rules` and `rules-configs`[^]*- REGION\n$/);
  expect(JSON.parse(config)).toMatchObject({
    AUTH0_ALLOW_DELETE: false,
    AUTH0_INCLUDED_ONLY: ["rules", "rulesConfigs"],
    AUTH0_KEYWORD_REPLACE_MAPPINGS: { API_KEY: "" },
  });
  expect(rest).toEqual({
    "rules/Send mail.json":
      '{\n  "name": "Send mail",\n  "script": "./Send mail.js",\n  "stage": "login_success",\n  "enabled": true\n}\n',
    "rules/Send mail.js": "function sendMail() {}\n",
    "rules-configs/API_KEY.json": '{\n  "key": "API_KEY",\n  "value": "@@API_KEY@@"\n}\n',
    "rules-configs/DOMAIN.json": '{\n  "key": "DOMAIN",\n  "value": "mg.example.com"\n}\n',
  });
});

describe.each(targets)("files for %s", (target) => {
  const secret = { key: "API_KEY", description: "", required: true, secret: true };
  const template = {
    title: "Send mail",
    configuration: [secret],
    action: { trigger: "post-login" as const, code: "", dependencies: [], secrets: ["API_KEY"] },
  };

  test("never hold a secret", () => {
    const actions = [deployTemplate(template, { API_KEY: "key-of-mine" })];
    const written = exportFiles(aDeployment({ actions }), target);
    expect(JSON.stringify(written)).not.toContain("key-of-mine");
    expect(JSON.stringify(written)).toContain("API_KEY");
  });

  test("stay in their folder, whatever an action is called", () => {
    const name = "../../etc/passwd\u0000<x>";
    const actions = ["", "..", "CON"].map((end) => aDeployedAction({ name: `${name}${end}` }));
    const paths = Object.keys(exportFiles(aDeployment({ name, actions }), target));
    expect(paths.filter((path) => !/^[\w. -][\w./ -]*$/.test(path) || path.includes(".."))).toEqual(
      [],
    );
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  test("have the name of no file of an export", () => {
    const names = Object.keys(exportFiles(aDeployment(), target));
    expect(
      names.filter((name) => /^(?:README\.md|config\.json|triggers|tenant\.yaml)/i.test(name)),
    ).toEqual([]);
  });
});

test("settings get what was given, or their default, or none", () => {
  const key = (name: string, rest: object) => ({
    key: name,
    description: "",
    required: false,
    secret: false,
    ...rest,
  });
  const configuration = [
    key("GIVEN", { default: "usual" }),
    key("USUAL", { default: "usual" }),
    key("NONE", {}),
    key("NEEDED", { required: true }),
    key("SECRET", { secret: true }),
    key("RULE_ONLY", { required: true }),
  ];
  const secrets = ["GIVEN", "USUAL", "NONE", "NEEDED", "SECRET"];
  const action = { trigger: "post-login" as const, code: "", dependencies: [], secrets };
  const template = { title: "", configuration, action };
  const { settings, left } = deployTemplate(template, { GIVEN: "mine", SECRET: "s" });
  expect(settings.map(({ key: name, value }) => [name, value])).toEqual([
    ["GIVEN", "mine"],
    ["USUAL", "usual"],
    ["NEEDED", undefined],
    ["SECRET", undefined],
  ]);
  expect(left).toEqual(["NONE"]);
});
