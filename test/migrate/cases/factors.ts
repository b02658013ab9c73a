import type { Cases } from "../corpus.ts";

const factor = (provider: string, allowRememberBrowser: boolean) => ({
  result: "allowed",
  multifactor: { provider, allowRememberBrowser },
});

/** Who is asked for a second factor, and whether the browser is remembered. */
export const factors: Cases = {
  admins: {
    level: "idiomatic",
    why: "says allowRememberBrowser itself",
    example: { login: { authorization: { roles: ["billing"] } } },
    ends: factor("any", false),
  },
  "by-risk": {
    level: "idiomatic",
    why: "a switch in which one case denies; the factor without allowRememberBrowser remembers",
    conditions: ["error-code"],
    example: {
      login: {
        authentication: { riskAssessment: { confidence: "medium", version: "1", assessments: {} } },
      },
    },
    ends: factor("any", true),
  },
  "duo-for-vpn": {
    level: "idiomatic",
    why: "the keys of Duo are flat in a rule and nested in an action",
    conditions: ["error-code"],
    example: {
      user: { app_metadata: { duo_name: "jdoe" } },
      login: { client: { client_id: "vp9Zt1remote" } },
      settings: { DUO_IKEY: "a-duo-id", DUO_SKEY: "a-duo-key" },
    },
    ends: {
      ...factor("duo", true),
      multifactor: { provider: "duo", providerOptions: { username: "jdoe" } },
    },
  },
  "enrolled-users": {
    level: "idiomatic",
    why: "guards of metadata, which an action does not need",
    example: { user: { user_metadata: { use_mfa: true } } },
    ends: factor("any", true),
  },
  "new-country": {
    level: "idiomatic",
    why: "a factor and a metadata write with a callback in one rule",
    conditions: ["factor-option", "part-absent"],
    example: {
      user: { app_metadata: { last_country: "CH" } },
      login: { request: { geoip: { countryCode: "DE" } } },
    },
    ends: { ...factor("google-authenticator", false), appMetadata: { last_country: "DE" } },
  },
  "once-a-session": {
    level: "idiomatic",
    why: "reads the methods of authentication, which a refresh token has not: both forms fail there",
    example: { login: { authentication: { methods: [] } } },
    ends: factor("any", false),
  },
  "outside-office": {
    level: "idiomatic",
    why: "ignoreCookie is an older way to say that the browser is not remembered",
    conditions: ["part-absent"],
    example: { login: { request: { ip: "198.51.100.9" } }, settings: { OFFICE_IP: "192.0.2.1" } },
    ends: factor("guardian", false),
  },
  "step-up": {
    level: "idiomatic",
    why: "defaults of a request and a query that can be missing in a rule",
    example: {
      login: {
        request: {
          query: { acr_values: "http://schemas.openid.net/pape/policies/2007/06/multi-factor" },
        },
        authentication: { methods: [] },
      },
    },
    ends: factor("any", true),
  },
};
