/** Something that has been asked and whose answer has not arrived in full. */
interface Asked {
  /** It will never be answered, so the clock need not wait for it. */
  silent: boolean;
}

/** What a login has asked of others and waits for. */
export class RequestLedger {
  readonly #open = new Set<Asked>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether an answer is still to come, rather than only silence. */
  hasAnswering(): boolean {
    for (const asked of this.#open) {
      if (!asked.silent) {
        return true;
      }
    }
    return false;
  }

  open(silent: boolean): Asked {
    const asked = { silent };
    this.#open.add(asked);
    this.#onChange();
    return asked;
  }

  hush(asked: Asked): void {
    asked.silent = true;
    this.#onChange();
  }

  /** Nothing that is open will be answered. */
  hushAll(): void {
    for (const asked of this.#open) {
      asked.silent = true;
    }
    this.#onChange();
  }

  close(asked: Asked): void {
    this.#open.delete(asked);
    this.#onChange();
  }

  clear(): void {
    this.#open.clear();
  }
}
