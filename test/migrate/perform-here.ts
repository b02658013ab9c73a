import lodash from "lodash";

import type { Perform } from "../../src/migrate/migrate.ts";
import { runtimeOf } from "../../src/migrate/verify/runtime.ts";
import { loadAction, loadRule, nodeModules } from "../../src/node/load.ts";
import { withStandIns } from "../../src/run/stand-ins/stand-ins.ts";
import { aText, playHere } from "../explore/in-process.ts";

const modules = withStandIns(nodeModules(), {
  bundled: { lodash, underscore: lodash },
  note: () => undefined,
});

/** Plays both forms without a thread: a script that loops for ever does not end. */
export const performHere: Perform = (texts, use) => {
  const runtime = runtimeOf(texts.rule);
  const forms = [aText("rule", texts.rule), aText("action", texts.action)] as const;
  return playHere(
    forms,
    ([rule, action], { branches, harvest }) => {
      if (!rule || !action) {
        throw new RangeError("two forms were given");
      }
      const ruleBranches = branches.filter(({ file }) => file === forms[0].file).length;
      return use({ plays: [rule, action], harvest, branches, ruleBranches });
    },
    {
      loadRule: (code, place) => loadRule(code, { ...place, modules, runtime }),
      loadAction: (code, place) => loadAction(code, { ...place, modules }),
      hasUnseenWork: false,
    },
  );
};
