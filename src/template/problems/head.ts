import { defineProblem } from "./entry.ts";
import { tellYamlFault, type YamlFault } from "./yaml.ts";

/** What is wrong with a head before its fields are looked at. */
export const headProblems = {
  "head-alias": defineProblem({
    message: "there is an anchor or an alias here",
    hint: "write the value out",
    explanation: "The head has an anchor `&name` or an alias `*name`. Write the value out.",
  }),
  "head-comment": defineProblem({
    message: "there is a comment, which is not part of the value, here",
    hint: "put the value in quotes, or the comment on a line of its own",
    explanation: `
      A comment follows a value that is not in quotes, so its author may have meant it as part of
      the value: \`overview: Fixes #42\` means \`Fixes\`. Put the value in quotes, or the comment on its
      own line.`,
  }),
  "head-duplicate-key": defineProblem({
    message: "this key appears more than once in the head",
    hint: "keep one of the two",
    explanation: "A key is listed more than once in the head. Keep one.",
  }),
  "head-language": defineProblem<{ opening: string }>({
    message: ({ opening }) => `the head opens with ${JSON.stringify(opening.slice(0, 40))}`,
    hint: "write nothing but --- there: a head is always YAML",
    explanation: `
      The first line has something after \`---\`. A head is always YAML, so write nothing but \`---\`.`,
  }),
  "head-large": defineProblem<{ length: number; limit: number }>({
    message: ({ length }) => `the head has ${length} characters`,
    hint: ({ limit }) => `keep it below ${limit}`,
    explanation: "The head has more than 10,000 characters.",
  }),
  "head-missing": defineProblem({
    message: "the file does not begin with a head",
    hint: 'begin the file with a head: a line "---", the fields, a line "---"',
    explanation: "The first line is not `---`.",
  }),
  "head-separator": defineProblem<{ line: string }>({
    message: ({ line }) => `${JSON.stringify(line.slice(0, 40))} does not close the head`,
    hint: "write nothing but --- on that line, or indent a value that begins with it",
    explanation: `
      A line inside the head begins with \`---\` and continues, so it is unclear whether it closes
      the head.`,
  }),
  "head-unclosed": defineProblem({
    message: "the head is never closed",
    hint: "put a line --- after the last field",
    explanation: "No line `---` closes the head.",
  }),
  "head-yaml": defineProblem<{ fault: YamlFault }>({
    message: ({ fault }) => tellYamlFault(fault)[0],
    hint: ({ fault }) => tellYamlFault(fault)[1],
    explanation: `
      The head is not valid YAML 1.2. The hint says what to do. Tags, directives, more than one
      document, and lists nested more than 20 deep are also problems, because a head needs none of
      them.`,
  }),
};
