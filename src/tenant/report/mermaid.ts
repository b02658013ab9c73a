import type { TenantReport } from "./data.ts";

/**
 * The pipeline before and after, for Mermaid: which rule leaves what for which, and which became
 * one action.
 * Source: https://mermaid.js.org/syntax/flowchart.html
 */
export function renderPicture({ rules, actions, links }: TenantReport): string {
  const after = actions.map(({ action }, index) => node(`a${index + 1}`, action));
  const order = (names: readonly string[]) =>
    names.length > 1 ? [`    ${names.join(" --> ")}`] : [];
  const shared = new Map<string, string[]>();
  for (const { from, to, what } of links) {
    const key = `r${from} -. LABEL .-> r${to}`;
    shared.set(key, [...(shared.get(key) ?? []), what]);
  }
  return [
    "flowchart LR",
    "  subgraph before [Rules]",
    "    direction TB",
    ...rules.map(({ number, rule }) => node(`r${number}`, `${number} ${rule}`)),
    ...order(rules.map(({ number }) => `r${number}`)),
    "  end",
    "  subgraph after [Actions]",
    "    direction TB",
    ...after,
    ...order(actions.map((_action, index) => `a${index + 1}`)),
    "  end",
    ...[...shared].map(
      ([edge, what]) => `  ${edge.replace("LABEL", () => quote(what.join(", ")))}`,
    ),
    ...actions.flatMap(({ rules: numbers }, index) =>
      numbers.map((number) => `  r${number} ==> a${index + 1}`),
    ),
  ].join("\n");
}

function node(id: string, text: string): string {
  return `    ${id}[${quote(text)}]`;
}

/** A label in which nothing is syntax. */
function quote(text: string): string {
  const plain = text.replace(/[^\w .,:/@-]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
  return `"${plain}"`;
}
