import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { ownScenarios } from "#server/queries/own-scenarios.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { addScenario, changeScenario, deleteScenario } from "./change-scenarios.ts";
import { editCommon, OUTDATES, refusals } from "./edit-route.ts";
import { builtInScenarioSchema, scenarioFields, scenarioParam, scenarioSchema } from "./edit-schemas.ts";

const listPath = "/portfolios/{id}/scenarios";
const path = `${listPath}/{scenarioId}` as const;
const answer = z.object({ scenario: scenarioSchema });
const both = z.object({ builtIn: z.array(builtInScenarioSchema), own: z.array(scenarioSchema) });
const badFields = "ERR_SCEN_001, 002, 004; ERR_SCEN_005 under the shock's name";
const taken = "ERR_SCEN_003: another scenario of the portfolio has this name";

/** Stress scenarios: those built in, and the owner's own of a portfolio. */
export function scenarioRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = editCommon(guards);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "get", path: listPath, summary: "Stress scenarios, built in and own" },
        request: { params: idParam },
        responses: { 200: jsonAnswer(both, "Own ones oldest first"), ...refusals() },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ builtIn: [...STRESS_SCENARIOS], own: await ownScenarios(db, id) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "post", path: listPath, summary: "Add a scenario", description: OUTDATES },
        request: { params: idParam, body: jsonBody(scenarioFields) },
        responses: {
          201: jsonAnswer(answer, "Added"),
          ...refusals(null, { 409: taken, 422: `${badFields}; ERR_SCEN_006: there are 50` }),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ scenario: await addScenario(db, id, givenOf(c.req.valid("json"))) }, 201);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "patch", path, summary: "Change a scenario" },
        description: `Shocks given take the place of all there were. ${OUTDATES}`,
        request: { params: scenarioParam, body: jsonBody(scenarioFields) },
        responses: {
          200: jsonAnswer(answer, "As it is now"),
          ...refusals("ERR_SCEN_007", { 409: taken, 422: badFields }),
        },
      }),
      async (c) => {
        const { id, scenarioId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const scenario = await changeScenario(db, { portfolioId, scenarioId }, givenOf(c.req.valid("json")));
        return c.json({ scenario }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "delete", path, summary: "Delete a scenario", description: OUTDATES },
        request: { params: scenarioParam },
        responses: { 204: { description: "Gone" }, ...refusals("ERR_SCEN_007") },
      }),
      async (c) => {
        const { id, scenarioId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        await deleteScenario(db, { portfolioId, scenarioId });
        return c.body(null, 204);
      },
    );
}

/** A member that is null counts as not given. */
function givenOf({ name, shocks }: z.infer<typeof scenarioFields>) {
  return { ...(name == null ? {} : { name }), ...(shocks == null ? {} : { shocks }) };
}
