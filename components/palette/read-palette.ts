import * as z from "zod/mini";
import { apiRequest } from "#lib/api-request.ts";
import { runStatuses } from "#lib/run/vocabulary.ts";
import type { FoundPortfolio, ShownRun } from "./palette-content.ts";

const status = z.enum(runStatuses);
const list = z.object({
  portfolios: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), accountName: z.string() },
      lastRun: z.nullable(z.object({ id: z.string(), status })),
    }),
  ),
});
const one = z.object({
  run: z.object({
    ...{ runId: z.string(), status, cancelRequested: z.boolean() },
    portfolio: z.nullable(z.object({ id: z.string(), name: z.string() })),
  }),
});

/** The viewer's portfolios; null when the server did not say. */
export async function readPortfolios(): Promise<readonly FoundPortfolio[] | null> {
  const answer = await apiRequest("/api/v1/portfolios");
  return "body" in answer ? list.parse(answer.body).portfolios : null;
}

/** The run that the page at `pathname` is of; null where it is of none, or the server did not say. */
export async function readShownRun(pathname: string): Promise<ShownRun | null> {
  const [, id] = /^(?:\/admin)?\/runs\/([^/]+)$/.exec(pathname) ?? [];
  if (id === undefined) return null;
  const answer = await apiRequest(`/api/v1/runs/${id}`);
  if (!("body" in answer)) return null;
  const { runId, ...run } = one.parse(answer.body).run;
  return { id: runId, ...run };
}
