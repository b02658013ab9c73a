import { defineProblem } from "./entry.ts";

/** What is wrong with a file before anything in it is read. */
export const fileProblems = {
  "file-encoding": defineProblem({
    message: "the file is not UTF-8 here",
    hint: "save the file as UTF-8",
    explanation: "The file is not valid UTF-8 at this place. Save it as UTF-8.",
  }),
  "file-extension": defineProblem({
    message: "the name does not end in .md",
    hint: "rename it to end in .md, or move it out of this folder",
    explanation: `
      A file in the folder does not end in \`.md\`. Rename it or move it elsewhere. Hidden files are
      ignored.`,
  }),
  "file-kind": defineProblem<{ isFolder: boolean }>({
    message: ({ isFolder }) => `this is ${isFolder ? "a folder" : "not a plain file"}`,
    hint: "keep nothing but templates in this folder",
    explanation: `
      The folder contains another folder or a device. \`rules/\` holds templates and nothing else.`,
  }),
  "file-large": defineProblem<{ limit: number }>({
    message: ({ limit }) => `the file has more than ${limit} bytes`,
    hint: "keep a template to what one rule and one action need",
    explanation: `
      The file has more than 100,000 bytes, which is the most that the platform accepts as code.`,
  }),
  "file-link": defineProblem({
    message: "this is a symbolic link",
    hint: "put the file itself here",
    explanation: `
      A file in the folder is a symbolic link. The build follows no links, so put the file itself
      there.`,
  }),
  "file-unreadable": defineProblem<{ reason: string }>({
    message: ({ reason }) => `the file cannot be read (${reason})`,
    hint: "make the file readable",
    explanation: "The file cannot be opened. Check its permissions.",
  }),
  "id-invalid": defineProblem<{ id: string; isTaken: boolean }>({
    message: ({ id }) => `${JSON.stringify(id)} cannot be an id`,
    hint: ({ isTaken }) =>
      isTaken
        ? "choose another name: this one is a device on Windows, or a part of every object"
        : "name the file in lower-case words joined by hyphens, such as my-template.md",
    explanation: `
      The file name is not made of lower-case words and digits, joined by single hyphens and
      followed by \`.md\`. Or it is the name of a device on Windows, such as \`con.md\` or \`com1.md\`,
      or it is \`constructor.md\`, a name that every JavaScript object has.`,
  }),
};
