import { nearestWord } from "../../text/nearest.ts";
import type { WrongValue } from "../setting-value.ts";
import { defineProblem } from "./entry.ts";
import { tellJsonFault, type JsonFault } from "./json.ts";

export type SettingFault =
  | { readonly kind: "unknown"; readonly key: string; readonly known: Iterable<string> }
  | { readonly kind: "wrong"; readonly key: string; readonly wrong: WrongValue }
  | { readonly kind: "missing"; readonly keys: readonly string[] }
  | { readonly kind: "token" };

function tellSetting(fault: SettingFault): string {
  switch (fault.kind) {
    case "unknown":
      return `the example sets ${fault.key}, which the head does not list`;
    case "wrong":
      return `the value of ${fault.key} ${fault.wrong.what}`;
    case "missing":
      return `the example has no value for ${fault.keys.join(", ")}`;
    case "token":
      return "the token is signed with a setting that the example does not have";
  }
}

function adviseSetting(fault: SettingFault): string {
  switch (fault.kind) {
    case "unknown": {
      const nearest = nearestWord(fault.key, fault.known);
      return nearest === undefined
        ? `list ${fault.key} under configuration, or leave it out`
        : `did you mean ${nearest}? Otherwise list ${fault.key} in the head`;
    }
    case "wrong":
      return fault.wrong.hint;
    case "missing":
      return "give each required setting an obvious sample under configuration";
    case "token":
      return "write the key of the setting, and give it a value under configuration";
  }
}

/** What is wrong with the examples of a template. */
export const exampleProblems = {
  "example-configuration": defineProblem<SettingFault>({
    message: tellSetting,
    hint: adviseSetting,
    explanation: `
      An example sets a key that the head does not list, leaves out a required setting, or gives a
      value that the setting does not accept. Or the token of its \`back\` is signed with a setting
      that the example does not have: write the key of the setting, not its value.`,
  }),
  "example-duplicate": defineProblem<{ title: string }>({
    message: ({ title }) => `another example has the title ${JSON.stringify(title)}`,
    hint: "give one of the two another title: people choose an example by it",
    explanation: `
      Two examples have the same title, ignoring case. People choose an example by its title.`,
  }),
  "example-missing": defineProblem<{ isNear: boolean }>({
    message: "the template has no example",
    hint: ({ isNear }) =>
      isNear
        ? "open this block with ```json example and nothing else, if it is one"
        : "add a block that opens with ```json example: a login on which the template shows what it does",
    explanation: `
      There is no \`json example\` block. Add one: a login on which the template shows what it does.`,
  }),
  "example-syntax": defineProblem<{ fault: JsonFault }>({
    message: ({ fault }) => tellJsonFault(fault)[0],
    hint: ({ fault }) => tellJsonFault(fault)[1],
    explanation: `
      A \`json example\` block is not JSON, has a key more than once, or has more than 500 lists and
      objects. The place is where the parser stopped.`,
  }),
};
