import { strToU8, zipSync } from "fflate";

import type { Files } from "../../../export/deployment.ts";

/** The earliest time that the format knows: the same files make the same bytes. */
const time = new Date(1980, 0, 1);

export function makeZip(files: Files): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(bytes), { mtime: time }));
}
