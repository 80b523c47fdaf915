import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { required } from "#lib/assert.ts";
import { newYorkDate } from "#lib/new-york-date.ts";
import { EARLIEST_DATE } from "#lib/portfolio-import/calendar-date.ts";
import { DECIMAL_MARKS } from "#lib/portfolio-import/decimal-marks.ts";
import { SOURCE_FIELDS } from "#lib/portfolio-import/exports/source-fields.ts";
import { fileDay, isFileDay } from "#lib/portfolio-import/file-day.ts";
import { MAX_FILE_BYTES } from "#lib/portfolio-import/file-text.ts";
import { unpricedSymbols } from "#lib/price-files/unpriced-symbols.ts";
import { MAX_PRICE_BYTES } from "#lib/price-files/upload-limits.ts";
import { ownedPortfolio } from "#server/queries/owned-portfolio.ts";
import { runById } from "#server/queries/run-by-id.ts";
import type { ApiParts } from "../api-parts.ts";
import { boundedBody } from "../bounded-body.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, isoDate, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { contentHashOf } from "./content-hash.ts";
import { createPortfolio } from "./create-portfolio.ts";
import { portfolioSchema } from "./portfolio-schemas.ts";
import { priceFileAnswer, priceFileSchema, pricesPart } from "./price-files-part.ts";
import { readUpload } from "./read-upload.ts";
import { withSourceLabel } from "./with-source-label.ts";

/** The fields beside the files; corrections of ten thousand rows are the longest. */
const FORM_ALLOWANCE_BYTES = 4 * 1024 * 1024;

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
  priceSource: z.string().optional().openapi({ description: "Of those on offer; upload takes the files of `prices`" }),
  description: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  prices: pricesPart,
  acceptDuplicates: z.string().optional().openapi({ description: "true: equal rows are separate fills" }),
  mapping: z
    .string()
    .optional()
    .openapi({
      description:
        "JSON: which column is which, for files that are neither the template nor a known broker's export. " +
        '{"headerRow": 1, "columns": {"Symbol": 0, "Quantity": 2, "Total Cost": 5}, "account": null}: the physical line of ' +
        `the header (null: none), columns from 0. Fields: ${SOURCE_FIELDS.join(", ")}`,
    }),
  corrections: z
    .string()
    .optional()
    .openapi({
      description:
        'JSON: what was put right in the file, by physical line. {"cells": [[4, "Entry Date", "2024-01-05"]], ' +
        '"lines": [[6, "AAPL,1,2,2024-01-05"]], "leftOut": [9]}: cells are those of the twelve columns',
    }),
  decimalMark: z
    .enum(DECIMAL_MARKS)
    .optional()
    .openapi({
      description:
        "What stands before the decimals. Without it the file's own numbers tell: a file of semicolons or tabs may have " +
        "decimal commas, and where it has numbers that could be two it is refused with ERR_CSV_011",
    }),
  importAgain: z
    .string()
    .optional()
    .openapi({ description: "true: import positions that were imported before once more, as another account" }),
  quantityBasis: z
    .enum(["as traded", "as of today"])
    .default("as traded")
    .openapi({
      description:
        "The shares in which quantities, entry prices and strikes are given: those of each entry, or those of the file's " +
        "day, as brokers export them, whose splits since the entry are undone. Exit prices are as traded at the exit",
    }),
  quantityAsOf: isoDate.optional().openapi({
    description:
      "With `as of today` only: the file's day. Without it the day that the file states, else today in New York",
  }),
});

const idempotencyHeader = z.object({ "idempotency-key": z.string().min(1).max(200).optional() });

/** Import of a portfolio: creates it and starts its onboarding. */
export function importRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const detail = "The request is larger than allowed: positions may have 10 MB, price files 20 MB together";
  const tooLarge = () => new HttpProblem("ERR_REQ_003", { detail });
  const mostBytes = MAX_FILE_BYTES + MAX_PRICE_BYTES + FORM_ALLOWANCE_BYTES;
  const route = createRoute({
    method: "post",
    path: "/portfolios",
    tags: ["Portfolios"],
    summary: "Import positions and start the onboarding run",
    security: SESSION_SECURITY,
    middleware: [guards.user, boundedBody(mostBytes, tooLarge)] as const,
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
          priceFiles: z.array(priceFileSchema),
          unpricedSymbols: z
            .array(z.string())
            .openapi({ description: "Symbols of the positions that no uploaded price file has a price of" }),
        }),
        "The portfolio and its run; again the same ones for a repeated Idempotency-Key",
      ),
      ...problemAnswers({
        ...{ 401: "Not signed in", 413: "ERR_REQ_003" },
        409: "ERR_PORT_001; ERR_PORT_016 with `portfolio`, that which has the same positions of a file",
        422: "Every problem of the form and its files",
      }),
    },
  });
  return createRoutes().openapi(route, async (c) => {
    const { userId } = c.var.viewer;
    const today = parts.now().toISOString().slice(0, 10);
    const priceSources = parts.priceSources.map((source) => source.name);
    const { quantityBasis, quantityAsOf: given, importAgain, ...fields } = c.req.valid("form");
    const { skipped, statedDate, ...upload } = await readUpload(fields, { today, priceSources });
    const quantityAsOf =
      quantityBasis === "as of today" ? sharesDay(given, statedDate, newYorkDate(parts.now())) : noDay(given);
    const idempotencyKey = c.req.valid("header")["idempotency-key"] ?? null;
    const { from, to } = upload.details;
    const contentHash = fields.sample ? null : contentHashOf(upload.positions, quantityBasis);
    const wanted = {
      ...{ ownerId: userId, idempotencyKey, quantityAsOf, contentHash, importAgain: importAgain === "true" },
      ...upload,
    };
    const made = await createPortfolio(parts.db, wanted, (tx, portfolioId) =>
      parts.runs.start(tx, { kind: "onboarding", portfolioId, requestedBy: userId, from, to, force: false }),
    );
    const portfolio = required(await ownedPortfolio(parts.db, c.var.viewer, made.portfolioId), "the new portfolio");
    const run = await runById(parts.db, made.runId);
    const { priceFiles, positions } = upload;
    const told = {
      priceFiles: priceFiles.map(priceFileAnswer),
      unpricedSymbols:
        priceFiles.length > 0
          ? unpricedSymbols(
              positions,
              priceFiles.map(({ summary }) => summary),
            )
          : [],
    };
    const shown = withSourceLabel(portfolio, parts.priceSources);
    return c.json({ portfolio: shown, run, skipped, ...told }, 201, { location: `/api/v1/portfolios/${portfolio.id}` });
  });
}

/** The day in whose shares quantities are: as it is said, else as the file states it, else today. */
function sharesDay(given: string | undefined, stated: string | null, today: string): string {
  if (given === undefined) return fileDay(stated, today);
  if (isFileDay(given, today)) return given;
  throw badDay(`The file's day is not between ${EARLIEST_DATE} and today`);
}

/** A day given beside quantities as traded would leave splits in that whoever gave it means to be undone. */
function noDay(given: string | undefined): null {
  if (given === undefined) return null;
  throw badDay("A day is for quantities as of today, and these are as traded");
}

function badDay(message: string): HttpProblem {
  const errors = [{ field: "quantityAsOf", code: "ERR_PORT_017", message }];
  return new HttpProblem("ERR_PORT_017", { detail: message, errors });
}
