import { defineProblem } from "./entry.ts";
import { tellJsonFault, type JsonFault } from "./json.ts";

/**
 * What an id is already: a template, in the list of retired ids, or replaced by another template.
 */
export type TakenBy =
  | { readonly kind: "template" }
  | { readonly kind: "retired"; readonly list: string }
  | { readonly kind: "replaced"; readonly other: string };

function tellTaken(id: string, by: TakenBy): string {
  switch (by.kind) {
    case "template":
      return `${id} is a template`;
    case "retired":
      return tellRetired(id, by.list);
    case "replaced":
      return `${by.other} replaces ${id} as well`;
  }
}

function tellRetired(id: string, list: string): string {
  return `${list} says that ${id} is retired`;
}

/** What only shows between templates. */
export const galleryProblems = {
  "deprecated-replacement": defineProblem<{ id: string; isHidden: boolean }>({
    message: ({ id, isHidden }) =>
      isHidden
        ? `${JSON.stringify(id)} is hidden from the gallery, and this template is not`
        : `${JSON.stringify(id)} is not another template`,
    hint: "name the id of the template to use instead, or leave replacement out",
    explanation: `
      \`deprecated.replacement\` is not the id of another template, or that template has
      \`gallery: false\` and this one does not.`,
  }),
  "id-duplicate": defineProblem<{ other: string }>({
    message: ({ other }) => `${other} has the same id but for case`,
    hint: "rename one of the two",
    explanation: `
      Two file names differ only in case, so some machines would treat them as one file.`,
  }),
  "id-retired": defineProblem<{ id: string; list: string }>({
    message: ({ id, list }) => tellRetired(id, list),
    hint: "remove it from there, or give the template another id",
    explanation: `
      \`retired.json\` lists the id of the template. An id is a template, or retired, or replaced by
      another template, never two of these.`,
  }),
  "replaces-taken": defineProblem<{ id: string; by: TakenBy }>({
    message: ({ id, by }) => tellTaken(id, by),
    hint: "name an id in one place only",
    explanation: `
      \`replaces\` names an id that is a template, that \`retired.json\` lists, or that another
      template replaces as well.`,
  }),
  "title-duplicate": defineProblem<{ other: string }>({
    message: ({ other }) => `${other} has the same title`,
    hint: "give one of the two another title",
    explanation: `
      Two templates have the same title, ignoring case. A title becomes the name of a rule.`,
  }),
};

/** What is wrong with the list of retired ids. */
export const retiredProblems = {
  "retired-duplicate": defineProblem<{ id: string }>({
    message: ({ id }) => `${id} is listed more than once`,
    hint: "keep one of the two",
    explanation: "`retired.json` lists an id more than once. Keep one.",
  }),
  "retired-replacement": defineProblem<{ id: string }>({
    message: ({ id }) => `${JSON.stringify(id)} is not a template`,
    hint: "name the id of the template that comes closest, or leave replacement out",
    explanation: `
      The \`replacement\` of a retired id is not the id of a template. Name the template that comes
      closest, or leave it out.`,
  }),
  "retired-syntax": defineProblem<{ fault: JsonFault }>({
    message: ({ fault }) => tellJsonFault(fault)[0],
    hint: ({ fault }) => tellJsonFault(fault)[1],
    explanation: `
      \`retired.json\` is not JSON, has a key more than once, or has more than 500 lists and objects.
      The place is where the parser stopped.`,
  }),
};
