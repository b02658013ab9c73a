import { describe, expect, test } from "vitest";

import { readGallery } from "../../../src/site/model/read-gallery.ts";
import { draftOf, showExample } from "../../../src/site/playground/draft/draft.ts";
import { pickLogin } from "../../../src/site/playground/draft/pick-login.ts";
import { readyLogins } from "../../../src/site/playground/draft/ready-logins.ts";
import { renderSummary, summarize } from "../../../src/site/playground/outcome/words/summary.ts";
import type { FormRun } from "../../../src/site/playground/run/played.ts";
import { readOwnGallery } from "../support/galleries.ts";
import { playDraft } from "./play-draft.ts";

const templates = readGallery(JSON.parse(readOwnGallery()))?.templates ?? [];

/** Ends of a login that a template is made for: it neither fails nor runs out of time. */
const ends =
  /^(?:Allowed|Nothing happened|Denied|Redirected|Failed\. The application gets “login_)/;

/** Ends of a login on which a template does what it is for. */
const acts = /^(?:Allowed\. \S|Denied\.|Redirected to )/;

function legsOf(runs: readonly FormRun[]) {
  return runs.flatMap((run) => {
    if (run.kind !== "played") {
      throw new Error(`${run.form}: ${JSON.stringify(run)}`);
    }
    return run.legs;
  });
}

/** Why the two forms end a ready login otherwise, by template and login. */
const differs = new Map([
  ["explain-denial after-redirect", "an action that goes on knows that it sent the user away"],
]);

describe.each(templates)("the template $id", (template) => {
  const { code, action, examples } = template;
  const forms = [...(action ? ["action"] : []), ...(code === "" ? [] : ["rule"])];
  const isSame = forms.length === 2 ? { kind: "same" } : undefined;
  const draft = draftOf(template, new Date());

  test.each(examples.map((example, index) => [example.title, example, index] as const))(
    "shows what it does on the example %s",
    async (_title, example, index) => {
      const { runs, comparison, notes } = await playDraft(template, {
        ...draft,
        ...showExample(example),
      });
      expect(runs.map(({ form }) => form)).toEqual(forms);
      expect(comparison).toEqual(isSame);
      expect(notes).toEqual([]);
      for (const leg of legsOf(runs)) {
        // The first one is on which it acts; another may show that it does nothing then.
        expect(renderSummary(summarize(leg))).toMatch(index === 0 ? acts : ends);
        const { outcome, requests, notes: ofRun } = leg.report;
        expect(outcome.warnings).toEqual([]);
        expect(ofRun.filter((note) => note.includes("no request asked"))).toEqual([]);
        expect(requests.filter(({ by }) => by === "default")).toEqual([]);
      }
    },
  );

  test.each(readyLogins)(
    "does the same in each of its forms on the ready login $id",
    async ({ id }) => {
      const pick = pickLogin(draft, { kind: "ready", id }, { examples, now: new Date() });
      const { runs, comparison } = await playDraft(template, { ...draft, ...pick });
      expect(runs.map(({ form }) => form)).toEqual(forms);
      expect(comparison?.kind === "different").toBe(differs.has(`${template.id} ${id}`));
      for (const leg of legsOf(runs)) {
        expect(renderSummary(summarize(leg))).toMatch(ends);
      }
    },
  );
});
