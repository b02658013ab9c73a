import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const claim = "https://example.com/organization";
const metadata = { plan: "gold", region: "eu", contract: "4711" };
const organization = { id: "org_1", name: "acme", display_name: "Acme Inc.", metadata };

describeTemplate("add-organization-to-tokens", ({ login }) => {
  test("adds the name and the listed metadata to both tokens", async () => {
    const configuration = { ORGANIZATION_METADATA: " plan,region , plans" };
    const outcome = await login({ organization, configuration });
    const expected = { [claim]: { name: "acme", metadata: { plan: "gold", region: "eu" } } };
    expect(outcome).toMatchObject({ result: "allowed", warnings: [], console: [] });
    expect(outcome.idToken).toEqual(expected);
    expect(outcome.accessToken).toEqual(expected);
  });

  test.each([{}, { ORGANIZATION_METADATA: "" }, { ORGANIZATION_METADATA: "PLAN, toString" }])(
    "adds no metadata with %j",
    async (configuration) => {
      const outcome = await login({ organization, configuration });
      expect(outcome.idToken).toEqual({ [claim]: { name: "acme", metadata: {} } });
    },
  );

  test("adds the name of an organization without metadata", async () => {
    const outcome = await login({
      organization: { id: "org_1", name: "acme", display_name: "Acme", metadata: null },
      configuration: { ORGANIZATION_METADATA: "plan" },
    });
    expect(outcome.accessToken).toEqual({ [claim]: { name: "acme", metadata: {} } });
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a login without a request", { request: null }],
  ])("adds the claim to %s as well", async (_what, circumstances) => {
    const outcome = await login({ organization, ...circumstances });
    expect(outcome.accessToken).toHaveProperty([claim, "name"], "acme");
  });

  test("adds nothing to a login without an organization", async () => {
    const outcome = await login({ configuration: { ORGANIZATION_METADATA: "plan" } });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
  });

  test("uses the namespace", async () => {
    const configuration = { NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ organization, configuration });
    expect(Object.keys(outcome.idToken)).toEqual(["https://claims.example.org/organization"]);
  });
});
