import { parsePart, signToken } from "../../actions/api/token.ts";
import {
  scopesOf,
  type ApiToken,
  type Application,
  type TenantParts,
} from "../../users/tenant-parts.ts";

/** What a token allows. */
export interface Grant {
  scopes: readonly string[];
  audience: string | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The application that has asked for the token. */
  clientId?: string | undefined;
  /** The user whose token it is. */
  userId?: string | undefined;
}

/** What a new token is made of. */
export interface TokenRequest {
  clientId: string;
  audience: string;
  scopes: readonly string[];
  issuer: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Seconds. */
  life: number;
}

/** Only the emulator itself looks at signatures. */
const key = "the key of an emulated tenant";

/** The applications of a tenant, and the tokens that are good at its API. */
export class TokenStore {
  readonly #applications = new Map<string, Application>();
  readonly #grants = new Map<string, Grant>();

  /** Adds applications and tokens, in place of those of the same id or text. */
  add({ applications, tokens }: Pick<TenantParts, "applications" | "tokens">): void {
    for (const application of applications ?? []) {
      this.#applications.set(application.client_id, application);
    }
    for (const token of tokens ?? []) {
      this.#grants.set(token.token, grantOf(token));
    }
  }

  application(clientId: string): Application | undefined {
    return this.#applications.get(clientId);
  }

  /** A JWT that is recognized later. Real ones are signed with RS256, this one is not. */
  issue({ clientId, audience, scopes, issuer, now, life }: TokenRequest): string {
    const iat = Math.floor(now / 1000);
    const token = signToken(
      {
        iss: issuer,
        sub: `${clientId}@clients`,
        aud: audience,
        iat,
        exp: iat + life,
        scope: scopes.join(" "),
        gty: "client-credentials",
        azp: clientId,
      },
      key,
    );
    this.#grants.set(token, { scopes, audience, expiresAt: (iat + life) * 1000, clientId });
    return token;
  }

  find(token: string): Grant | undefined {
    return this.#grants.get(token);
  }
}

function grantOf({ scopes, user_id: userId, expires_at: expiresAt }: ApiToken): Grant {
  return {
    scopes: scopesOf(scopes),
    audience: undefined,
    expiresAt: expiresAt === undefined ? Infinity : new Date(expiresAt).getTime(),
    userId,
  };
}

/** What a JWT says, whoever has signed it; undefined if it is none. */
export function readJwt(
  token: string,
): { header: Record<string, unknown>; payload: Record<string, unknown> } | undefined {
  const parts = token.split(".");
  const [header, payload] = parts.slice(0, 2).map(parsePart);
  return parts.length === 3 && header && payload ? { header, payload } : undefined;
}
