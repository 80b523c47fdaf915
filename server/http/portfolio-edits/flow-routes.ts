import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { newYorkDate } from "#lib/new-york-date.ts";
import { cashFlowList } from "#server/queries/cash-flows.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { addFlow, changeFlow, deleteFlow } from "./change-flows.ts";
import { editCommon, OUTDATES, refusals } from "./edit-route.ts";
import { flowFields, flowParam, flowSchema } from "./edit-schemas.ts";

const listPath = "/portfolios/{id}/flows";
const path = `${listPath}/{flowId}` as const;
const answer = z.object({ flow: flowSchema });
const badFields = "ERR_FLOW_001 to 003; ERR_FLOW_004: before the account's first session";

/** Money put into an account and taken out of it. */
export function flowRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = editCommon(guards);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "get", path: listPath, summary: "Cash flows, oldest first" },
        request: { params: idParam },
        responses: { 200: jsonAnswer(z.object({ flows: z.array(flowSchema) }), "All of them"), ...refusals() },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ flows: await cashFlowList(db, id) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "post", path: listPath, summary: "Add a cash flow", description: OUTDATES },
        request: { params: idParam, body: jsonBody(flowFields) },
        responses: {
          201: jsonAnswer(answer, "Added"),
          ...refusals(null, { 422: `${badFields}; ERR_FLOW_006: too many` }),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const flow = await addFlow(db, id, c.req.valid("json"), newYorkDate(now()));
        return c.json({ flow }, 201);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "patch", path, summary: "Change a cash flow", description: OUTDATES },
        request: { params: flowParam, body: jsonBody(flowFields) },
        responses: { 200: jsonAnswer(answer, "As it is now"), ...refusals("ERR_FLOW_005", { 422: badFields }) },
      }),
      async (c) => {
        const { id, flowId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const flow = await changeFlow(db, { portfolioId, flowId }, c.req.valid("json"), newYorkDate(now()));
        return c.json({ flow }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "delete", path, summary: "Delete a cash flow", description: OUTDATES },
        request: { params: flowParam },
        responses: { 204: { description: "Gone" }, ...refusals("ERR_FLOW_005") },
      }),
      async (c) => {
        const { id, flowId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        await deleteFlow(db, { portfolioId, flowId });
        return c.body(null, 204);
      },
    );
}
