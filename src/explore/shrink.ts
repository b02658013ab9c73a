import { placesIn, withoutPlace, type Path, type Trial } from "./trial.ts";

/** An identity of a user has all of these. */
const WHOLE = new Set(["user.identities", "login.organization"]);

/**
 * The smallest login that still shows something: parts are taken away one by one, the larger ones first, for as long
 * as that goes.
 *
 * @param most how often the login may be played
 */
export async function shrink(
  trial: Trial,
  shows: (trial: Trial) => Promise<boolean>,
  most = 200,
): Promise<Trial> {
  let smallest = trial;
  let left = most;
  for (let hasShrunk = true; hasShrunk && left > 0;) {
    hasShrunk = false;
    const passed = new Set<string>();
    for (;;) {
      const place = placesOf(smallest).find((path) => !passed.has(path.join("\u0001")));
      if (!place || left-- <= 0) break;
      passed.add(place.join("\u0001"));
      const smaller = withoutPlace(smallest, place) as Trial;
      if (!(await shows(smaller))) continue;
      smallest = smaller;
      hasShrunk = true;
    }
  }
  return smallest;
}

/** What can be taken away, without the five parts that each login has. */
function placesOf(trial: Trial): Path[] {
  return placesIn(trial).filter(
    (path) =>
      path.length > 1 &&
      !(path.length > 2 && WHOLE.has(path.slice(0, 2).join("."))) &&
      !isUrl(path),
  );
}

/** An answer is one for whatever is asked. */
function isUrl([root, , key, ...rest]: Path): boolean {
  return root === "answers" && key === "url" && rest.length === 0;
}
