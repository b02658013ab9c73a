import { formOf } from "./code.ts";
import { formsOf, showExample, writeCode, type Draft } from "./draft.ts";
import type { Held } from "./drafts.ts";
import type { Brought } from "./handover.ts";
import type { SettingRow } from "./setting-rows.ts";
import { describeTrial } from "./trial-draft.ts";

/**
 * What the playground begins with where another page has brought something; undefined if none has.
 */
export function unpack(
  brought: Brought | undefined,
  fresh: Draft,
): Pick<Held, "draft" | "rows"> | undefined {
  switch (brought?.kind) {
    case "code": {
      const { code } = brought;
      return { draft: { ...fresh, ...writeCode(fresh, formOf(code) ?? "rule", code) }, rows: [] };
    }
    case "template": {
      const { action, rule, example } = brought;
      const texts = { action, rule, forms: formsOf({ action, rule }) };
      // The reader's own from now on: there is no list of examples on this page.
      const shown = example && { ...showExample(example), example: "", settings: "mine" as const };
      return { draft: { ...fresh, ...texts, ...shown }, rows: rowsOf(brought) };
    }
    case "pair": {
      const { action, rule, trial } = brought;
      const shown = trial && describeTrial(trial, { action, rule });
      const texts = { action, rule, forms: formsOf({ action, rule }), ...shown?.draft };
      return { draft: { ...fresh, ...texts }, rows: shown?.rows ?? [] };
    }
    case undefined:
      return undefined;
  }
}

function rowsOf({
  configuration,
  example,
}: Extract<Brought, { kind: "template" }>): readonly SettingRow[] {
  return configuration.map(({ key, secret }) => ({
    key,
    secret,
    value: example?.configuration[key] ?? "",
  }));
}
