/**
 * One method of authentication in the current session.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface AuthenticationMethod {
  /** `federated`, `pwd`, `passkey`, `sms`, `email`, `phone_number`, `mock`, `mfa`, or a URL. */
  name: string;
  /** When the method was completed, in ISO 8601; rules see a number. */
  timestamp: string;
  /** The factor of the method `mfa`, such as `otp`, as in https://github.com/auth0/auth0-actions. */
  type?: string;
  [key: string]: unknown;
}

/**
 * Where a request came from; empty when unknown.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface Geoip {
  /** Such as `Berlin`; `city_name` in rules. */
  cityName?: string;
  /** Such as `EU`; `continent_code` in rules. */
  continentCode?: string;
  /** Of two letters, such as `DE`; `country_code` in rules. */
  countryCode?: string;
  /** Of three letters, such as `DEU`; `country_code3` in rules. */
  countryCode3?: string;
  /** In English, such as `Germany`; `country_name` in rules. */
  countryName?: string;
  /** In degrees, north positive. */
  latitude?: number;
  /** In degrees, east positive. */
  longitude?: number;
  /** State or province, such as `BE`; `subdivision_code` in rules. */
  subdivisionCode?: string;
  /** State or province in English; `subdivision_name` in rules. */
  subdivisionName?: string;
  /** Such as `Europe/Berlin`; `time_zone` in rules. */
  timeZone?: string;
  [key: string]: unknown;
}

/**
 * The request of the login; another one after each suspension.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface EventRequest {
  /** The address the request came from, version 4 or 6. */
  ip: string;
  /** The HTTP method, such as `GET`. */
  method: string;
  /** The query parameters; empty rather than absent. */
  query: Record<string, unknown>;
  /** The fields of a POST; empty rather than absent. */
  body: Record<string, unknown>;
  /** Where the request came from; empty rather than absent. */
  geoip: Geoip;
  /** The host the user signs in at, which can be a custom domain. */
  hostname?: string;
  /** The language that the browser asked for. */
  language?: string;
  /** The header `User-Agent`. */
  user_agent?: string;
  /** The number of the autonomous system of the address. */
  asn?: string;
}

/**
 * How risky a login looks. Source:
 * https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object, "authentication";
 * for the parts, https://auth0.com/docs/secure/multi-factor-authentication/adaptive-mfa/customize-adaptive-mfa
 */
export interface RiskAssessment {
  /**
   * The overall confidence: `low`, `medium`, `high` or `neutral`. A risk that was not assessed is
   * `low`.
   */
  confidence: string;
  /** The version of the assessment. */
  version: string;
  /**
   * By name: `NewDevice`, `ImpossibleTravel`, `UntrustedIP`, `AgentDetection`; each can be missing.
   */
  assessments: Record<string, RiskDetail | undefined>;
  /** Signals of other providers. */
  supplemental?: Record<string, unknown>;
}

/** One part of a risk assessment. Source: as for `RiskAssessment`. */
export interface RiskDetail {
  /** `low`, `medium`, `high` or `neutral`. */
  confidence: string;
  /** Why, such as `found_on_deny_list`. */
  code: string;
  /** What was looked at. */
  details?: Record<string, string>;
}
