import type { Cases } from "../corpus.ts";

const saml = { protocol: "samlp" };

/** What other systems are told by SAML. */
export const samlRules: Cases = {
  "basic-mappings": {
    level: "idiomatic",
    why: "a literal object of mappings",
    conditions: ["saml-value"],
    example: { login: saml },
    ends: {
      result: "allowed",
      saml: {
        attributes: {
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": "Jane",
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname": "Doe",
        },
      },
    },
  },
  "cloud-console-roles": {
    level: "idiomatic",
    why: "mappings of properties of the user that the rule itself has set",
    conditions: ["saml-value", "user-edit"],
    example: {
      user: { groups: ["cloud-operators"] },
      login: saml,
      settings: { CLOUD_ACCOUNT: "123456789012" },
    },
    ends: {
      result: "allowed",
      saml: {
        attributes: {
          "https://aws.amazon.com/SAML/Attributes/Role":
            "arn:aws:iam::123456789012:role/Operator,arn:aws:iam::123456789012:saml-provider/auth0",
          "https://aws.amazon.com/SAML/Attributes/RoleSessionName": "jane.doe@example.com",
        },
      },
    },
  },
  "computed-department": {
    level: "idiomatic",
    why: "properties of the user that are set for the mappings only",
    conditions: ["saml-value", "user-edit"],
    example: { user: { app_metadata: { department: "Sales" } }, login: saml },
    ends: {
      result: "allowed",
      saml: { attributes: { "urn:oid:2.5.4.11": "Sales", "urn:oid:2.5.4.3": "Jane Doe" } },
    },
  },
  "group-attributes": {
    level: "idiomatic",
    why: "mappings with computed names, added in a loop to those that are there",
    conditions: ["profile-keys", "saml-values", "user-edit"],
    example: {
      user: { groups: ["teachers", "others"] },
      login: saml,
      settings: { GROUP_ATTRIBUTES: '{"teachers":"isTeacher"}' },
    },
    ends: {
      result: "allowed",
      saml: { attributes: { "https://lms.example.com/isTeacher": "true" } },
    },
  },
  "metadata-paths": {
    level: "idiomatic",
    why: "paths into metadata",
    conditions: ["saml-value"],
    example: {
      user: { app_metadata: { employee_id: "E17" }, user_metadata: { language: "de" } },
      login: { ...saml, client: { client_id: "Lw3expenses8Q" } },
    },
    ends: { result: "allowed", saml: { attributes: { EmployeeID: "E17", Language: "de" } } },
  },
  "per-application": {
    level: "idiomatic",
    why: "a switch with settings and mappings for each application",
    conditions: ["saml-value"],
    example: { login: { ...saml, client: { name: "Wiki" } } },
    ends: {
      result: "allowed",
      saml: {
        audience: "https://wiki.example.com/plugins/saml",
        attributes: { uid: "jane.doe", displayName: "Jane Doe" },
      },
    },
  },
  "short-alias": {
    level: "idiomatic",
    why: "works on an alias of samlConfiguration; an empty object gets computed keys",
    conditions: ["saml-value"],
    example: { user: { upn: "jdoe@corp", user_metadata: { region: "north" } }, login: saml },
    ends: {
      result: "allowed",
      saml: {
        attributes: {
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "jdoe@corp",
          region: "north",
        },
      },
    },
  },
  signing: {
    level: "cannot",
    why: "an action has no setter for logout",
    obstacles: ["saml-setting"],
  },
};
