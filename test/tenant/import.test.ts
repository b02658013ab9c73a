import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { exportFiles } from "../../src/export/export.ts";
import { deployTenant } from "../../src/tenant/deployment.ts";
import { migrateTenant } from "../../src/tenant/migrate-tenant.ts";
import { commandsOf, fillConfig, runClient, writeFiles } from "../export/tenant/deploy-cli.ts";
import { StandInTenant } from "../export/tenant/stand-in-tenant.ts";
import { performPipelinesHere, performRuleHere } from "./perform-pipelines-here.ts";

const rules = [
  ["staff", "if (!user.email_verified) return callback(new UnauthorizedError('no'));"],
  ["kind", "context.kind = configuration.KIND;"],
  ["claim", "context.idToken['https://acme.example/kind'] = context.kind;"],
].map(([name = "", body = ""]) => ({
  ...{ name, file: `${name}.js` },
  code: `function (user, context, callback) { ${body} callback(null, user, context); }`,
}));

test("the real client imports what became of a tenant's rules, and binds it in their order", async () => {
  const { units } = await migrateTenant(rules, {
    ...{ seed: 1, logins: 20, pipelineLogins: 20, version: "0.0.0" },
    performRule: () => performRuleHere,
    performPipelines: performPipelinesHere,
  });
  const files = fillConfig(exportFiles(deployTenant(units, []), "deploy-cli"), { KIND: "person" });
  const folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  writeFiles(folder, files);
  const tenant = await StandInTenant.open();
  try {
    const [, fresh = []] = commandsOf(files);
    const { output } = await runClient(folder, fresh, { origin: tenant.origin });
    expect(output).toContain("Import Successful");
    expect(tenant.store.bound).toEqual(["staff", "kind to claim"]);
    const joined = tenant.store.actions.find(({ name }) => name === "kind to claim");
    expect(joined?.secrets).toEqual([{ name: "KIND", value: "person" }]);
  } finally {
    await tenant.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
