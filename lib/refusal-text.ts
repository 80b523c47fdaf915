import type { ApiProblem } from "./api-request.ts";

/** What the server refused and what to do about it, as two sentences. */
export function refusalText({ detail, fix }: Pick<ApiProblem, "detail" | "fix">): string {
  return `${detail.replace(/\.$/, "")}. ${fix}`.trim();
}
