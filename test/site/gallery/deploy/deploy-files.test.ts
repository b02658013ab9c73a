import { describe, expect, test } from "vitest";

import { makeDeployFiles } from "../../../../src/site/gallery/deploy/deploy-files.ts";
import { aShownTemplate } from "../../samples.ts";

const template = aShownTemplate({
  id: "send-mail",
  title: "Send mail",
  code: "function sendMail() {}",
  configuration: [
    { key: "API_KEY", description: "", required: true, secret: true },
    { key: "DOMAIN", description: "", required: true, secret: false },
    { key: "REGION", description: "", required: false, secret: false, default: "us" },
    { key: "RULE_ONLY", description: "", required: true, secret: false },
  ],
  action: {
    trigger: "post-login",
    code: "exports.onExecutePostLogin = async () => {};",
    dependencies: [{ name: "left-pad", version: "1.0.0" }],
    secrets: ["API_KEY", "DOMAIN", "REGION"],
  },
});
const values = { API_KEY: "key-of-mine", DOMAIN: "mg.example.com" };

describe("files for the Deploy CLI", () => {
  test("hold an action", () => {
    const { "README.send-mail.md": readme, ...files } = makeDeployFiles(template, "action", values);
    expect(Object.keys(files)).toEqual([
      "config.send-mail.json",
      "actions/Send mail.json",
      "actions/Send mail/code.js",
    ]);
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
    expect(files["actions/Send mail/code.js"]).toBe(`${template.action?.code ?? ""}\n`);
    expect(readme).toMatch(/, as texts, .*\n\n- API_KEY\n\n.* not in here.*\n\n- REGION\n/);
  });

  test("hold a rule", () => {
    expect(makeDeployFiles(template, "rule", values)).toEqual({
      "README.send-mail.md": expect.stringContaining("Copy `rules` and `rules-configs`") as string,
      "config.send-mail.json": expect.stringContaining("AUTH0_ALLOW_DELETE") as string,
      "rules/Send mail.json":
        '{\n  "name": "Send mail",\n  "script": "./Send mail.js",\n  "stage": "login_success",\n  "enabled": true\n}\n',
      "rules/Send mail.js": "function sendMail() {}\n",
      "rules-configs/API_KEY.json": '{\n  "key": "API_KEY",\n  "value": "@@API_KEY@@"\n}\n',
      "rules-configs/DOMAIN.json": '{\n  "key": "DOMAIN",\n  "value": "mg.example.com"\n}\n',
      "rules-configs/RULE_ONLY.json": '{\n  "key": "RULE_ONLY",\n  "value": "@@RULE_ONLY@@"\n}\n',
    });
  });

  test.each([
    ["action", ["actions"], { API_KEY: "" }],
    ["rule", ["rules", "rulesConfigs"], { API_KEY: "", RULE_ONLY: "" }],
  ] as const)(
    "have a configuration that deletes nothing beside the %s",
    (form, types, keywords) => {
      const { "config.send-mail.json": config = "" } = makeDeployFiles(template, form, values);
      expect(JSON.parse(config)).toEqual({
        AUTH0_DOMAIN: "",
        AUTH0_CLIENT_ID: "",
        AUTH0_CLIENT_SECRET: "",
        AUTH0_ALLOW_DELETE: false,
        AUTH0_INCLUDED_ONLY: types,
        AUTH0_KEYWORD_REPLACE_MAPPINGS: keywords,
      });
    },
  );

  test("say in the first lines where they belong, and what else an import would do", () => {
    const { "README.send-mail.md": readme = "" } = makeDeployFiles(template, "action", values);
    const [heading, , ...lines] = readme.split("\n");
    expect(heading).toBe("# Send mail");
    expect(lines.slice(0, 3).join(" ")).toMatch(
      /^Copy `actions` into your own export of the tenant.* AUTH0_ALLOW_DELETE it deletes each action /,
    );
    expect(readme).toMatch(/one list, which an import\nreplaces as a whole/);
    expect(readme).toContain('{"action_name":"Send mail","display_name":"Send mail"}');
  });

  test.each(["action", "rule"] as const)(
    "have the name of no file of an export, for the %s",
    (form) => {
      const names = Object.keys(makeDeployFiles(template, form, values));
      expect(names.filter((name) => /^(?:README\.md|config\.json|triggers)/i.test(name))).toEqual(
        [],
      );
    },
  );

  test.each(["action", "rule"] as const)("of the %s never hold a secret", (form) => {
    expect(JSON.stringify(makeDeployFiles(template, form, values))).not.toContain("key-of-mine");
  });

  test("stay in their folder, whatever a gallery calls its template", () => {
    const title = "../../etc/passwd\u0000<x>";
    const hostile = { ...aShownTemplate(), id: title, title };
    const paths = Object.keys(makeDeployFiles(hostile, "rule", {}));
    expect(paths).toEqual([
      "README.-etc-passwd-x-.md",
      "config.-etc-passwd-x-.json",
      "rules/-etc-passwd-x-.json",
      "rules/-etc-passwd-x-.js",
    ]);
  });
});
