import { afterAll, beforeAll, expect, test } from "vitest";

import { instrument, firstMark } from "../../src/explore/read/instrument.ts";
import { readSyntax } from "../../src/explore/read/syntax.ts";
import { play, readSubjects } from "../support/matrix.ts";

const reach = "__reached";
const subjects = readSubjects();
let reached = 0;

beforeAll(() => {
  Reflect.set(globalThis, reach, (number: number, value: unknown) => {
    reached += number >= 0 && number < firstMark ? 1 : 0;
    return value;
  });
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, reach);
});

test.each(subjects.map((subject) => ({ subject, id: subject.template.id, ...subject })))(
  "an instrumented script does what the plain one does: the $form of $id, $name",
  async ({ subject }) => {
    const { form, text } = subject;
    const { code, branches } = instrument(readSyntax({ form, code: text.code }), reach);
    reached = 0;
    const told = await play({ ...subject, text: { ...text, code } }, subject.acting.login);
    const plain = await play(subject, subject.acting.login);
    expect(told).toEqual(plain);
    expect(reached > 0).toBe(branches.length > 0);
  },
);
