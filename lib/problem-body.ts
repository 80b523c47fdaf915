import * as z from "zod/mini";

const problemDetail = z.object({
  code: z.string(),
  message: z.string(),
  field: z.optional(z.string()),
  file: z.nullish(z.string()),
  row: z.nullish(z.number()),
  column: z.nullish(z.string()),
  symbol: z.nullish(z.string()),
  value: z.nullish(z.string()),
});

const problemBody = z.object({
  code: z.string(),
  detail: z.string(),
  fix: z._default(z.string(), ""),
  errors: z._default(z.array(problemDetail), []),
  /** The run that stands in the way. */
  run: z.optional(z.object({ id: z.string() })),
  /** The portfolio that has the same positions. */
  portfolio: z.optional(z.object({ id: z.string(), accountName: z.string(), createdAt: z.string() })),
});

/** A refusal as its problem+json says it. */
export type ProblemBody = z.infer<typeof problemBody>;

/** Null for what is no problem document. */
export function readProblemBody(body: unknown): ProblemBody | null {
  const read = problemBody.safeParse(body);
  return read.success ? read.data : null;
}
