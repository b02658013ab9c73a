import type { Cases } from "../corpus.ts";

/** Properties of the user that rules change for the rest of the login. */
export const roots: Cases = {
  "assigned-profile": {
    level: "idiomatic",
    why: "Object.assign on the user, which the rule reads afterwards",
    conditions: ["profile-keys", "user-edit"],
    example: { user: { user_metadata: { profile: { locale: "fr", other: 1 } } } },
    ends: {
      result: "allowed",
      idToken: {
        "https://profile.example.com/locale": "fr",
        "https://profile.example.com/zone": "UTC",
      },
    },
  },
  "company-fields": {
    level: "idiomatic",
    why: "only changes the user for later rules",
    conditions: ["user-edit"],
    example: { user: { app_metadata: { company: "Acme", company_id: "7", owner_of: ["7"] } } },
    ends: { result: "allowed" },
  },
  "display-name": {
    level: "idiomatic",
    why: "standard claims from changed properties",
    conditions: ["user-edit"],
    example: { user: { user_metadata: { first_name: "Janet" } } },
    ends: { result: "allowed", idToken: { name: "Janet Doe", given_name: "Janet" } },
  },
  "fewer-attributes": {
    level: "cannot",
    why: "takes properties out of the profile",
    obstacles: ["user-deleted", "user-deleted"],
  },
  "lower-case": {
    level: "idiomatic",
    why: "changes what it compares afterwards",
    conditions: ["user-edit"],
    example: { user: { upn: "JDoe@Corp" } },
    ends: { result: "allowed", idToken: { "https://legacy.example.com/key": "jdoe@corp" } },
  },
  nickname: {
    level: "idiomatic",
    why: "a default for a standard property",
    conditions: ["merged-root", "user-edit"],
    example: { user: { nickname: null } },
    ends: { result: "allowed" },
  },
  "plain-picture": {
    level: "idiomatic",
    why: "a module inside of a condition, and a value that goes to later rules only",
    conditions: ["merged-root", "user-edit"],
    example: {
      user: { picture: "https://s.gravatar.com/avatar/1" },
      settings: { DEFAULT_PICTURE: "https://www.example.com/none.png" },
    },
    ends: { result: "allowed" },
  },
  "session-number": {
    level: "idiomatic",
    why: "a free uuid, and a property inside of a property",
    conditions: ["module-version", "user-edit"],
    packages: ["uuid"],
    example: {},
    ends: { result: "allowed" },
  },
};
