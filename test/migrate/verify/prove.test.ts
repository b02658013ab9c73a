import { describe, expect, test } from "vitest";

import { valueAt } from "../../../src/explore/places.ts";
import { inputOf, type Trial } from "../../../src/explore/trial.ts";
import { noCallback, type Condition } from "../../../src/migrate/translation.ts";
import { prove, type Proof, type ProveOptions } from "../../../src/migrate/verify/prove.ts";
import { performHere } from "../perform-here.ts";

const claim = "https://a.example/claim";

function aRule(body: string): string {
  return `function rule(user, context, callback) {\n${body}\n}`;
}

function anAction(body: string): string {
  return `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;
}

function aCondition(id: string, change: Partial<Condition> = {}): Condition {
  return {
    ...{ id, about: "login", sentence: id, source: "https://a.example/", holds: () => true },
    place: { line: 1, column: 1, start: 0, end: 0 },
    ...change,
  };
}

interface Forms {
  readonly rule: string;
  readonly action: string;
}

function proveForms(
  { rule, action }: Forms,
  conditions: readonly Condition[] = [],
  options: Partial<ProveOptions> = {},
): Promise<Proof> {
  const texts = { rule: aRule(rule), action: anAction(action) };
  return performHere(texts, (stage) =>
    prove(stage, conditions, { rule, seed: 1, logins: 120, ...options }),
  );
}

const same = {
  rule: `if (!user.email_verified) return callback(new Error("no"));
    context.idToken["${claim}"] = user.name;
    callback(null, user, context);`,
  action: `if (!event.user.email_verified) return api.access.deny("no");
    api.idToken.setCustomClaim("${claim}", event.user.name);`,
};

describe("a proof", () => {
  test("is the same for two that do the same", async () => {
    const proof = await proveForms(same);
    expect(proof).toMatchObject({
      verdict: "same",
      logins: 120,
      branches: { all: 2, reached: 2, missed: [] },
      conditions: [],
    });
    expect(proof.same).toBe(120);
    expect(proof.kept.map(({ result }) => result)).toEqual(
      expect.arrayContaining(["allowed", "failed"]),
    );
  });

  test("is the same for the same seed", async () => {
    expect(await proveForms(same)).toEqual(await proveForms(same));
  });

  test("names the conditions that are given", async () => {
    const proof = await proveForms(same, [aCondition("other", { about: "surroundings" })]);
    expect(proof).toMatchObject({
      verdict: "same under conditions",
      conditions: [{ id: "other", broken: 0 }],
    });
  });

  test("shows the smallest login on which the two differ", async () => {
    const proof = await proveForms({
      rule: `if (user.blocked) return callback(new Error("no"));\ncallback(null, user, context);`,
      action: "",
    });
    expect(proof.verdict).toBe("different");
    const { trial, sentences = [] } = proof.difference ?? {};
    expect(Object.keys(trial?.user ?? {})).toEqual(["blocked"]);
    expect(sentences[0]).toBe("the rule ends failed, the action ends allowed");
    expect(proof.brokenLaw).toMatch(/denies/);
  });

  const split = {
    rule: `context.idToken["${claim}"] = (user.app_metadata || {}).plan;\ncallback(null, user, context);`,
    action: "",
  };
  const isBare = ({ user: { app_metadata: stored } }: Trial) =>
    valueAt(stored, ["plan"]) === undefined;

  test("explains a difference by a condition that the login does not meet", async () => {
    const proof = await proveForms(split, [aCondition("bare", { holds: isBare })]);
    expect(proof.verdict).toBe("same under conditions");
    const [bare] = proof.conditions;
    expect(bare?.broken).toBeGreaterThan(0);
    expect(bare?.different).toBeGreaterThan(0);
    expect(proof.same).toBe(proof.logins - (bare?.different ?? 0));
  });

  test("believes no condition that does not explain the difference", async () => {
    const proof = await proveForms(split, [
      aCondition("never broken"),
      aCondition("about others", { about: "surroundings" }),
    ]);
    expect(proof.verdict).toBe("different");
    expect(proof.difference?.trial.user).toHaveProperty(["app_metadata", "plan"]);
  });

  test("counts on how many logins a condition would let in what the rule refused", async () => {
    const isUnblocked = ({ user }: Trial) => user["blocked"] === undefined;
    const proof = await proveForms(
      {
        rule: `if (user.blocked) return callback(new Error("no"));\ncallback(null, user, context);`,
        action: "",
      },
      [aCondition("unblocked", { holds: isUnblocked })],
    );
    const [unblocked] = proof.conditions;
    expect(unblocked?.admitted).toBeGreaterThan(0);
    expect(unblocked?.admitted).toBe(unblocked?.different);
  });

  test("is none where the action does on no login what a branch refuses", async () => {
    const proof = await proveForms(
      {
        rule: `if (user.blocked) return callback(new Error("no"));\ncallback(null, user, context);`,
        action: "",
      },
      [aCondition("unblocked", { holds: ({ user }) => user["blocked"] === undefined })],
    );
    expect(proof.verdict).toBe("not proved");
    expect(proof.why).toMatch(/a branch of line 2/);
  });

  test("tells apart on how many it would not ask for the rule's factor", async () => {
    const isGuest = ({ user }: Trial) => user["blocked"] === undefined;
    const proof = await proveForms(
      {
        rule: `if (user.blocked) context.multifactor = { provider: "any" };\ncallback(null, user, context);`,
        action: "",
      },
      [aCondition("unblocked", { holds: isGuest })],
    );
    const [unblocked] = proof.conditions;
    expect(unblocked?.unasked).toBeGreaterThan(0);
    expect(unblocked?.unasked).toBe(unblocked?.admitted);
  });

  test("counts the branches of the rule alone on the way, as at the end", async () => {
    const told: [reached: number, all: number][] = [];
    const proof = await proveForms(
      {
        rule: `if (user.blocked) return callback(new Error("no"));\ncallback(null, user, context);`,
        action: `if (event.user.blocked) return api.access.deny("no");`,
      },
      [],
      {
        onProgress: ({ reached, branches }) => {
          told.push([reached, branches]);
        },
      },
    );
    expect(told.at(-1)).toEqual([proof.branches.reached, proof.branches.all]);
  });

  test("breaks a condition that no login of the search has broken", async () => {
    const holds = ({ user: { app_metadata: stored } }: Trial) =>
      valueAt(stored, ["banned"]) === undefined;
    const proof = await proveForms(
      {
        rule: `if (user.banned) return callback(new Error("no"));\ncallback(null, user, context);`,
        action: `if (event.user.banned) return api.access.deny("no");`,
      },
      [aCondition("own", { holds })],
      { logins: 12 },
    );
    const [own] = proof.conditions;
    expect(own?.broken).toBe(6);
    expect(own?.admitted).toBeGreaterThan(0);
    // These logins are none of the search.
    expect(proof).toMatchObject({ verdict: "same under conditions", logins: 12, same: 12 });
  });

  test("needs no login for an empty default of what is always there", async () => {
    const rule = `context.idToken = context.idToken || {}; callback(null, user, context);`;
    expect((await proveForms({ rule, action: "" }, [], { rule: aRule(rule) })).verdict).toBe(
      "same",
    );
  });

  test("is none where logins reach less than half of the rule's branches", async () => {
    const tests = ["a", "b", "c", "d", "e", "f"].map(
      (name, index) =>
        `if (user.tags === ${JSON.stringify("x".repeat(90) + name)} + ${index + 1e6}) return;`,
    );
    const rule = `const day = new Date().getDay();
      if (day === 9) { ${tests.join("\n")} }
      callback(null, user, context);`;
    const proof = await proveForms({ rule, action: "" }, [], { logins: 20 });
    expect(proof.verdict).toBe("not proved");
    expect(proof.why).toMatch(/^the logins reach \d of 14 branches of the rule$/);
  });

  test("is none where no login comes through the rule", async () => {
    const action = `throw new Error("broken");`;
    expect(await proveForms({ rule: `throw new Error("broken");`, action })).toMatchObject({
      verdict: "not proved",
      why: "no login came through the rule: it failed: broken",
    });
    expect(await proveForms({ rule: "", action: "await new Promise(() => {});" })).toMatchObject({
      verdict: "not proved",
      why: "no login came through the rule: it never called back",
    });
  });

  test("ends when it is told to", async () => {
    let logins = 0;
    const proof = await proveForms(same, [], {
      isOver: () => logins >= 7,
      onProgress: () => {
        logins++;
      },
    });
    expect(proof.logins).toBe(7);
  });
});

describe("no difference is", () => {
  test("an error that the action throws where the rule never calls back", async () => {
    const forms = {
      rule: `if (user.email_verified) callback(null, user, context);`,
      action: `if (event.user.email_verified) return;\nthrow new Error(${JSON.stringify(noCallback)});`,
    };
    expect(await proveForms(forms)).toMatchObject({ verdict: "same" });
    const open = { ...forms, action: "" };
    expect(await proveForms(open)).toMatchObject({ verdict: "different" });
  });

  const request = `fetch("https://a.example/", { method: "POST" })`;

  test("a request that the action waits for and the rule does not", async () => {
    const proof = await proveForms({
      rule: `${request}.catch(() => {});\ncallback(null, user, context);`,
      action: `await ${request}.catch(() => {});`,
    });
    expect(proof.difference?.sentences ?? []).not.toContainEqual(
      expect.stringContaining("is under way"),
    );
    expect(proof.conditions.map(({ id }) => id)).toContain("under-way");
  });

  test("the name of the user in what the engine says of a mistake", async () => {
    const proof = await proveForms({
      rule: `user.name.missing();\ncallback(null, user, context);`,
      action: `event.user.name.missing();`,
    });
    expect(proof).toMatchObject({ verdict: "not proved", same: 120 });
  });

  test("what a rule stored before it failed, which is told", async () => {
    const proof = await proveForms({
      rule: `auth0.users.updateAppMetadata(user.user_id, { a: 1 }).then(() => {
        if (user.name) throw new Error("late");
        callback(null, user, context);
      });`,
      action: `api.user.setAppMetadata("a", 1);\nif (event.user.name) throw new Error("late");`,
    });
    expect(proof.difference).toBeUndefined();
    expect(proof.conditions.map(({ id }) => id)).toContain("write-before-failure");
  });

  test("metadata that the tenant refuses to store, which is told", async () => {
    const proof = await proveForms({
      rule: `auth0.users.updateAppMetadata(user.user_id, { a: 1 })
        .then(() => callback(null, user, context))
        .catch(callback);`,
      action: `api.user.setAppMetadata("a", 1);`,
    });
    expect(proof.verdict).toBe("same under conditions");
    expect(proof.conditions).toMatchObject([{ id: "failed-write" }]);
  });
});

describe("a difference is", () => {
  const request = `fetch("https://a.example/", { method: "POST" })`;

  test("a request that the action does not wait for and the rule does", async () => {
    const proof = await proveForms({
      rule: `${request}.then(() => callback(null, user, context), () => callback(null, user, context));`,
      action: `${request}.catch(() => {});`,
    });
    expect(proof.verdict).toBe("different");
    expect(proof.difference?.sentences.join()).toMatch(/the action ends while .* is under way/);
  });

  test("another text in a refusal", async () => {
    const proof = await proveForms({
      rule: `callback(new Error("no"));`,
      action: `api.access.deny("never");`,
    });
    expect(proof.verdict).toBe("different");
  });

  test("another request", async () => {
    const proof = await proveForms({
      rule: `${request}.then(() => {}, () => {}).then(() => callback(null, user, context));`,
      action: `await ${request.replace("POST", "GET")}.catch(() => {});`,
    });
    expect(proof.verdict).toBe("different");
  });
});

test("an action with an application of its own is proved on a tenant that has it", async () => {
  const proof = await proveForms(
    {
      rule: `context.idToken["${claim}"] = typeof auth0.accessToken;\ncallback(null, user, context);`,
      action: `const { AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET } = event.secrets;
        const response = await fetch("https://" + AUTH0_DOMAIN + "/oauth/token", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            grant_type: "client_credentials",
            client_id: AUTH0_CLIENT_ID,
            client_secret: AUTH0_CLIENT_SECRET,
            audience: "https://" + AUTH0_DOMAIN + "/api/v2/",
          }),
        });
        const { access_token } = await response.json();
        api.idToken.setCustomClaim("${claim}", typeof access_token);`,
    },
    [
      aCondition("management", {
        holds: (login) => "AUTH0_CLIENT_ID" in inputOf(login).settings,
      }),
    ],
  );
  expect(proof.difference).toBeUndefined();
  expect(proof.same).toBe(120);
});
