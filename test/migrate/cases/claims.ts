import type { Cases } from "../corpus.ts";

/** Claims and scopes. */
export const claims: Cases = {
  "all-metadata": {
    level: "idiomatic",
    why: "a claim for each key of app_metadata",
    conditions: ["metadata-absent"],
    example: { user: { app_metadata: { plan: "team", _secret: 1 }, user_metadata: {} } },
    ends: { result: "allowed", idToken: { "https://meta.example.com/plan": "team" } },
  },
  "allowed-scopes": {
    level: "idiomatic",
    why: "replaces the scopes by a filtered list",
    conditions: ["part-absent", "scopes"],
    example: {
      user: { app_metadata: { scopes: ["read:a"] } },
      login: { request: { query: { scope: "openid read:a write:a" } } },
    },
    ends: { result: "allowed", scope: ["openid", "read:a"] },
  },
  "assign-object": {
    level: "idiomatic",
    why: "Object.assign on the ID token",
    example: { user: { user_metadata: { currency: "CHF" } } },
    ends: {
      result: "allowed",
      idToken: {
        "https://shop.example.com/currency": "CHF",
        "https://shop.example.com/vat": false,
      },
    },
  },
  "claim-helper": {
    level: "idiomatic",
    why: "a local function sets each claim in both tokens",
    example: {
      user: { app_metadata: { region: "eu" } },
      settings: { PREFIX: "https://p.example.com/" },
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://p.example.com/region": "eu",
        "https://p.example.com/since": "2024-03-01T08:00:00.000Z",
      },
    },
  },
  "few-claims": {
    level: "idiomatic",
    why: "nothing but claims",
    example: { login: { stats: { logins_count: 4 } } },
    ends: { result: "allowed", idToken: { "https://myapp.example.com/logins": 4 } },
  },
  "graph-claims": {
    level: "idiomatic",
    why: "changes a claim after it was set, which an action cannot read",
    example: { user: { app_metadata: { is_manager: true } } },
    ends: {
      result: "allowed",
      accessToken: {
        "https://graph.example.com/claims": {
          "x-graph-default-role": "manager",
          "x-graph-allowed-roles": ["member", "manager"],
          "x-graph-user-id": "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
        },
      },
    },
  },
  "role-scope": {
    level: "idiomatic",
    why: "sets the scopes of one API by role",
    conditions: ["part-absent", "scopes"],
    example: {
      login: {
        authorization: { roles: ["clerk"] },
        request: { query: { audience: "https://api.example.com/orders" } },
      },
    },
    ends: { result: "allowed", scope: ["openid", "profile", "orders:read", "orders:write"] },
  },
  "without-email": {
    level: "cannot",
    why: "takes standard claims out of the token",
    obstacles: ["claim-removed", "claims-read", "claim-removed", "claims-read"],
  },
};
