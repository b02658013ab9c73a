import type { User } from "../users/user.ts";
import { ManagementError, noUser } from "../users/user-metadata.ts";
import type { Answer, Call, Endpoint } from "./types.ts";
import { checkBody, checkUserId, invalidBody, type Shape } from "./validate.ts";

/** Mails to users, and addresses to be mailed to them. */
export const mailEndpoints: readonly Endpoint[] = [
  {
    method: "POST",
    path: "/jobs/verification-email",
    scopes: ["update:users"],
    source: "jobs/post-verification-email",
    answer: sendVerification,
  },
  {
    method: "GET",
    path: "/jobs/{id}",
    scopes: ["create:users", "read:users"],
    source: "jobs/get-jobs-by-id",
    answer: readJob,
  },
  {
    method: "POST",
    path: "/tickets/email-verification",
    scopes: ["create:user_tickets"],
    source: "tickets/post-email-verification",
    answer: makeVerificationTicket,
  },
  {
    method: "POST",
    path: "/tickets/password-change",
    scopes: ["create:user_tickets"],
    source: "tickets/post-password-change",
    answer: makePasswordTicket,
  },
];

const common: Shape = {
  user_id: "string",
  client_id: "string",
  organization_id: "string",
  identity: "object",
};

const ticket: Shape = {
  ...common,
  result_url: "string",
  ttl_sec: "integer",
  includeEmailInRedirect: "boolean",
};

/** Ids of jobs are made of their users, so that a job is found again. */
const job = "job_";

function sendVerification(call: Call): Answer {
  const { tenant, login, body } = call;
  checkBody(body, common, ["user_id"]);
  const user = userIn(call);
  checkAddress(user);
  tenant.log.count(`verification email to ${user.user_id}`);
  return { status: 201, body: jobOf(user, { status: "pending", now: login.now }) };
}

function jobOf({ user_id: id }: User, { status, now }: { status: string; now: number }) {
  return {
    type: "verification_email",
    status,
    created_at: new Date(now).toISOString(),
    id: job + btoa(encodeURIComponent(id)).replaceAll("=", ""),
  };
}

/** A mail has gone out at once. */
function readJob({ tenant, params, login }: Call): Answer {
  const { id = "" } = params;
  const job = tenant.users
    .all()
    .map((user) => jobOf(user, { status: "completed", now: login.now }))
    .find((candidate) => candidate.id === id);
  if (!job) {
    throw new ManagementError(404, "The job does not exist.", "inexistent_job");
  }
  return { status: 200, body: job };
}

function makeVerificationTicket(call: Call): Answer {
  checkBody(call.body, ticket, ["user_id"]);
  const user = userIn(call);
  checkAddress(user);
  return makeTicket(call, user, { name: "email verification", path: "/u/email-verification" });
}

function makePasswordTicket(call: Call): Answer {
  const { body, tenant } = call;
  checkBody(body, {
    ...ticket,
    connection_id: "string",
    email: "string",
    new_password: "string",
    mark_email_as_verified: "boolean",
  });
  if (body["user_id"] === undefined && body["email"] === undefined) {
    throw invalidBody("Missing required property: user_id");
  }
  if (body["email"] !== undefined && body["connection_id"] === undefined) {
    throw invalidBody("Missing required property: connection_id");
  }
  const user =
    body["user_id"] === undefined
      ? tenant.users.all().find(({ email }) => email === body["email"])
      : userIn(call);
  if (!user) {
    throw noUser();
  }
  return makeTicket(call, user, { name: "password change", path: "/u/reset-verify" });
}

function makeTicket(
  { tenant, login }: Call,
  { user_id: id }: User,
  { name, path }: { name: string; path: string },
): Answer {
  tenant.log.count(`${name} ticket of ${id}`);
  const key = btoa(encodeURIComponent(`${name} ${id}`)).replaceAll("=", "");
  return { status: 201, body: { ticket: `https://${login.domain}${path}?ticket=${key}#` } };
}

/** The user whom the body names. @throws ManagementError if there is none */
function userIn({ tenant, body }: Call): User {
  const id = String(body["user_id"]);
  checkUserId(id);
  const user = tenant.users.get(id);
  if (!user) {
    throw noUser();
  }
  return user;
}

function checkAddress({ email }: User): void {
  if (email !== undefined) {
    return;
  }
  throw new ManagementError(400, "The user does not have an email address.", "inexistent_email");
}
