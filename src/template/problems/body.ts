import { defineProblem } from "./entry.ts";

/** What is wrong with the parts of a body: its title and its blocks. */
export const bodyProblems = {
  "action-duplicate": defineProblem({
    message: "there is more than one action",
    hint: "keep one of the blocks, or mark an example with another language",
    explanation: "The template has more than one `js action` block. Keep one.",
  }),
  "block-indented": defineProblem({
    message: "this block does not start at the left margin",
    hint: "begin its first line with the fence, outside lists and quotes",
    explanation: `
      A \`js\` block is in a list, in a quote, or indented. Put its fence at the start of the line.`,
  }),
  "block-unclosed": defineProblem<{ hasOther: boolean }>({
    message: ({ hasOther }) =>
      hasOther ? "another block opens inside this one" : "this block is never closed",
    hint: "put a line with the same fence behind the code",
    explanation: `
      A \`js\` block is still open at the end of the file. Add the closing fence.`,
  }),
  "rule-duplicate": defineProblem({
    message: "there is more than one rule",
    hint: "keep one of the blocks, or mark an example with another language",
    explanation: `
      The template has more than one \`js\` block. Keep one, or mark an example with another
      language.`,
  }),
  "title-invalid": defineProblem<{ title: string | undefined }>({
    message: ({ title }) =>
      title === undefined
        ? "the first heading is not of the first level"
        : `${JSON.stringify(title)} cannot be the name of a rule`,
    hint: 'write "# Title", in letters, digits, single spaces and hyphens',
    explanation: `
      The first heading is not a \`# Title\` of letters, digits, single spaces and hyphens. The name
      of a rule has to be made of these.`,
  }),
  "title-missing": defineProblem({
    message: "no heading gives the template a title",
    hint: 'start the body with "# Title"',
    explanation: "The body has no heading.",
  }),
};
