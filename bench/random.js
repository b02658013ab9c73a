/**
 * Random choices that are the same on every machine for the same seed: mulberry32.
 * https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32
 */
export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * One of several items.
   *
   * @template T
   * @param {readonly T[]} items
   * @returns {T}
   */
  pick(items) {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) {
      throw new RangeError("There is nothing to pick from");
    }
    return item;
  }

  /**
   * Some of several items, in random order.
   *
   * @template T
   * @param {readonly T[]} items
   * @param {number} count at most as many as there are
   * @returns {T[]}
   */
  pickSome(items, count) {
    const left = [...items];
    /** @type {T[]} */
    const picked = [];
    while (picked.length < count && left.length > 0) {
      picked.push(...left.splice(Math.floor(this.next() * left.length), 1));
    }
    return picked;
  }
}
