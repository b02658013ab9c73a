/** Another engine than Chromium's, as far as the tests need it. */
export interface Engine {
  /** Shows a page; resolves when it is loaded. */
  open(address: string): Promise<void>;
  /** The value of an expression on the page, awaited, as JSON has it. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses one key: a letter, or a name such as `Enter`. */
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

/** What can be started, by the name of its engine. */
export interface EngineKind {
  readonly name: string;
  /** Its program, and Debian's package for it. */
  readonly program: string;
  readonly packages: string;
  readonly start: () => Promise<Engine>;
}
