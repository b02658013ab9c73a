import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "..", "..", ".github");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly container?: string | { readonly image: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, { readonly image: string }>>;
  readonly strategy?: { readonly matrix?: { readonly include?: readonly { image?: string }[] } };
  readonly steps: readonly Step[];
  readonly environment?: string;
  readonly needs?: string;
  readonly uses?: string;
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, { tags?: readonly string[] } | null>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = readdirSync(join(folder, "workflows")).sort();
const workflows = files.map(
  (file) => [file, parse(read(join("workflows", file))) as Workflow] as const,
);
const jobs = workflows.flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => [`${file}, ${name}`, job] as const),
);

const pinnedAction = /^[\w.-]+\/[\w./-]+@[\da-f]{40}$/;
const pinnedImage = /^[\w./-]+:[\w.-]+@sha256:[\da-f]{64}$/;

function imagesOf({ container, services = {}, strategy }: Job): string[] {
  const own = typeof container === "string" ? container : container?.image;
  const listed = strategy?.matrix?.include?.flatMap(({ image }) => image ?? []) ?? [];
  const served = Object.values(services).map(({ image }) => image);
  const isOfMatrix = own === "${{ matrix.image }}";
  return [...(own === undefined || isOfMatrix ? [] : [own]), ...listed, ...served];
}

describe.each(workflows)("the workflow %s", (file, workflow) => {
  test("runs for no pull request with the rights of the repository", () => {
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    expect(Object.keys(workflow.on)).not.toContain("workflow_run");
  });

  test("may read the repository at most, unless a job says more", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
  });

  test("uses no secret, and puts nothing that others write into a command", () => {
    const text = read(join("workflows", file));
    expect(text).not.toMatch(/\bsecrets\./);
    const commands = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.map(({ run = "" }) => run),
    );
    expect(commands.filter((command) => command.includes("${{"))).toEqual([]);
  });

  test("says behind each hash which version it is", () => {
    const lines = read(join("workflows", file)).match(/^.*uses: .*$/gm) ?? [];
    expect(lines.filter((line) => !/@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });
});

describe.each(jobs)("the job of %s", (_, job) => {
  test("takes actions by their full hash, and images by their digest", () => {
    const actions = [...job.steps, job].flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !pinnedAction.test(action))).toEqual([]);
    expect(imagesOf(job).filter((image) => !pinnedImage.test(image))).toEqual([]);
    if (job.container !== undefined) {
      expect(imagesOf(job)).not.toEqual([]);
    }
  });

  test("ends in time, and leaves no token behind", () => {
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    const checkouts = job.steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    for (const { with: options } of checkouts) {
      expect(options?.["persist-credentials"]).toBe(false);
    }
  });
});

describe("a release", () => {
  const release = new Map(workflows).get("release.yml");
  const { pack, publish, ...others } = release?.jobs ?? {};

  test("begins with a version tag, and nothing else", () => {
    expect(release?.on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
    expect(others).toEqual({});
  });

  test("is built and tested without any right but to read", () => {
    expect(pack?.permissions).toEqual({ contents: "read" });
    const commands = pack?.steps.flatMap(({ run }) => run ?? []);
    expect(commands).toEqual([
      "node scripts/release.js tag",
      ".ci/run",
      ".ci/chromium",
      ".ci/engines",
      "mkdir packed && npm pack --pack-destination packed",
    ]);
  });

  test("is published with provenance by a job that runs no code of ours or of a package", () => {
    expect(publish?.needs).toBe("pack");
    expect(publish?.permissions).toEqual({ "id-token": "write" });
    expect(publish?.steps.flatMap(({ run }) => run ?? [])).toEqual([
      "npm publish ./packed/*.tgz --provenance --access public --ignore-scripts",
    ]);
    expect(publish?.steps.some(({ uses = "" }) => uses.startsWith("actions/checkout@"))).toBe(
      false,
    );
  });

  test("alone has the right to say who it is", () => {
    const named = jobs.filter(([, { permissions = {} }]) => "id-token" in permissions);
    expect(named.map(([name]) => name)).toEqual(["release.yml, publish"]);
  });
});

test("a release is tried in Firefox and WebKit, in a home that is the user's own", () => {
  const script = readFileSync(join(folder, "..", ".ci", "engines"), "utf8");
  expect(script).toMatch(
    /apt-get install .*firefox-esr webkit2gtk-driver xvfb[^]*\bHOME=.*[^]*\nnpm run engines\n$/,
  );
});

test("packages and actions are updated in groups", () => {
  const { updates } = parse(read("dependabot.yml")) as {
    updates: { "package-ecosystem": string; groups: object }[];
  };
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
  for (const { groups } of updates) {
    expect(Object.keys(groups)).toHaveLength(1);
  }
});

test("what decides what is published has owners", () => {
  const paths = read("CODEOWNERS").match(/^\/\S+/gm);
  expect(paths).toEqual(
    expect.arrayContaining(["/.github/", "/scripts/", "/build", "/package.json"]),
  );
});
