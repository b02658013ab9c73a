import type { AnyNode, SwitchStatement, TryStatement } from "acorn";

import { isFunction } from "../../../script/syntax/tree.ts";
import { foldTest, printTest } from "../expressions/tests.ts";
import type { Work } from "../work.ts";
import { canThrow, type Out } from "./output.ts";
import { commentsIn, textOf } from "./statement-text.ts";
import { UnorderedError } from "./unordered.ts";
import type { Following, Writer } from "./writer.ts";

/** `test ? then : otherwise` as statements. */
export function writeChoice(
  test: AnyNode,
  [then, otherwise]: readonly [AnyNode | undefined, AnyNode | undefined],
  { following, writer }: { readonly following: Following; readonly writer: Writer },
): Out[] {
  if (writer.endings.has(test)) {
    throw new UnorderedError(test);
  }
  const folded = foldTest(test, writer.work);
  const write = (part: AnyNode | undefined) => (part ? writer.expression(part, following) : []);
  if (folded !== undefined) {
    return write(folded ? then : otherwise);
  }
  const after = write(otherwise);
  return [
    {
      kind: "if",
      test: printTest(test, writer.work),
      then: write(then),
      ...(after.length > 0 && { otherwise: after }),
    },
  ];
}

/** An `if`, or only the part of it that can be run. */
export function writeIf(
  node: Extract<AnyNode, { type: "IfStatement" }>,
  following: Following,
  writer: Writer,
): Out[] {
  const { test, consequent, alternate } = node;
  if (writer.endings.has(test)) {
    throw new UnorderedError(test);
  }
  const folded = foldTest(test, writer.work);
  const write = (part: AnyNode | null | undefined) =>
    part ? writer.statement(part, following) : [];
  if (folded === true) {
    return write(consequent);
  }
  if (folded === false) {
    return write(alternate);
  }
  if (isDefault(node, writer.work)) {
    return [];
  }
  const before = commentsIn(test.end, consequent.start, writer.work);
  const after = alternate ? commentsIn(consequent.end, alternate.start, writer.work) : [];
  const then = [...before, ...write(consequent), ...after];
  const otherwise = write(alternate);
  const text = textOf(test, writer.work, printTest(test, writer.work));
  const isEmpty = [...then, ...otherwise].every(({ kind }) => kind === "comment");
  if (isEmpty && !text.includes("(")) {
    return [];
  }
  return [{ kind: "if", test: text, then, ...(otherwise.length > 0 && { otherwise }) }];
}

/** A `try`, or only what is tried if that cannot fail. */
export function writeTry(node: TryStatement, following: Following, writer: Writer): Out[] {
  const inner = { ...following, isTail: following.isTail && !node.finalizer };
  const write = (block: Extract<AnyNode, { type: "BlockStatement" }>, isTried: boolean) =>
    writer.statement(block, { ...inner, isTried });
  const body = write(node.block, true);
  // What is queued cannot fail here.
  if (!canThrow(body) && !node.finalizer) {
    return body;
  }
  const { handler, finalizer } = node;
  return [
    {
      kind: "try",
      body,
      ...(handler?.param && { parameter: writer.work.print(handler.param) }),
      ...(handler && { handler: write(handler.body, following.isTried) }),
      ...(finalizer && { finalizer: write(finalizer, following.isTried) }),
    },
  ];
}

/** A `switch` whose cases may end the rule. */
export function writeSwitch(node: SwitchStatement, following: Following, writer: Writer): Out[] {
  if (writer.endings.has(node.discriminant)) {
    throw new UnorderedError(node);
  }
  const cases = node.cases.map((item, index) => {
    const later = node.cases.slice(index + 1).flatMap(({ consequent }) => consequent);
    const start = item.consequent[0]?.start ?? item.end;
    const label = item.test ? `case ${writer.work.print(item.test)}:` : "default:";
    const rest = [...later, ...following.rest];
    const body = writer.list(
      item.consequent,
      { start, end: item.end },
      {
        ...following,
        isTail: false,
        rest,
      },
    );
    return { label, body };
  });
  const head = `switch (${textOf(node.discriminant, writer.work)})`;
  return [{ kind: "switch", head, cases }];
}

/** A loop whose body may end the rule. */
export function writeLoop(node: AnyNode, following: Following, writer: Writer): Out[] {
  const body = "body" in node && !isFunction(node) ? (node.body as AnyNode) : undefined;
  if (!body || !/^(?:For|While|Labeled)/.test(node.type)) {
    throw new UnorderedError(node);
  }
  writer.work.replaced.set(body, "");
  const head = textOf(node, writer.work).trimEnd();
  writer.work.replaced.delete(body);
  const written = writer.statement(body, {
    ...following,
    isTail: false,
    rest: [node, ...following.rest],
  });
  return [{ kind: "block", head, body: written }];
}

/** `if (!user.app_metadata) user.app_metadata = {};` */
function isDefault(
  { test, consequent, alternate }: Extract<AnyNode, { type: "IfStatement" }>,
  work: Work,
): boolean {
  const only = consequent.type === "BlockStatement" ? consequent.body[0] : consequent;
  const isOne = consequent.type !== "BlockStatement" || consequent.body.length === 1;
  if (alternate || !isOne || only?.type !== "ExpressionStatement") {
    return false;
  }
  const { expression } = only;
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") {
    return false;
  }
  const path = work.denoter.nameOf(expression.left);
  const isEmpty =
    expression.right.type === "ObjectExpression" && expression.right.properties.length === 0;
  if (
    !isEmpty ||
    !/^user\.(?:app|user)_metadata$|^context\.(?:idToken|accessToken|samlConfiguration(?:\.mappings)?)$/.test(
      path,
    )
  ) {
    return false;
  }
  const tested = test.type === "UnaryExpression" ? test.argument : test;
  return work.denoter.nameOf(tested) === path;
}
