import type { PostLoginApi } from "./api-types.ts";

/** What a SAML attribute can hold; null and undefined remove it. Source: https://github.com/auth0/auth0-actions */
export type SamlValue =
  string | number | boolean | (string | number | boolean)[] | null | undefined;

/**
 * Setters of the SAML response; the last call wins, and a value that is refused throws.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export interface SamlResponse {
  /** Takes a value, not the name of a profile attribute as `mappings` of a rule does. */
  setAttribute(name: string, value: SamlValue): PostLoginApi;
  /** The audience of the assertion; the issuer of the request unless set. */
  setAudience(audience: string): PostLoginApi;
  /** The recipient of the assertion. */
  setRecipient(recipient: string): PostLoginApi;
  /** Whether a UPN claim is made; true unless set. */
  setCreateUpnClaim(create: boolean): PostLoginApi;
  /** Whether claims without a mapping are put into the assertion; true unless set. */
  setPassthroughClaimsWithNoMapping(passThrough: boolean): PostLoginApi;
  /** Whether such claims keep their names; false unless set. */
  setMapUnknownClaimsAsIs(asIs: boolean): PostLoginApi;
  /** Whether the identities are put into the assertion; true unless set. */
  setMapIdentities(map: boolean): PostLoginApi;
  /** `rsa-sha256` or `rsa-sha1`. */
  setSignatureAlgorithm(algorithm: string): PostLoginApi;
  /** `sha256` or `sha1`. */
  setDigestAlgorithm(algorithm: string): PostLoginApi;
  /** Where the response is sent. */
  setDestination(destination: string): PostLoginApi;
  /** How long the assertion is good; 3600 seconds unless set. */
  setLifetimeInSeconds(seconds: number): PostLoginApi;
  /** Whether the response is signed instead of the assertion; false unless set. */
  setSignResponse(sign: boolean): PostLoginApi;
  /** The format of the name id. */
  setNameIdentifierFormat(format?: string): PostLoginApi;
  /** Attributes to take the name id from, the first that has a value; ten at most. */
  setNameIdentifierProbes(probes: string[]): PostLoginApi;
  /** The context class of the authentication. */
  setAuthnContextClassRef(ref: string): PostLoginApi;
  /** The certificate that requests have to be signed with. */
  setSigningCert(cert: string): PostLoginApi;
  /** Whether attributes carry the format of their names; true unless set. */
  setIncludeAttributeNameFormat(include: boolean): PostLoginApi;
  /** Whether attributes carry types; true unless set. */
  setTypedAttributes(typed: boolean): PostLoginApi;
  /** The certificate that the assertion is encrypted with. */
  setEncryptionCert(cert: string): PostLoginApi;
  /** The key that the assertion is encrypted with. */
  setEncryptionPublicKey(key: string): PostLoginApi;
  /** The certificate of a signature of one's own. */
  setCert(cert: string): PostLoginApi;
  /** The key of a signature of one's own. */
  setKey(key: string): PostLoginApi;
  /** The relay state. */
  setRelayState(state: string): PostLoginApi;
  /** The issuer of the response. */
  setIssuer(issuer: string): PostLoginApi;
  /** `aes256-gcm` or `aes256-cbc`. */
  setEncryptionAlgorithm(algorithm: string): PostLoginApi;
}
