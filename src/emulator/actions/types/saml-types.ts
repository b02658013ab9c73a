/** What a SAML attribute can hold; null and undefined remove it. Source: https://github.com/auth0/auth0-actions */
export type SamlValue =
  string | number | boolean | (string | number | boolean)[] | null | undefined;

/**
 * Setters of the SAML response; the last call wins, and a value that is refused throws.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export interface SamlResponse<Api> {
  /** Takes a value, not the name of a profile attribute as `mappings` of a rule does. */
  setAttribute(name: string, value: SamlValue): Api;
  /** The audience of the assertion; the issuer of the request unless set. */
  setAudience(audience: string): Api;
  /** The recipient of the assertion. */
  setRecipient(recipient: string): Api;
  /** Whether a UPN claim is made; true unless set. */
  setCreateUpnClaim(create: boolean): Api;
  /** Whether claims without a mapping are put into the assertion; true unless set. */
  setPassthroughClaimsWithNoMapping(passThrough: boolean): Api;
  /** Whether such claims keep their names; false unless set. */
  setMapUnknownClaimsAsIs(asIs: boolean): Api;
  /** Whether the identities are put into the assertion; true unless set. */
  setMapIdentities(map: boolean): Api;
  /** `rsa-sha256` or `rsa-sha1`. */
  setSignatureAlgorithm(algorithm: string): Api;
  /** `sha256` or `sha1`. */
  setDigestAlgorithm(algorithm: string): Api;
  /** Where the response is sent. */
  setDestination(destination: string): Api;
  /** How long the assertion is good; 3600 seconds unless set. */
  setLifetimeInSeconds(seconds: number): Api;
  /** Whether the response is signed instead of the assertion; false unless set. */
  setSignResponse(sign: boolean): Api;
  /** The format of the name id. */
  setNameIdentifierFormat(format?: string): Api;
  /** Attributes to take the name id from, the first that has a value; ten at most. */
  setNameIdentifierProbes(probes: string[]): Api;
  /** The context class of the authentication. */
  setAuthnContextClassRef(ref: string): Api;
  /** The certificate that requests have to be signed with. */
  setSigningCert(cert: string): Api;
  /** Whether attributes carry the format of their names; true unless set. */
  setIncludeAttributeNameFormat(include: boolean): Api;
  /** Whether attributes carry types; true unless set. */
  setTypedAttributes(typed: boolean): Api;
  /** The certificate that the assertion is encrypted with. */
  setEncryptionCert(cert: string): Api;
  /** The key that the assertion is encrypted with. */
  setEncryptionPublicKey(key: string): Api;
  /** The certificate of a signature of one's own. */
  setCert(cert: string): Api;
  /** The key of a signature of one's own. */
  setKey(key: string): Api;
  /** The relay state. */
  setRelayState(state: string): Api;
  /** The issuer of the response. */
  setIssuer(issuer: string): Api;
  /** `aes256-gcm` or `aes256-cbc`. */
  setEncryptionAlgorithm(algorithm: string): Api;
}
