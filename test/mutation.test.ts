import { expect, test } from "vitest";

import { aRefreshTokenLogin, loginAs, readTemplate } from "./support/describeTemplate.ts";
import { takeUnanswered } from "./support/network.ts";

const configuration = {
  MAILGUN_API_KEY: "key",
  MAILGUN_DOMAIN: "mg.example.com",
  MAILGUN_FROM: "signups@mg.example.com",
  MAILGUN_TO: "admin@example.com",
};

/**
 * What the setup file would report after a template's test, when the template swallowed the refusal
 * of the request and the login went on.
 */
test.each(["rule", "action"] as const)(
  "a test of the %s of mailgun fails without the guard against refreshed tokens",
  async (form) => {
    const template = readTemplate("mailgun")[form];
    const guarded = template?.code ?? "";
    const code = guarded.replace('"oauth2-refresh-token"', '"another-protocol"');
    expect(code).not.toBe(guarded);
    const login = aRefreshTokenLogin({ stats: { logins_count: 1 } });
    const outcome = await loginAs(form, { ...template, code }, { ...login, configuration });
    expect(outcome.result).toBe("allowed");
    expect(takeUnanswered()).toEqual(["POST https://api.mailgun.net/v3/mg.example.com/messages"]);
  },
);
