import { describe, expect, test } from "vitest";
import { aUser } from "../../support/describeTemplate.ts";
import { anApi, janeId } from "./api.ts";

describe("POST /jobs/verification-email", () => {
  test("sends a mail, by a job that can be asked for (R-211)", async () => {
    const { ask } = await anApi();
    const body = { user_id: janeId, client_id: "app" };
    const job = await ask("POST", "/api/v2/jobs/verification-email", { body });
    expect(job).toMatchObject({
      status: 201,
      body: {
        type: "verification_email",
        status: "pending",
        created_at: "2026-01-15T12:00:00.000Z",
      },
    });
    const { id } = job.body as { id: string };
    expect(id).toMatch(/^job_/);
    expect((await ask("GET", `/api/v2/jobs/${id}`)).body).toMatchObject({
      id,
      status: "completed",
    });
  });

  test.each([
    [{}, 400],
    [{ user_id: "auth0|9" }, 404],
    [{ user_id: "sms|1" }, 400],
    [{ user_id: janeId, email: "a" }, 400],
  ])("refuses %j (R-211)", async (body, status) => {
    const users = [aUser(), aUser({ user_id: "sms|1", email: undefined })];
    const { ask } = await anApi({ users });
    expect((await ask("POST", "/api/v2/jobs/verification-email", { body })).status).toBe(status);
  });

  test("does not find a job that was not made (R-211)", async () => {
    const { ask } = await anApi();
    expect((await ask("GET", "/api/v2/jobs/job_9")).status).toBe(404);
  });
});

describe("tickets", () => {
  test.each([
    ["email-verification", { user_id: janeId, result_url: "https://a.example", ttl_sec: 60 }],
    ["password-change", { user_id: janeId, mark_email_as_verified: true }],
    ["password-change", { email: "jane.doe@example.com", connection_id: "con_1" }],
  ])("are addresses of the tenant's: %s (R-212)", async (kind, body) => {
    const { ask } = await anApi();
    const { status, body: given } = await ask("POST", `/api/v2/tickets/${kind}`, { body });
    expect(status).toBe(201);
    const { ticket } = given as { ticket: string };
    expect(ticket).toMatch(/^https:\/\/example\.auth0\.com\/.*\?ticket=\w+#$/);
  });

  test.each([
    ["email-verification", {}, 400],
    ["email-verification", { user_id: "auth0|9" }, 404],
    ["password-change", {}, 400],
    ["password-change", { email: "jane.doe@example.com" }, 400],
    ["password-change", { email: "nobody@example.com", connection_id: "con_1" }, 404],
    ["password-change", { user_id: janeId, ttl_sec: "1" }, 400],
  ])("refuse: %s %j (R-212)", async (kind, body, status) => {
    const { ask } = await anApi();
    expect((await ask("POST", `/api/v2/tickets/${kind}`, { body })).status).toBe(status);
  });
});
