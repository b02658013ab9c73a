import type { ShownTemplate } from "../../model/read-template.ts";

/** The modules of both forms: packages with their version, and Node's own. */
export function packagesOf({ code, action }: ShownTemplate): string[] {
  const packages = (action?.dependencies ?? []).map(({ name, version }) => `${name}@${version}`);
  const names = new Set(action?.dependencies.map(({ name }) => name));
  const required = [code, action?.code ?? ""]
    .flatMap((text) => [...text.matchAll(/\brequire\(\s*["']([^"'\s]{1,100})["']\s*\)/g)])
    .flatMap(([, name]) => name ?? [])
    // The action requires by its bare name what its dependencies pin.
    .filter((name) => !names.has(name));
  return [...new Set([...packages, ...required])];
}
