/** A login with settings and answers on which a template shows what it does. */
export interface Example {
  /** Unique in its template: it is what a person chooses the example by. */
  readonly title: string;
  /** As in an action's event. What is left out comes from a sample; a `user` is a whole one. */
  readonly login: Readonly<Record<string, unknown>>;
  /** The settings, by key. */
  readonly configuration: Readonly<Record<string, string>>;
  /** What the services answer. */
  readonly answers: readonly ExampleAnswer[];
  /** How the user comes back from a redirect or a form. */
  readonly back?: ExampleReturn;
}

/**
 * The answer to a request. A service that does not answer as usual has an `error` or is `silent`.
 */
export interface ExampleAnswer {
  /** In capitals; any if left out. */
  readonly method?: string;
  /** An `https:` address, in full or without the query. `*` stands for any text. */
  readonly url: string;
  /** 200 if left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** The request fails with this system error, such as ECONNREFUSED. */
  readonly error?: string;
  /** The service takes the request and never answers. */
  readonly silent?: boolean;
}

/** What a user brings back to the login. */
export interface ExampleReturn {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** What the user entered in a form. */
  readonly prompt?: {
    readonly fields?: Readonly<Record<string, unknown>>;
    readonly vars?: Readonly<Record<string, unknown>>;
  };
  /** A JSON Web Token that is signed with a setting and stands in the query. */
  readonly token?: {
    /** The key of the setting. */
    readonly secret: string;
    readonly payload?: Readonly<Record<string, unknown>>;
    /** The name of the parameter. */
    readonly name?: string;
  };
}
