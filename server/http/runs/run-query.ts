import { z } from "@hono/zod-openapi";
import { type LogFilter, MOST_TEXT, NO_PHASE } from "#lib/run/log-filter.ts";
import { logLevels } from "#lib/run/vocabulary.ts";
import { queryText } from "../route-kit.ts";

const seq = z.coerce.number().int().min(0).optional();

/** `after` and `before` of a query: seqs that are themselves left out. */
export const seqAfter = seq.openapi({ type: "integer", description: "Only what came after this seq" });
export const seqBefore = seq.openapi({ type: "integer", description: "Only what came before this seq" });
export const seqAsOf = seq.openapi({
  type: "integer",
  description: "The log as it was at this seq; as it is if left out",
});

/** A query's list of names separated by commas; none when it is left out. */
export function listOf<const Name extends string>(names: readonly Name[], description: string) {
  return z
    .string()
    .default("")
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(names)))
    .openapi({ type: "string", description: `${description}, separated by commas: ${names.join(", ")}` });
}

export const levelList = listOf(logLevels, "Only entries of these levels");

/** The query members that choose entries of a log. */
export const logFilterQuery = {
  level: levelList,
  phase: queryText.optional().openapi({
    description: `Only entries of this phase, e.g. phase_1; "${NO_PHASE}" for those outside of all phases`,
  }),
  q: queryText.max(MOST_TEXT).optional().openapi({
    description: "Only entries whose message contains this, upper and lower case alike",
  }),
};

/** The filter a query asks for. */
export function askedFilter(query: { level: LogFilter["levels"]; phase?: string | undefined; q?: string | undefined }) {
  const { level: levels, phase, q } = query;
  return { levels, phase: phase || null, text: q?.trim() ?? "" } satisfies LogFilter;
}
