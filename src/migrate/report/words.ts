import { missedText } from "../../explore/report/render.ts";
import type { PlacedBranch } from "../../explore/report/report.ts";
import type { ConditionReport, MigratedReport } from "./data.ts";

/** A count with its noun. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What the search says of an action, in a line. */
export function describeVerdict({ verdict, conditions, exploration }: MigratedReport): string {
  const { same, branches, why = "", seed, logins } = exploration;
  const reach = `${same === 1 ? "reaches" : "reach"} ${branches.reached} of ${count(branches.all, "branch", "branches")}`;
  const tried = `${count(same, "login")} that ${reach}`;
  switch (verdict) {
    case "same":
      return `same on ${tried}`;
    case "same under conditions":
      return `same on ${tried}, under ${count(conditions.length, "condition")}`;
    case "not proved":
      return `not proved: ${why}`;
    case "different":
      return `different, as login ${logins} of seed ${seed} shows`;
  }
}

/** What the explored logins showed of a condition; empty if they cannot show anything. */
export function describeTest(condition: ConditionReport): string {
  const { about, line, broken, different } = condition;
  if (about !== "login") {
    return "";
  }
  if (line === undefined) {
    return `seen on ${count(broken, "explored login")}${listLenience(condition)}`;
  }
  if (broken === 0) {
    return "no explored login breaks it";
  }
  const logins = `${count(broken, "explored login")} ${broken === 1 ? "breaks" : "break"} it`;
  if (different === 0) {
    return `${logins}, without a difference`;
  }
  return `${logins}, and on ${different} the two differ${listLenience(condition)}`;
}

/** In what the action is more lenient than the rule, and on how many logins. */
function listLenience({ admitted, unasked }: ConditionReport): string {
  const letIn = admitted - unasked;
  return [
    ...(letIn > 0 ? [`; on ${letIn} the action lets in what the rule refused`] : []),
    ...(unasked > 0
      ? [`; on ${unasked} the action does not ask for the factor that the rule asks for`]
      : []),
  ].join("");
}

/** The branches of the rule that no login reached, each once. */
export function listMissed(missed: readonly PlacedBranch[]): string {
  const lines = missed.map(({ line, kind }) => `line ${line} (${missedText[kind]})`);
  return [...new Set(lines)].join(", ");
}

/** What has to be believed beside a proof. */
export const caveat = "same in our emulation of the documented behavior of Rules and Actions";
