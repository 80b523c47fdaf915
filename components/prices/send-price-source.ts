import { priceProblems } from "#components/onboarding/create-portfolio.ts";
import type { PickedFile } from "#components/onboarding/picked-file.ts";
import { type ApiAnswer, apiRequest } from "#lib/api-request.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { refusalText } from "#lib/refusal-text.ts";

/** Why a portfolio keeps its prices, in words. */
export interface SourceRefusal {
  readonly refusal: string;
  /** The run that is at work on the present ones; null where that is not the reason. */
  readonly runId: string | null;
  /** What is wrong with the files; `refusal` is about something else then. */
  readonly files: readonly PriceFileProblem[];
}

/** Gives a portfolio another price source, or files of its own as one. Null once it has them. */
export async function sendPriceSource(
  portfolioId: string,
  source: string,
  files: readonly PickedFile[] = [],
): Promise<SourceRefusal | null> {
  const path = `/api/v1/portfolios/${portfolioId}`;
  const answer = await (files.length > 0 ? putFiles(`${path}/price-files`, files) : patchSource(path, source));
  if ("body" in answer) return null;
  const { run, errors } = answer.problem;
  return {
    refusal: refusalText(answer.problem),
    runId: run?.id ?? null,
    files: priceProblems(errors),
  };
}

function patchSource(path: string, priceSource: string): Promise<ApiAnswer> {
  const headers = { "content-type": "application/json" };
  return apiRequest(path, { method: "PATCH", headers, body: JSON.stringify({ priceSource }) });
}

function putFiles(path: string, files: readonly PickedFile[]): Promise<ApiAnswer> {
  const body = new FormData();
  for (const { name, bytes } of files) body.append("prices", new Blob([bytes], { type: "text/csv" }), name);
  return apiRequest(path, { method: "PUT", body });
}
