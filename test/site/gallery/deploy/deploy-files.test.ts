import { expect, test } from "vitest";

import { makeDeployFiles } from "../../../../src/site/gallery/deploy/deploy-files.ts";
import { aShownTemplate } from "../../samples.ts";

const template = aShownTemplate({
  id: "send-mail",
  title: "Send mail",
  code: "function sendMail() {}",
  configuration: [{ key: "API_KEY", description: "", required: true, secret: true }],
  action: {
    trigger: "post-login",
    code: "exports.onExecutePostLogin = async () => {};",
    dependencies: [],
    secrets: ["API_KEY"],
  },
});

test.each([
  ["action", "deploy-cli", "actions/Send mail.json"],
  ["action", "terraform", "main.tf"],
  ["action", "api", "requests.send-mail.json"],
  ["rule", "deploy-cli", "rules/Send mail.json"],
  ["rule", "terraform", "rules/Send mail.json"],
] as const)("a download of the %s for %s has %s", (form, target, name) => {
  const files = makeDeployFiles(template, { form, target }, { API_KEY: "key-of-mine" });
  expect(Object.keys(files)).toContain(name);
  expect(Object.keys(files)).toContain("README.send-mail.md");
  expect(JSON.stringify(files)).not.toContain("key-of-mine");
});
