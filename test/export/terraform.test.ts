import { format } from "@cdktn/hcl-tools";
import { parse } from "@cdktn/hcl2json";
import { beforeAll, describe, expect, test } from "vitest";

import { exportFiles } from "../../src/export/export.ts";
import { aDeployedAction, aDeployment } from "./samples.ts";
import { checkResources } from "./terraform/check-schema.ts";

const files = exportFiles(aDeployment(), "terraform");

// Both keep a global once they have started.
beforeAll(async () => {
  await format("");
  await parse("empty.tf", "");
});

type Parsed = Record<string, Record<string, Record<string, unknown[]>>>;

async function parseFile(name: string): Promise<Parsed> {
  return (await parse(name, files[name] ?? "")) as Parsed;
}

/** Undoes what the parser leaves as it is written. */
function unquote(text: unknown): string {
  return String(text).replace(/([$%])\1\{/g, "$1{");
}

describe("files for Terraform", () => {
  test("are these", () => {
    expect(Object.keys(files)).toEqual([
      "README.login.md",
      "main.tf",
      "bindings.tf",
      "variables.tf",
      "actions/Send mail/code.js",
      "actions/Ask -twice- -b/code.js",
      "actions/Switched off/code.js",
    ]);
  });

  test.each(["main.tf", "bindings.tf", "variables.tf"])(
    "are formatted as terraform fmt does: %s",
    async (name) => {
      expect(files[name]).toBe(await format(files[name] ?? ""));
    },
  );

  test("hold what the provider documents, and nothing else", async () => {
    const [main, bindings] = [await parseFile("main.tf"), await parseFile("bindings.tf")];
    expect(checkResources(main["resource"] ?? {})).toEqual([]);
    expect(checkResources(bindings["resource"] ?? {})).toEqual([]);
  });

  test("would be refused with a field that the provider does not have", () => {
    const wrong = { auth0_action: { one: [{ name: "One", code: "", secret: "" }] } };
    expect(checkResources(wrong)).toEqual([
      "auth0_action.one has no secret",
      "auth0_action.one has 0 supported_triggers",
    ]);
  });

  test("keep texts as they are, whatever is in them", async () => {
    const { resource } = await parseFile("main.tf");
    const actions = resource?.["auth0_action"] ?? {};
    const [ask] = actions["ask_twice_b"] as {
      name: string;
      secrets_wo: { name: string; value: string }[];
    }[];
    expect(unquote(ask?.name)).toBe("Ask ${twice} /b");
    expect(unquote(ask?.secrets_wo[1]?.value)).toBe('a "quoted" ${text} %{with}\n\b lines\\');
  });

  test("take secrets from ephemeral variables, so that none is in the state", async () => {
    const { variable } = await parseFile("variables.tf");
    expect(variable?.["api_key"]).toEqual([
      expect.objectContaining({ sensitive: true, ephemeral: true }),
    ]);
    expect(files["main.tf"]).toContain("value = var.api_key");
    expect(files["main.tf"]).not.toMatch(/^ *secrets \{/m);
  });

  test("bind nothing until they are told to, and then all actions in order", async () => {
    const { variable } = await parseFile("variables.tf");
    expect(variable?.["bind"]).toEqual([expect.objectContaining({ default: false })]);
    const text = files["bindings.tf"] ?? "";
    expect(text).toContain("count   = var.bind ? 1 : 0");
    expect(text.match(/auth0_action\.\w+\.id/g)).toEqual([
      "auth0_action.send_mail.id",
      "auth0_action.ask_twice_b.id",
    ]);
  });

  test("give each action a name of its own", () => {
    const actions = ["A b", "a-b", "1"].map((name) => aDeployedAction({ name }));
    const text = exportFiles(aDeployment({ actions }), "terraform")["main.tf"] ?? "";
    expect(text.match(/"auth0_action" "\w+"/g)).toEqual([
      '"auth0_action" "a_b"',
      '"auth0_action" "a_b_2"',
      '"auth0_action" "action_1"',
    ]);
  });
});
