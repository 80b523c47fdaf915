import type { SourceResult } from "#lib/analytics/reference-result.ts";
import { type Answer, agrees } from "./agreement.ts";
import type { ReferenceCase, ReferenceFile } from "./reference-file.ts";
import type { ReferenceSource } from "./reference-source.ts";

export type CaseResult =
  | { readonly kind: "passed" }
  | { readonly kind: "not-held"; readonly reason: string }
  | { readonly kind: "failed"; readonly expected: unknown; readonly answer: Answer };

/** Holds one case. Throws for a function that no one of ours stands for: then the registry is incomplete. */
export function verifyCase(entry: ReferenceCase, file: ReferenceFile, source: ReferenceSource): CaseResult {
  const reason = source.notHeld[entry.id];
  if (reason !== undefined) return { kind: "not-held", reason };
  const compute = source.answers[entry.function];
  if (!compute) throw new Error(`${source.file}: nothing of ours is held to ${entry.function}`);
  const answer = compute(entry, file);
  const { expected, tolerance } = entry;
  return agrees(expected, answer, tolerance) ? { kind: "passed" } : { kind: "failed", expected, answer };
}

/** What became of a file's cases, counted; throws when one fails. */
export function verifySource(source: ReferenceSource, file: ReferenceFile): SourceResult {
  const reasons = new Map<string, number>();
  let passed = 0;
  for (const entry of file.cases) {
    const result = verifyCase(entry, file, source);
    if (result.kind === "failed") throw new Error(`${entry.id}: ${JSON.stringify(result)}`);
    if (result.kind === "passed") passed++;
    else reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
  }
  return {
    title: source.title,
    source: file.source.repo,
    licence: file.source.licence,
    cases: file.cases.length,
    passed,
    notHeld: [...reasons].map(([reason, cases]) => ({ cases, reason })),
  };
}
