import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { required } from "#lib/assert.ts";
import { MAX_FILE_BYTES } from "#lib/portfolio-import/file-text.ts";
import { problemOf } from "#lib/portfolio-import/problem.ts";
import { ownedPortfolio } from "#server/queries/owned-portfolio.ts";
import { runById } from "#server/queries/run-by-id.ts";
import type { ApiParts } from "../api-parts.ts";
import { boundedBody } from "../bounded-body.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { createPortfolio } from "./create-portfolio.ts";
import { portfolioSchema } from "./portfolio-schemas.ts";
import { readUpload } from "./read-upload.ts";

const FORM_ALLOWANCE_BYTES = 65_536;

// Left open here: what is wrong with a field is told by the import's own rules and codes.
const form = z.object({
  file: z
    .custom<File | string>()
    .optional()
    .openapi({ type: "string", format: "binary", description: "Positions CSV; or name a sample portfolio" }),
  sample: z.string().optional().openapi({ description: "Id of a sample portfolio, e.g. growth" }),
  name: z.string().optional(),
  accountName: z.string().optional(),
  accountType: z.string().optional(),
  openingEquity: z.string().optional(),
  priceSource: z.string().optional(),
  description: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  acceptDuplicates: z.string().optional().openapi({ description: "true: equal rows are separate fills" }),
});

const idempotencyHeader = z.object({ "idempotency-key": z.string().min(1).max(200).optional() });

/** Import of a portfolio: creates it and starts its onboarding. */
export function importRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const tooLarge = () => new HttpProblem("ERR_PORT_008", { errors: [problemOf("ERR_CSV_001")] });
  const route = createRoute({
    method: "post",
    path: "/portfolios",
    tags: ["Portfolios"],
    summary: "Import positions and start the onboarding run",
    security: SESSION_SECURITY,
    middleware: [guards.user, boundedBody(MAX_FILE_BYTES + FORM_ALLOWANCE_BYTES, tooLarge)] as const,
    request: {
      headers: idempotencyHeader,
      body: { required: true, content: { "multipart/form-data": { schema: form } } },
    },
    responses: {
      201: jsonAnswer(
        z.object({
          portfolio: portfolioSchema,
          run: runSummarySchema,
          skipped: z.array(z.object({ row: z.number().int(), reason: z.string() })).readonly(),
        }),
        "The portfolio and its run; again the same ones for a repeated Idempotency-Key",
      ),
      ...problemAnswers({ 401: "Not signed in", 409: "ERR_PORT_001", 422: "Every problem of the form and the file" }),
    },
  });
  return createRoutes().openapi(route, async (c) => {
    const { userId } = c.var.viewer;
    const today = parts.now().toISOString().slice(0, 10);
    const priceSources = parts.priceSources.map((source) => source.name);
    const { skipped, ...upload } = await readUpload(c.req.valid("form"), { today, priceSources });
    const idempotencyKey = c.req.valid("header")["idempotency-key"] ?? null;
    const { from, to } = upload.details;
    const made = await createPortfolio(parts.db, { ownerId: userId, idempotencyKey, ...upload }, (tx, portfolioId) =>
      parts.runs.start(tx, { kind: "onboarding", portfolioId, requestedBy: userId, from, to, force: false }),
    );
    const portfolio = required(await ownedPortfolio(parts.db, c.var.viewer, made.portfolioId), "the new portfolio");
    const run = await runById(parts.db, made.runId);
    return c.json({ portfolio, run, skipped }, 201, { location: `/api/v1/portfolios/${portfolio.id}` });
  });
}
