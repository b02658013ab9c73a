import { settingsLike } from "./logins/plausible.ts";
import { partsOf, placesIn, valueAt, withoutPlace, withPart, type Path } from "./places.ts";
import type { Json, Trial } from "./trial.ts";

/** An identity of a user has all of these. */
const whole = new Set(["user.identities", "login.organization"]);

/** Longer values are not plain. */
const mostPlain = 40;

/** Shorter texts are read at a glance. */
const short = 12;

/**
 * The smallest login that still shows something: parts are taken away one by one, the larger ones
 * first, and texts are made shorter, for as long as that goes.
 *
 * @param most how often the login may be played
 */
export async function shrink(
  trial: Trial,
  shows: (trial: Trial) => Promise<boolean>,
  most = 200,
): Promise<Trial> {
  const shrinker = new Shrinker(trial, shows, most);
  await shrinker.run();
  return shrinker.smallest;
}

class Shrinker {
  smallest: Trial;
  readonly #shows: (trial: Trial) => Promise<boolean>;
  #left: number;

  constructor(trial: Trial, shows: (trial: Trial) => Promise<boolean>, most: number) {
    this.smallest = trial;
    this.#shows = shows;
    this.#left = most;
  }

  async run(): Promise<void> {
    await this.#takeAway();
    await this.#makePlain();
    for (let hasShrunk = true; hasShrunk;) {
      const hasLost = await this.#takeAway();
      const isShorter = await this.#shorten();
      hasShrunk = hasLost || isShorter;
    }
  }

  async #takeAway(): Promise<boolean> {
    let hasShrunk = false;
    const passed = new Set<string>();
    for (;;) {
      const place = placesOf(this.smallest).find((path) => !passed.has(path.join("\u0001")));
      if (!place) {
        return hasShrunk;
      }
      passed.add(place.join("\u0001"));
      hasShrunk = (await this.#try(withoutPlace(this.smallest, place))) || hasShrunk;
    }
  }

  /** Settings get values that people give them, as far as they show it. */
  async #makePlain(): Promise<void> {
    for (const [key, value] of Object.entries(this.smallest.settings)) {
      const plain = plainSettings(key);
      for (const other of plain.includes(value) ? [] : plain) {
        if (await this.#try(withPart(this.smallest, ["settings", key], () => other))) {
          break;
        }
      }
    }
  }

  async #shorten(): Promise<boolean> {
    let hasShrunk = false;
    for (const path of placesOf(this.smallest)) {
      const text = literalAt(this.smallest, path);
      const [root, key = ""] = path;
      const isPlain = root === "settings" && plainSettings(key).includes(text ?? null);
      if (typeof text === "string" && text.length > short && !isPlain) {
        hasShrunk = (await this.#shortenText(path, text)) || hasShrunk;
      }
    }
    return hasShrunk;
  }

  /** Without parts of its JSON, and else without stretches that get smaller. */
  async #shortenText(path: Path, given: string): Promise<boolean> {
    let text = given;
    const attempt = async (shorter: string): Promise<boolean> => {
      const isShown = await this.#try(withPart(this.smallest, path, () => shorter));
      text = isShown ? shorter : text;
      return isShown;
    };
    const json = valueAt(given, ["{}"]);
    if (typeof json === "object" && json !== null) {
      let inner: Json = json;
      for (const place of placesIn(json).reverse()) {
        const smaller = withoutPlace(inner, place);
        inner = (await attempt(JSON.stringify(smaller))) ? smaller : inner;
      }
      return text !== given;
    }
    for (let size = text.length; size >= 4 && text.length > short; size = Math.ceil(size / 2)) {
      for (let at = 0; at < text.length && text.length > short;) {
        const shorter = text.slice(0, at) + text.slice(at + size);
        at += (await attempt(shorter)) ? 0 : size;
      }
    }
    return text !== given;
  }

  async #try(smaller: Json): Promise<boolean> {
    if (this.#left <= 0) {
      return false;
    }
    this.#left--;
    const isShown = await this.#shows(smaller as Trial);
    this.smallest = isShown ? (smaller as Trial) : this.smallest;
    return isShown;
  }
}

function plainSettings(key: string): readonly Json[] {
  const [first] = settingsLike(key);
  return first === undefined || first.length > mostPlain ? ["text"] : [first, "text"];
}

/** What is at a place of `placesIn`. */
function literalAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, key) => partsOf(found ?? null).find(([own]) => own === key)?.[1],
    value,
  );
}

/** What can be taken away, without the parts that each login has. */
function placesOf(trial: Trial): Path[] {
  return placesIn(trial).filter(
    (path) =>
      path.length > 1 &&
      !(path.length > 2 && whole.has(path.slice(0, 2).join("."))) &&
      !isUrl(path),
  );
}

/** An answer is one for whatever is asked. */
function isUrl([root, , key, ...rest]: Path): boolean {
  return root === "answers" && key === "url" && rest.length === 0;
}
