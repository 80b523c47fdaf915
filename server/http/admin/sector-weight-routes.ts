import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { readDate } from "#lib/portfolio-import/calendar-date.ts";
import { MAX_WEIGHTS_BYTES } from "#lib/sector-weights/largest-file.ts";
import { parseSectorWeights } from "#lib/sector-weights/parse-sector-weights.ts";
import { sectorProblem } from "#lib/sector-weights/sector-problem.ts";
import { indexSectorTables } from "#server/queries/index-sector-tables.ts";
import type { ApiParts } from "../api-parts.ts";
import { boundedBody } from "../bounded-body.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, isoDate, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { deleteSectorWeights, replaceSectorWeights } from "./change-sector-weights.ts";

const FORM_ALLOWANCE_BYTES = 65_536;

const tables = z
  .array(
    z
      .object({
        asOf: isoDate,
        sectors: z
          .array(z.object({ sector: z.string(), weight: z.number().openapi({ description: "0–1, as published" }) }))
          .readonly()
          .openapi({ description: "Heaviest first" }),
        origins: z.array(z.string()).readonly().openapi({ description: "Who published them" }),
      })
      .openapi("IndexSectorTable"),
  )
  .readonly();
const all = z.object({ tables });
const changedSchema = all.extend({
  portfolios: z.number().int().openapi({ description: "Portfolios that their next run compares anew" }),
});

const csv = z.string().openapi({
  description: "sector,weight_pct,as_of[,source]: the eleven GICS sectors of each date, adding up to 100 ± 0.5",
  example: "sector,weight_pct,as_of,source\nInformation Technology,34.6,2025-11-28,S&P Dow Jones Indices\n…",
});
const form = z.object({
  file: z.custom<File | string>().optional().openapi({ type: "string", format: "binary", description: "The same CSV" }),
});

const dateParam = z.object({ asOf: isoDate.openapi({ param: { name: "asOf", in: "path" } }) });
const common = { tags: ["Admin"], security: SESSION_SECURITY };
const refused = { 401: "Not signed in", 403: "ERR_AUTH_002: for admins only" };
const path = "/admin/sector-weights" as const;

/** Where a file of weights is sent; its bound is the route's own. */
export const SECTOR_WEIGHTS_PATH = `/api/v1${path}`;

/** For admins: the S&P 500's sector weights, beside which portfolios stand. */
export function sectorWeightRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.admin;
  const tooLarge = () => new HttpProblem("ERR_SECTOR_014", { errors: [sectorProblem("ERR_SECTOR_003")] });
  const bound = boundedBody(MAX_WEIGHTS_BYTES + FORM_ALLOWANCE_BYTES, tooLarge);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path, summary: "The index's sector weights, newest date first" },
        responses: { 200: jsonAnswer(all, "All dates"), ...problemAnswers(refused) },
      }),
      async (c) => c.json({ tables: await indexSectorTables(db) }, 200),
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware: [middleware, bound] as const, method: "put", path },
        summary: "Replace the weights of the file's dates; other dates stay",
        request: {
          body: { required: true, content: { "text/csv": { schema: csv }, "multipart/form-data": { schema: form } } },
        },
        responses: {
          200: jsonAnswer(changedSchema, "All dates there now are"),
          ...problemAnswers({ ...refused, 422: "ERR_SECTOR_014: every problem of the file; nothing was changed" }),
        },
      }),
      async (c) => {
        const file = await fileOf(c, c.req.valid("form"));
        const { weights, problems } = parseSectorWeights(file, { today: now().toISOString().slice(0, 10) });
        if (problems.length > 0) throw new HttpProblem("ERR_SECTOR_014", { errors: problems });
        return c.json(await replaceSectorWeights(db, weights), 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "delete", path: `${path}/{asOf}` as const },
        summary: "Remove the weights of a date",
        request: { params: dateParam },
        responses: {
          200: jsonAnswer(changedSchema, "All dates there still are"),
          ...problemAnswers({ ...refused, 404: "ERR_SECTOR_015: there are none of that date" }),
        },
      }),
      async (c) => {
        const { asOf } = c.req.valid("param");
        if (readDate(asOf) !== asOf) throw new HttpProblem("ERR_SECTOR_015");
        return c.json(await deleteSectorWeights(db, asOf), 200);
      },
    );
}

/** The file of a form, or the body itself. @throws HttpProblem ERR_SECTOR_013 for a form without a file. */
async function fileOf(c: Context, sent: string | z.infer<typeof form>): Promise<Uint8Array> {
  if (typeof sent !== "string" && sent.file instanceof File) return new Uint8Array(await sent.file.arrayBuffer());
  if (/^multipart\/form-data/i.test(c.req.header("content-type") ?? "")) throw new HttpProblem("ERR_SECTOR_013");
  return new Uint8Array(await c.req.arrayBuffer());
}
