import { renderJson } from "../json.ts";

/**
 * A configuration of the Deploy CLI that deletes nothing, and touches nothing but what the files
 * hold.
 * Source: https://github.com/auth0/auth0-deploy-cli (docs/configuring-the-deploy-cli.md,
 * docs/excluding-from-management.md, docs/keyword-replacement.md)
 */
export function renderConfig(types: readonly string[], keywords: readonly string[]): string {
  return renderJson({
    AUTH0_DOMAIN: "",
    AUTH0_CLIENT_ID: "",
    AUTH0_CLIENT_SECRET: "",
    AUTH0_ALLOW_DELETE: false,
    AUTH0_INCLUDED_ONLY: types,
    AUTH0_KEYWORD_REPLACE_MAPPINGS: Object.fromEntries(keywords.map((key) => [key, ""])),
  });
}

/**
 * What the Deploy CLI replaces by a value: with its quotes in JSON and YAML, so that the value is a
 * text.
 */
export function keywordOf(key: string): string {
  return `@@${key}@@`;
}
