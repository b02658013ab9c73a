import type { AuthenticationMethod, EventRequest, RiskAssessment } from "./request-types.ts";
import type { EventRefreshToken, EventSession, SessionTransferToken } from "./session-types.ts";
import type { EventTransaction } from "./transaction-types.ts";
import type { EventUser } from "./user-types.ts";

/**
 * The login as an action sees it. Writing to it changes nothing outside of the action.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object
 */
export interface PostLoginEvent {
  /** The agent that the application is linked to. Early Access. */
  agent?: {
    /** Identifies the agent. */
    agent_id: string;
    /** Its name. */
    name: string;
    /** Its metadata. */
    agent_metadata?: Record<string, string>;
  };
  /** The anonymous session that came before. In Auth0's sample event only. */
  anonymous_session?: Record<string, unknown>;
  /** How the user authenticated, and how risky that looks. Absent in a refresh token exchange. */
  authentication?: {
    /** The methods completed in this session, the first factor first. */
    methods: AuthenticationMethod[];
    /** Only with Adaptive MFA; `context.riskAssessment` in rules. */
    riskAssessment?: RiskAssessment;
  };
  /** What the user may do. */
  authorization?: {
    /** Names of the user's roles. */
    roles: string[];
  };
  /** The application that the user signs in to. */
  client: {
    /** Identifies the application. */
    client_id: string;
    /** Its name in the dashboard. */
    name: string;
    /** Its metadata; empty rather than absent, unlike in rules. */
    metadata: Record<string, string>;
    /** What its refresh tokens are good for. Early Access. */
    refresh_token?: {
      /** One for each API. */
      policies?: {
        /** The identifier of the API. */
        audience?: string;
        /** The scopes of the API. */
        scope?: string[];
      }[];
    };
    /** How the application proves who it is. In Auth0's sample event only. */
    authentication?: Record<string, unknown>;
    /** The address that describes the application. In Auth0's sample event only. */
    external_client_id?: string;
    /** What is found at that address. In Auth0's sample event only. */
    external_metadata_type?: string;
  };
  /** Empty: an action's settings are `secrets`. In recorded events, and in no documentation. */
  configuration: object;
  /** The connection that authenticated the user, without its options, which only rules see. */
  connection: {
    /** Identifies the connection. */
    id: string;
    /** Its name. */
    name: string;
    /** `auth0` for a database; for a social connection the same as `name`. */
    strategy: string;
    /** Its metadata. */
    metadata?: Record<string, string>;
  };
  /** The custom domain that the user signs in at. */
  custom_domain?: {
    /** The domain, without a scheme. */
    domain: string;
    /** Its metadata. */
    domain_metadata: Record<string, string>;
  };
  /** The variation of an experiment that the login is part of; null without one. */
  experiment?: EventExperiment | null;
  /** The organization that the user signs in to. */
  organization?: {
    /** Identifies the organization. */
    id: string;
    /** Its name in URLs. */
    name: string;
    /** Its name on pages. */
    display_name: string;
    /** Its metadata. */
    metadata: Record<string, string>;
    [key: string]: unknown;
  };
  /** What the user entered into a form that an action rendered. */
  prompt?: {
    /** Identifies the form. */
    id: string;
    /** What the user entered, by field. */
    fields?: Record<string, unknown>;
    /** The hidden variables of the form. */
    vars?: Record<string, unknown>;
  };
  /** The refresh token of the exchange. */
  refresh_token?: EventRefreshToken;
  /** A new one when the user returns from a redirect. */
  request: EventRequest;
  /** The API that the access token is for. */
  resource_server?: {
    /** The audience of the access token. */
    identifier: string;
  };
  /** The settings of this action. */
  secrets: Record<string, string>;
  /** Fingerprints of the TLS connection. */
  security_context?: {
    /** Made as JA3 says. */
    ja3?: string;
    /** Made as JA4 says. */
    ja4?: string;
  };
  /** The user's session. Absent in a refresh token exchange. */
  session?: EventSession;
  /** What the login was started with by a native app. Early Access. */
  session_transfer_token?: SessionTransferToken;
  /** What is counted of the user. */
  stats: {
    /** How often the user has signed in. */
    logins_count: number;
  };
  /** The tenant. */
  tenant: {
    /** Its name, as `context.tenant` of rules. */
    id: string;
  };
  /** What the application asked for, and by which protocol. */
  transaction?: EventTransaction;
  /** The user as stored, with what earlier actions of this login set. */
  user: EventUser;
}

/**
 * What an action sees of an experiment. Early Access.
 * Source: https://auth0.com/docs/customize/experiment-center/integrations/actions-integration-guide
 */
export interface EventExperiment {
  /** Identifies the experiment. */
  experiment_id: string;
  /** Identifies the variation that the login was given. */
  variation_id: string;
  /** All parameters, by name, with the values of the variation. */
  config: Record<
    string,
    {
      /** The value of the parameter. */
      value: unknown;
    }
  >;
  /** Whether it is the variation that changes nothing. */
  is_control: boolean;
  [key: string]: unknown;
}

/**
 * The handler that runs at a login, and the one that runs when the user returns to it.
 * Source: https://auth0.com/docs/customize/actions/explore-triggers/post-login
 */
export type PostLoginHandler = (event: PostLoginEvent, api: PostLoginApi) => Promise<unknown>;

import type { PostLoginApi } from "./api-types.ts";
