import { Random } from "../logins/random.ts";

/**
 * From now on draws the same numbers as from any other call, so that two scripts that draw some get
 * the same.
 */
export function seedRandom(): void {
  const random = new Random(1);
  Math.random = () => random.next();
  globalThis.crypto.randomUUID = () => {
    const digits = Array.from({ length: 32 }, () => random.below(16).toString(16)).join("");
    const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
    return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20)].join("-") as ReturnType<
      typeof crypto.randomUUID
    >;
  };
}
