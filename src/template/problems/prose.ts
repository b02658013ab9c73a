import { defineProblem } from "./entry.ts";

export type LinkFault =
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "text" }
  | { readonly kind: "other"; readonly shown: string; readonly url: string };

function tellLink(fault: LinkFault): string {
  switch (fault.kind) {
    case "address":
      return `the link goes to ${JSON.stringify(fault.url)}`;
    case "text":
      return "the link has no text that can be seen";
    case "other": {
      const { shown, url } = fault;
      return `the link shows ${JSON.stringify(shown)} and goes to ${JSON.stringify(url)}`;
    }
  }
}

const linkHints = {
  address:
    "link to an absolute https: or mailto: address in ASCII, its host in lower case, without a user name, spaces or quotes",
  text: "write words between the brackets",
  other: "let it go to the address that it shows, or show words; put code in backticks",
} as const;

export type MarkdownFault =
  | { readonly kind: "footnote" | "task-list" }
  | { readonly kind: "table"; readonly cells: number; readonly limit: number }
  | { readonly kind: "depth"; readonly containers: number; readonly levels: number };

function tellMarkdown(fault: MarkdownFault): readonly [message: string, hint: string] {
  switch (fault.kind) {
    case "footnote":
      return ["a description has no footnotes", "put the note into the text"];
    case "task-list":
      return ["a description has no task lists", "remove the brackets"];
    case "table":
      return [`the table has ${fault.cells} cells`, `keep it below ${fault.limit}`];
    case "depth":
      return [
        "the Markdown is nested too deeply",
        `use at most ${fault.containers} levels of lists and quotes, and ${fault.levels} of all`,
      ];
  }
}

/** What the description of a template may not have, or lacks. */
export const proseProblems = {
  "description-empty": defineProblem({
    message: "nothing describes the template",
    hint: "say below the title what a user gains, and what is sent to whom",
    explanation: `
      There is no prose. Say what a user gains, what is sent to whom, and what to set up first.`,
  }),
  "description-long": defineProblem<{ of: "body" | "html"; length: number; limit: number }>({
    message: ({ of, length }) =>
      of === "body"
        ? `the body has ${length} characters beside its code`
        : `the description has ${length} characters of HTML`,
    hint: ({ of, limit }) =>
      of === "body"
        ? `keep it below ${limit}, and link to longer texts`
        : `keep it below ${limit}, and repeat no long address by reference`,
    explanation: `
      The body has more than 10,000 characters besides its code, or produces more than 100,000
      characters of HTML. Link to longer texts.`,
  }),
  "html-raw": defineProblem({
    message: "raw HTML would be dropped",
    hint: "write Markdown, or put it in backticks",
    explanation: `
      The prose has raw HTML, which would be dropped. Write Markdown, or put the HTML in backticks.`,
  }),
  image: defineProblem({
    message: "a description has no images",
    hint: "describe it in words, or link to it",
    explanation: "The prose has an image. Describe it or link to it.",
  }),
  link: defineProblem<LinkFault>({
    message: tellLink,
    hint: ({ kind }) => linkHints[kind],
    explanation: `
      The prose has a link that is neither an absolute \`https:\` URL nor a \`mailto:\` address, or that
      may look like another address: one with a letter outside ASCII, with an \`xn--\` host, with a
      host in capitals or in numbers, without a dot or with one too many, with a user name, a space,
      a quote, a backtick, or \`..\` in its path, or a mail address with a subject or a second
      address. A bare address is a link too, so put it in backticks if it should not be one.

      If the text or title of a link is an address, the link has to go to that address. If the text
      is just a host, the link has to go to that host or to a subdomain of it. The text of a link
      has to be visible.`,
  }),
  markdown: defineProblem<MarkdownFault>({
    message: (fault) => tellMarkdown(fault)[0],
    hint: (fault) => tellMarkdown(fault)[1],
    explanation: `
      The prose has a footnote, a task list or a table of more than 1,000 cells, or it is nested too
      deeply: at most 30 lists and quotes may begin in one line.`,
  }),
};
