import type { Return } from "../../emulator/login/transaction.ts";
import { describeExample, describeReturn } from "../../run/example.ts";
import type { Example } from "../../template/examples/example.ts";
import { nearestWord } from "../../text/nearest.ts";
import type { TryOptions } from "./arguments.ts";
import { InputError } from "../../input/input-error.ts";
import type { LoginInput } from "./inputs.ts";
import type { Subject } from "../../input/subject.ts";

/** An example that is played, and what a person should know of that. */
export interface ChosenExample {
  readonly example: Example;
  readonly note: string;
}

/**
 * The example to play: the one that is named, or the first one of a template if nothing describes
 * the login.
 *
 * @throws InputError if there is no example of that title
 */
export function chooseExample(
  options: TryOptions,
  subjects: readonly Subject[],
): ChosenExample | undefined {
  const { example: title } = options;
  if (title === undefined && isDescribed(options)) {
    return undefined;
  }
  const subject = subjects.find(({ examples = [] }) => examples.length > 0);
  const { examples: [first, ...others] = [] } = subject ?? {};
  if (!subject || !first) {
    if (title === undefined) {
      return undefined;
    }
    throw new InputError({
      message: `${subjects[0]?.name ?? ""} has no examples: templates have`,
      hint: "name a template, or describe the login with --user, --event and --config",
    });
  }
  const all = [first, ...others];
  const example = title === undefined ? first : all.find((one) => isNamed(one, title));
  if (!example) {
    throw unknownTitle(subject.name, title ?? "", all);
  }
  return { example, note: noteFor(example, all) };
}

/** Whether something is given that says which login to play, or that it is to go out. */
function isDescribed({ config, network, ...places }: TryOptions): boolean {
  const { user, context, event, env, mock, resume } = places;
  const given = [user, context, event, env, mock, resume].some((place) => place !== undefined);
  return given || network || Object.keys(config).length > 0;
}

function isNamed({ title }: Example, name: string): boolean {
  return title.toLowerCase() === name.toLowerCase();
}

function unknownTitle(name: string, title: string, examples: readonly Example[]): InputError {
  const titles = examples.map((example) => example.title);
  const nearest = nearestWord(title, titles);
  return new InputError({
    message: `${name} has no example ${JSON.stringify(title)}`,
    hint:
      nearest === undefined
        ? `its examples are ${listOf(titles)}`
        : `did you mean ${JSON.stringify(nearest)}? Its examples are ${listOf(titles)}`,
  });
}

function noteFor({ title }: Example, all: readonly Example[]): string {
  const others = all.map((other) => other.title).filter((other) => other !== title);
  const more = others.length === 0 ? "" : `; --example plays another: ${listOf(others)}`;
  return `this is the example ${JSON.stringify(title)}${more}`;
}

function listOf(titles: readonly string[]): string {
  return titles.map((title) => JSON.stringify(title)).join(", ");
}

/**
 * The login of an example, with what is given in the place of its parts; single settings go before
 * its own.
 */
export function withExample<Input extends LoginInput>(
  input: Input,
  example: Example,
  { user, context, event, mock }: TryOptions,
): Input {
  const described = describeExample(example);
  return {
    ...input,
    ...(user === undefined && event === undefined && { user: described.user }),
    ...(context === undefined && event === undefined && { login: described.login }),
    ...(mock === undefined && { answers: example.answers }),
    settings: { ...example.configuration, ...input.settings },
  };
}

/** How the user of an example comes back, with a token that is signed with these settings. */
export function returnsOf({ back }: Example, settings: Readonly<Record<string, string>>): Return[] {
  return back ? [describeReturn(back, settings)] : [];
}
