import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { newYorkDate } from "#lib/new-york-date.ts";
import { valuationList } from "#server/queries/valuations.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { addValuation, changeValuation, deleteValuation } from "./change-valuations.ts";
import { editCommon, OUTDATES, refusals } from "./edit-route.ts";
import { newValuation, valuationFields, valuationParam, valuationSchema } from "./edit-schemas.ts";

const listPath = "/portfolios/{id}/valuations";
const path = `${listPath}/{valuationId}` as const;
const answer = z.object({ valuation: valuationSchema });
const badFields = "ERR_VAL_001 to 004";
const taken = "ERR_VAL_005: there is one of this date";

/** What private positions are worth, as their owner says. */
export function valuationRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = editCommon(guards);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "get", path: listPath, summary: "Valuations of private positions, oldest first" },
        request: { params: idParam },
        responses: {
          200: jsonAnswer(z.object({ valuations: z.array(valuationSchema) }), "All of them"),
          ...refusals(),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ valuations: await valuationList(db, id) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "post", path: listPath, summary: "Add a valuation", description: OUTDATES },
        request: { params: idParam, body: jsonBody(newValuation) },
        responses: {
          201: jsonAnswer(answer, "Added"),
          ...refusals("ERR_POS_027", { 409: taken, 422: `${badFields}; ERR_VAL_008: too many` }),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const { positionId, ...fields } = c.req.valid("json");
        const valuation = await addValuation(db, id, { ...fields, positionId: positionId ?? "" }, newYorkDate(now()));
        return c.json({ valuation }, 201);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "patch", path, summary: "Change a valuation", description: OUTDATES },
        request: { params: valuationParam, body: jsonBody(valuationFields) },
        responses: {
          200: jsonAnswer(answer, "As it is now"),
          ...refusals("ERR_VAL_006", { 409: taken, 422: badFields }),
        },
      }),
      async (c) => {
        const { id, valuationId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const valuation = await changeValuation(
          db,
          { portfolioId, valuationId },
          c.req.valid("json"),
          newYorkDate(now()),
        );
        return c.json({ valuation }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "delete", path, summary: "Delete a valuation", description: OUTDATES },
        request: { params: valuationParam },
        responses: { 204: { description: "Gone" }, ...refusals("ERR_VAL_006") },
      }),
      async (c) => {
        const { id, valuationId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        await deleteValuation(db, { portfolioId, valuationId });
        return c.body(null, 204);
      },
    );
}
