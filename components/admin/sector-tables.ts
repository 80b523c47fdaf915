import * as z from "zod/mini";
import { type ApiProblem, apiRequest } from "#lib/api-request.ts";
import { MAX_WEIGHTS_BYTES } from "#lib/sector-weights/largest-file.ts";

const table = z.object({
  asOf: z.string(),
  sectors: z.readonly(z.array(z.object({ sector: z.string(), weight: z.number() }))),
  origins: z.readonly(z.array(z.string())),
});
const changed = z.object({ tables: z.array(table), portfolios: z.number() });

/** The index's weights of a date, heaviest first, 0–1. */
export type SectorTable = z.infer<typeof table>;

/** All dates there are after a change, and how many portfolios it concerns; or why there was none. */
export type ChangedTables = z.infer<typeof changed> | { readonly problem: Omit<ApiProblem, "retryAfterSeconds"> };

const PATH = "/api/v1/admin/sector-weights";
const TOO_LARGE = { code: "ERR_SECTOR_003", detail: "The file is larger than 1 MB" };
const UNREADABLE = { code: "ERR_SECTOR_002", detail: "The file could not be read" };

/** Sends a file of weights, as it is when it is chosen. */
export async function sendSectorWeights(file: File): Promise<ChangedTables> {
  const unsent = { status: 0, errors: [] };
  if (file.size > MAX_WEIGHTS_BYTES) {
    return { problem: { ...TOO_LARGE, ...unsent, fix: "Leave out dates and columns that are not needed." } };
  }
  try {
    const body = await file.arrayBuffer();
    return answerOf(await apiRequest(PATH, { method: "PUT", headers: { "content-type": "text/csv" }, body }));
  } catch (error) {
    // A folder, a file that is gone, or one this person may not read.
    if (!(error instanceof DOMException)) throw error;
    return {
      problem: { ...UNREADABLE, ...unsent, fix: "Choose a file, not a folder, and check that it can be opened." },
    };
  }
}

/** Removes the weights of a date. */
export async function removeSectorWeights(asOf: string): Promise<ChangedTables> {
  return answerOf(await apiRequest(`${PATH}/${asOf}`, { method: "DELETE" }));
}

function answerOf(answer: Awaited<ReturnType<typeof apiRequest>>): ChangedTables {
  return "problem" in answer ? answer : changed.parse(answer.body);
}
