import { bundleWorker } from "../../../scripts/bundle.js";

/**
 * The program of the thread in which scripts are explored. In the bundle this module holds it as
 * text.
 */
export async function readWorkerCode(): Promise<string> {
  const { code } = await bundleWorker("src/commands/explore/worker.ts");
  return code;
}
