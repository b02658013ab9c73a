import { bundleWorker } from "../../scripts/bundle.js";

/** The program of the thread that scripts run in. In the bundle this module holds it as text. */
export async function readWorkerCode(): Promise<string> {
  const { code } = await bundleWorker();
  return code;
}
