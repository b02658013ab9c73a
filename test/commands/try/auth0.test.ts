import { beforeAll, describe, expect, test } from "vitest";

import type { TryJob } from "../../../src/thread/job.ts";
import { readProgram, type Program } from "../../../src/thread/program.ts";
import { runJob } from "../../../src/commands/try/run.ts";
import type { LoginDescription } from "../../../src/emulator/login/login.ts";
import { aUser } from "../../../src/emulator/login/samples.ts";
import { aTryJob } from "./aTryJob.ts";

// In the thread of a run, because all requests of a process are sent by what is tested here.

let program: Program;

beforeAll(async () => {
  program = await readProgram();
});

const scopes = `read:users create:users update:users delete:users read:roles create:role_members
  delete:role_members read:organizations read:organization_members create:organization_members
  create:organization_member_roles read:organization_member_roles create:user_tickets`;

const login: LoginDescription = {
  tenant: {
    id: "example",
    applications: [{ client_id: "m2m", client_secret: "shh", scopes }],
    roles: [{ id: "rol_1", name: "admin" }],
    organizations: [{ id: "org_1", name: "acme" }],
    users: [
      aUser({
        user_id: "google-oauth2|42",
        identities: [{ provider: "google-oauth2", connection: "google-oauth2", user_id: "42" }],
      }),
    ],
  },
};

const id = "auth0|0a1b2c3d4e5f6a7b8c9d0e1f";
const client = `{ domain: "example.auth0.com", clientId: "m2m", clientSecret: "shh" }`;

async function play(body: string, changes: Partial<TryJob> = {}) {
  const text = `async function rule(user, context, callback) {
    try {\n${body}\n} catch (error) { console.log(error.name, error.statusCode, error.message); }
    callback(null, user, context);
  }`;
  const versions = { auth0: "7.1.0", "auth0-v2": "2.44.1", request: "2.88.2" };
  const packages = { folder: import.meta.dirname, versions, notes: [] };
  const job = aTryJob(text, { login, packages, ...changes });
  const { outcome, requests } = await runJob(job, { program, limit: 15_000 });
  expect(outcome.error).toBeUndefined();
  expect(requests.filter(({ by }) => by === "nobody")).toEqual([]);
  return { outcome, requests, lines: outcome.console.map(({ text: line }) => line) };
}

