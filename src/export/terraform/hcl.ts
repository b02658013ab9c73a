/** A line or a block of a file in Terraform's language. */
export type Item = Attribute | Block | "blank";

/** `name = expression`. */
export interface Attribute {
  readonly name: string;
  /** As it is written; a line. */
  readonly value: string;
}

/** A block with what is in it. */
export interface Block {
  /** Its type and labels, as they are written. */
  readonly head: string;
  readonly body: readonly Item[];
}

/**
 * A file as `terraform fmt` would leave it: two spaces a level, and `=` below `=` in attributes
 * that follow each other.
 * Source: https://developer.hashicorp.com/terraform/language/style
 */
export function renderHcl(items: readonly Item[]): string {
  return `${renderItems(items, "").join("\n")}\n`;
}

function renderItems(items: readonly Item[], indent: string): string[] {
  return items.flatMap((item, index) => {
    if (item === "blank") {
      return [""];
    }
    if ("name" in item) {
      const width = Math.max(...runAround(items, index).map(({ name }) => name.length));
      return [`${indent}${item.name.padEnd(width)} = ${item.value}`];
    }
    return item.body.length === 0
      ? [`${indent}${item.head} {}`]
      : [`${indent}${item.head} {`, ...renderItems(item.body, `${indent}  `), `${indent}}`];
  });
}

/** The attributes that stand together with one. */
function runAround(items: readonly Item[], index: number): Attribute[] {
  const isEnd = (item: Item | undefined) => typeof item !== "object" || !("name" in item);
  let [first, last] = [index, index];
  while (!isEnd(items[first - 1])) {
    first--;
  }
  while (!isEnd(items[last + 1])) {
    last++;
  }
  return items.slice(first, last + 1).filter((item): item is Attribute => !isEnd(item));
}

/**
 * A text as an expression, in which nothing is a template. Of the escapes of JSON, two are unknown
 * to Terraform.
 */
export function quoteHcl(text: string): string {
  return JSON.stringify(text)
    .replace(/\\[bf\\]/g, (found) => escapes[found] ?? found)
    .replace(/([$%])\{/g, "$1$1{");
}

const escapes: Readonly<Record<string, string>> = {
  "\\b": String.raw`\u0008`,
  "\\f": String.raw`\u000c`,
};
