/** A stream that is printed on. */
export interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
  hasColors?(): boolean;
}

/** Where a command prints: what it was asked for, and what a person should know of it. */
export interface Outputs {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** How a stream shows text. */
export interface Style {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

export function styleOf(output: Output): Style {
  return { color: output.hasColors?.() ?? false, width: output.columns ?? 100 };
}
