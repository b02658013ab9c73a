import type { Identity } from "../../rules/types.ts";

/**
 * The user of a login, as an action sees it.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface EventUser {
  /** Unique; treat it as opaque. */
  user_id: string;
  /** When the profile was made, in ISO 8601. */
  created_at: string;
  /** When the profile last changed, in ISO 8601; every login changes it. */
  updated_at: string;
  /** Whether the user has shown that the address is theirs; false when there is none. */
  email_verified: boolean;
  /**
   * The first one is the one the user was created with; linking adds others. Without tokens of the
   * provider.
   */
  identities: Identity[];
  /** What the user cannot edit. Always an object, unlike in rules. */
  app_metadata: Record<string, unknown>;
  /** What the user may edit: never authorize on it. Always an object, unlike in rules. */
  user_metadata: Record<string, unknown>;
  /** Absent for some social and SMS users. */
  email?: string;
  /** The family name. */
  family_name?: string;
  /** The given name. */
  given_name?: string;
  /** The full name. */
  name?: string;
  /** The short name. */
  nickname?: string;
  /** The URL of a picture. */
  picture?: string;
  /** Database connections only. */
  username?: string;
  /** The phone number, of SMS connections. */
  phone_number?: string;
  /** Whether the phone number is verified. */
  phone_verified?: boolean;
  /** Database connections only, and only after the first reset. */
  last_password_reset?: string;
  /** The MFA providers that the user has enrolled in. */
  multifactor?: string[];
  /** The factors that the user has enrolled in. */
  enrolledFactors?: EnrolledFactor[];
  [key: string]: unknown;
}

/** A factor that a user can be challenged with. Source: as for `EventUser`. */
export interface EnrolledFactor {
  /**
   * `push-notification`, `phone`, `email`, `otp`, `webauthn-roaming`, `webauthn-platform`,
   * `recovery-code`.
   */
  type: string;
  /** More about this enrolment. */
  options?: Record<string, unknown>;
}
