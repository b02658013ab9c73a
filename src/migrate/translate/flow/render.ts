import { bare, type Out, type OutIf } from "./output.ts";

/** The statements as lines. */
export function render(list: readonly Out[], unit: string): string[] {
  const inside = (body: readonly Out[]) => render(body, unit).map((line) => indent(line, unit));
  return trimBlanks(list).flatMap((item): string[] => {
    switch (item.kind) {
      case "text":
      case "storage":
      case "comment":
        return item.text.split(/[\n\uE005]/);
      case "blank":
        return [""];
      case "success":
        return ["return;"];
      case "denial":
        return [`return api.access.deny(${item.text});`];
      case "if":
        return renderIf(item, unit);
      case "try":
        return [
          "try {",
          ...inside(item.body),
          ...(item.handler
            ? [
                `} catch${item.parameter === undefined ? "" : ` (${item.parameter})`} {`,
                ...inside(item.handler),
              ]
            : []),
          ...(item.finalizer ? ["} finally {", ...inside(item.finalizer)] : []),
          "}",
        ];
      case "block":
        return [`${item.head} {`, ...inside(item.body), "}"];
      case "switch":
        return [
          `${item.head} {`,
          ...item.cases.flatMap(({ label, body }) => [
            indent(label, unit),
            ...inside(body).map((line) => indent(line, unit)),
          ]),
          "}",
        ];
    }
  });
}

function trimBlanks(list: readonly Out[]): Out[] {
  const shown = list.filter(
    (item, index) => item.kind !== "blank" || list[index - 1]?.kind !== "blank",
  );
  while (shown[0]?.kind === "blank") {
    shown.shift();
  }
  while (shown.at(-1)?.kind === "blank") {
    shown.pop();
  }
  return shown;
}

function renderIf({ test, then, otherwise }: OutIf, unit: string, isElse = false): string[] {
  const lines = render(then, unit);
  const [only] = lines;
  const isOneLine =
    !isElse &&
    otherwise === undefined &&
    lines.length === 1 &&
    only !== undefined &&
    !only.startsWith("//") &&
    /^(?:return\b|throw\b)/.test(bare(only)) &&
    bare(test).length + bare(only).length < 80 &&
    !test.includes("\n");
  if (isOneLine) {
    return `if (${test}) ${only}`.split("\n");
  }
  const [first] = otherwise ?? [];
  const isChain = otherwise?.length === 1 && first?.kind === "if";
  const after = isChain ? renderIf(first, unit, true) : undefined;
  const head = test.includes("\n")
    ? ["if (", ...test.split("\n").map((line) => indent(line, unit)), ") {"]
    : [`if (${test}) {`];
  return [
    ...head,
    ...lines.map((line) => indent(line, unit)),
    ...(after
      ? [`} else ${after[0] ?? ""}`, ...after.slice(1)]
      : [
          ...(otherwise
            ? ["} else {", ...render(otherwise, unit).map((line) => indent(line, unit))]
            : []),
          "}",
        ]),
  ];
}

function indent(line: string, unit: string): string {
  return line === "" ? line : unit + line;
}