describe("the tenant answers the package auth0", { timeout: 30_000 }, () => {
  test("of version 2, by promises (R-216)", async () => {
    const { lines, outcome } = await play(`
      const { ManagementClient } = require("auth0-v2");
      const api = new ManagementClient(${client});
      console.log((await api.getUser({ id: user.user_id })).email);
      console.log((await api.getUsersByEmail(user.email)).map((one) => one.user_id).join());
      console.log((await api.getUsers({ q: 'identities.provider:"auth0"', search_engine: "v3" })).length);
      console.log((await api.getUsers({ page: 0, per_page: 1, include_totals: true })).total);
      await api.updateAppMetadata({ id: user.user_id }, { plan: "gold" });
      await api.updateUserMetadata({ id: user.user_id }, { color: "red" });
      await api.assignRolestoUser({ id: user.user_id }, { roles: ["rol_1"] });
      console.log((await api.getUserRoles({ id: user.user_id })).map(({ name }) => name).join());
      await api.removeRolesFromUser({ id: user.user_id }, { roles: ["rol_1"] });
      await api.organizations.addMembers({ id: "org_1" }, { members: [user.user_id] });
      await api.organizations.addMemberRoles({ id: "org_1", user_id: user.user_id }, { roles: ["rol_1"] });
      console.log((await api.organizations.getMembers({ id: "org_1" })).length);
      console.log((await api.organizations.getByName({ name: "acme" })).id);
      console.log((await api.users.getUserOrganizations({ id: user.user_id }))[0].name);
      console.log((await api.linkUsers(user.user_id, { provider: "google-oauth2", user_id: "42" })).length);
      console.log((await api.unlinkUsers({ id: user.user_id, provider: "google-oauth2", user_id: "42" })).length);
      console.log((await api.sendEmailVerification({ user_id: user.user_id })).status);
      console.log((await api.createPasswordChangeTicket({ user_id: user.user_id })).ticket.slice(0, 26));
      const made = await api.createUser({
        connection: "Username-Password-Authentication", email: "new@example.com", password: "pa55word",
      });
      await api.deleteUser({ id: made.user_id });
    `);
    expect(lines).toEqual([
      "jane.doe@example.com",
      `${id},google-oauth2|42`,
      "1",
      "2",
      "admin",
      "1",
      "org_1",
      "acme",
      "2",
      "1",
      "pending",
      "https://example.auth0.com/",
    ]);
    expect(outcome).toMatchObject({
      appMetadata: { plan: "gold" },
      userMetadata: { color: "red" },
      tenant: {
        "organization org_1 members": { before: [], after: [id] },
        [`organization org_1 member ${id} roles`]: { before: [], after: ["admin"] },
        [`verification email to ${id}`]: { after: 1 },
      },
    });
    expect(outcome.tenant).not.toHaveProperty([`user ${id} roles`]);
  });

  test("of version 2, by callbacks, with the token of a rule (R-216)", async () => {
    const { lines } = await play(`
      const { ManagementClient } = require("auth0-v2");
      const api = new ManagementClient({ token: auth0.accessToken, domain: auth0.domain });
      await new Promise((resolve) => api.updateAppMetadata({ id: user.user_id }, { a: 1 }, (error, changed) => {
        console.log(error, changed.app_metadata.a);
        api.getRoles((refusal) => {
          console.log(refusal.name, refusal.statusCode, refusal.message);
          resolve();
        });
      }));
    `);
    expect(lines).toEqual([
      "null 1",
      "Forbidden 403 Insufficient scope, expected any of: read:roles",
    ]);
  });

  test("of the newest version (R-216)", async () => {
    const { lines, outcome } = await play(`
      const { ManagementClient } = require("auth0");
      const api = new ManagementClient(${client});
      console.log((await api.users.get(user.user_id)).email);
      console.log((await api.users.listUsersByEmail({ email: user.email })).length);
      const page = await api.users.list({ q: 'user_id:"google-oauth2|42"', search_engine: "v3" });
      console.log(page.data.map((one) => one.user_id).join());
      await api.users.update(user.user_id, { app_metadata: { plan: "gold" } });
      await api.users.roles.assign(user.user_id, { roles: ["rol_1"] });
      for await (const role of await api.users.roles.list(user.user_id)) console.log(role.name);
      await api.organizations.members.create("org_1", { members: [user.user_id] });
      for await (const member of await api.organizations.members.list("org_1")) console.log(member.user_id);
      await api.users.permissions.create(user.user_id, {
        permissions: [{ permission_name: "read:a", resource_server_identifier: "https://a.example" }],
      });
      for await (const one of await api.users.permissions.list(user.user_id)) console.log(one.permission_name);
      console.log((await api.users.identities.link(user.user_id, { provider: "google-oauth2", user_id: "42" })).length);
      console.log((await api.jobs.verificationEmail.create({ user_id: user.user_id })).type);
      await api.users.get("auth0|9");
    `);
    expect(lines.slice(0, -1)).toEqual([
      "jane.doe@example.com",
      "2",
      "google-oauth2|42",
      "admin",
      id,
      "read:a",
      "2",
      "verification_email",
    ]);
    expect(lines.at(-1)).toContain("404");
    expect(outcome.tenant).toMatchObject({
      [`user ${id} roles`]: { before: [], after: ["admin"] },
      [`user ${id} permissions`]: { before: [], after: ["read:a of https://a.example"] },
    });
  });

  test("over the limit, and again once it is not (R-213, R-216)", async () => {
    const tenant = { ...login.tenant, id: "example", management: [429, "ok"] as const };
    const { lines, requests } = await play(
      `const { ManagementClient } = require("auth0-v2");
      const api = new ManagementClient({ ...${client}, retry: { enabled: true, maxRetries: 2, minTimeout: 1 } });
      console.log((await api.getUser({ id: user.user_id })).email);`,
      { login: { tenant } },
    );
    expect(lines).toEqual(["jane.doe@example.com"]);
    expect(requests.map(({ by, status }) => [by, status])).toEqual([
      ["tenant", 200],
      ["tenant", 429],
      ["tenant", 200],
    ]);
  });

  test("and request, as rules used it (R-216)", async () => {
    const { lines } = await play(`
      const request = require("request");
      await new Promise((resolve) => request.get({
        url: auth0.baseUrl + "/users",
        headers: { Authorization: "Bearer " + auth0.accessToken },
        qs: { search_engine: "v3", q: 'email.raw:"x" OR email:"' + user.email + '"' },
        json: true,
      }, (error, response, users) => {
        console.log(error, response.statusCode, users.map((one) => one.user_id).join());
        resolve();
      }));
    `);
    expect(lines).toEqual([`null 200 ${id},google-oauth2|42`]);
  });

  test("unless a person has an answer (R-185)", async () => {
    const url = "https://example.auth0.com/api/v2/users-by-email?email=*";
    const { lines, requests } = await play(
      `const answer = await fetch(auth0.baseUrl + "/users-by-email?email=a");
      console.log(await answer.text());`,
      { answers: [{ url, body: "mine" }] },
    );
    expect(lines).toEqual(["mine"]);
    expect(requests).toMatchObject([{ by: "mock" }]);
  });
});
