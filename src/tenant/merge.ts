/** A rule that becomes part of one action with others. */
export interface Part {
  readonly name: string;
  /** One function (user, context, callback). */
  readonly code: string;
}

/**
 * One rule that runs several in order, each with what the one before it passed on, as the platform
 * ran them. The first error ends them all. Each has a turn of its own: what one throws is never
 * caught by another.
 */
export function mergeRules(parts: readonly Part[]): string {
  const rules = parts.map(({ name, code }) => {
    const shown = name.replace(/\s+/g, " ").replaceAll("*/", "*\u200B/");
    return `    /* The rule ${shown} */\n    ${code.trim().replace(/;+$/, "")},`;
  });
  return `async function mergedRules(user, context, callback) {
  const rules = [
${rules.join("\n")}
  ];
  const passOn = (rule) =>
    new Promise((resolve, reject) => {
      const next = (error, nextUser, nextContext) => {
        if (error) {
          reject(error);
          return;
        }
        user = nextUser || user;
        context = nextContext || context;
        resolve();
      };
      (async () => rule(user, context, next))().catch(reject);
    });
  try {
    for (const rule of rules) {
      await passOn(rule);
    }
  } catch (error) {
    return callback(error);
  }
  callback(null, user, context);
}
`;
}
