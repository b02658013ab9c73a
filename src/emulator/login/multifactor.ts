/** Source: https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa */
const providers = new Set(["any", "duo", "guardian", "google-authenticator", "none"]);

/**
 * Whether it can be a provider of a second factor. A name that Auth0 does not know is a warning.
 */
export function isProvider(provider: unknown, warnings: string[]): provider is string {
  if (typeof provider === "string" && !providers.has(provider)) {
    warnings.push(`${JSON.stringify(provider)} is not a provider of multifactor authentication`);
  }
  return typeof provider === "string";
}
