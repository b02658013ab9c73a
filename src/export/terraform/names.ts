import { uniqueNames } from "../file-name.ts";

/**
 * Identifiers for names, each once, as Terraform's style guide has them: lower case with
 * underscores.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function identifiersFor(names: readonly string[]): string[] {
  return uniqueNames(names, identifierOf, "_");
}

function identifierOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(plain) ? plain : `action_${plain}`;
}
