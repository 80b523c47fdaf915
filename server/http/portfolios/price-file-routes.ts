import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { MAX_PRICE_BYTES } from "#lib/price-files/upload-limits.ts";
import { priceFileList } from "#server/queries/price-file-list.ts";
import { runById } from "#server/queries/run-by-id.ts";
import type { ApiParts } from "../api-parts.ts";
import { boundedBody } from "../bounded-body.ts";
import { ERROR_TEXTS } from "../error-texts.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, instant, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import {
  filesOf,
  priceFileAnswer,
  priceFileSchema,
  priceProblemDetails,
  pricesPart,
  readPriceFiles,
} from "./price-files-part.ts";
import { replacePriceFiles } from "./replace-price-files.ts";

const FORM_ALLOWANCE_BYTES = 65_536;
const common = { tags: ["Portfolios"], security: SESSION_SECURITY, path: "/portfolios/{id}/price-files" };
const missing = { 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" } as const;
const listSchema = z.object({ priceFiles: z.array(priceFileSchema.extend({ uploadedAt: instant })) });

/** Whether files are sent to this address. */
export function isPriceFilesPath(path: string): boolean {
  return /^\/api\/v1\/portfolios\/[^/]+\/price-files$/.test(path);
}

/** The price files of a portfolio, its owner's only: what they are, and others in their place. */
export function priceFileRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const tooLarge = () =>
    new HttpProblem("ERR_REQ_003", {
      detail: "The request is larger than allowed: price files may have 20 MB together",
    });
  // Before the files are read, and before anything is said of them: another's portfolio is a missing one.
  const owned = createMiddleware<SignedInEnv>(async (c, next) => {
    await foundPortfolio(db, c.var.viewer, c.req.param("id") ?? "");
    await next();
  });
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware: guards.user, method: "get", summary: "The price files uploaded with it" },
        request: { params: idParam },
        responses: {
          200: jsonAnswer(listSchema, "By name; none where its prices are from elsewhere"),
          ...problemAnswers(missing),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const files = await priceFileList(db, id);
        const told = files.map((file) => ({ ...priceFileAnswer(file), uploadedAt: file.uploadedAt }));
        return c.json({ priceFiles: told }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "put", summary: "Replace its price files" },
        description: "They become its price source, and the next run computes all of its dates from them.",
        middleware: [guards.user, owned, boundedBody(MAX_PRICE_BYTES + FORM_ALLOWANCE_BYTES, tooLarge)] as const,
        request: {
          params: idParam,
          body: { required: true, content: { "multipart/form-data": { schema: z.object({ prices: pricesPart }) } } },
        },
        responses: {
          200: jsonAnswer(z.object({ priceFiles: z.array(priceFileSchema) }), "What is in them"),
          ...problemAnswers({
            ...missing,
            409: "ERR_RUN_001: a run is under way; it comes as the member `run`",
            413: "ERR_REQ_003",
            422: "ERR_PRICE_010 with every problem of the files, or ERR_PRICE_011: there are none",
          }),
        },
      }),
      async (c) => {
        const { id } = c.req.valid("param");
        const { files, problems } = await readPriceFiles(await filesOf(c.req.valid("form").prices));
        if (problems.length > 0) throw new HttpProblem("ERR_PRICE_010", { errors: priceProblemDetails(problems) });
        if (files.length === 0) throw noFiles();
        const outcome = await replacePriceFiles(db, id, files);
        if ("activeRunId" in outcome) {
          throw new HttpProblem("ERR_RUN_001", { extra: { run: await runById(db, outcome.activeRunId) } });
        }
        return c.json({ priceFiles: files.map(priceFileAnswer) }, 200);
      },
    );
}

function noFiles(): HttpProblem {
  const { message } = ERROR_TEXTS.ERR_PRICE_011;
  return new HttpProblem("ERR_PRICE_011", { errors: [{ field: "prices", code: "ERR_PRICE_011", message }] });
}
