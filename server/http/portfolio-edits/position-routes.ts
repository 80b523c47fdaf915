import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { newYorkDate } from "#lib/new-york-date.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { addPosition, changePosition, deletePosition, exitPosition, reopenPosition } from "./change-positions.ts";
import { editCommon, OUTDATES, refusals } from "./edit-route.ts";
import {
  exitFields,
  newPosition,
  positionAnswer,
  positionFields,
  positionParam,
  positionSchema,
} from "./edit-schemas.ts";

const path = "/portfolios/{id}/positions/{positionId}";
const exitPath = `${path}/exit` as const;
const answer = z.object({ position: positionSchema });
const changed = jsonAnswer(answer, "As it is now");
const badFields = "Every problem of the fields, with the codes of the positions file";

/** Adding, changing, ending and deleting single positions. */
export function positionRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().route("/", rowRoutes(parts, guards)).route("/", exitRoutes(parts, guards));
}

function rowRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = editCommon(guards);
  const add = { method: "post", path: "/portfolios/{id}/positions", summary: "Add a position" } as const;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, ...add, description: OUTDATES },
        request: { params: idParam, body: jsonBody(newPosition) },
        responses: {
          201: jsonAnswer(answer, "Added, after the others"),
          ...refusals(null, { 422: `${badFields}; ERR_POS_023: an equal one is there; ERR_PORT_015: too many` }),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const { acceptDuplicates = false, ...fields } = c.req.valid("json");
        const added = await addPosition(db, id, fields, { today: newYorkDate(now()), acceptDuplicates });
        return c.json({ position: positionAnswer(added) }, 201);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "patch", path, summary: "Change a position" },
        description: `What is not given stays; an option's symbol follows its terms, a subtype its class. ${OUTDATES}`,
        request: { params: positionParam, body: jsonBody(positionFields) },
        responses: {
          200: changed,
          ...refusals("ERR_POS_027", { 422: `${badFields}; ERR_VAL_007: its valuations would not fit` }),
        },
      }),
      async (c) => {
        const { id, positionId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const today = newYorkDate(now());
        const position = await changePosition(db, { portfolioId, positionId }, c.req.valid("json"), today);
        return c.json({ position: positionAnswer(position) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "delete", path, summary: "Delete a position with its valuations" },
        description: `Without any the account is cash alone, from its first session on. ${OUTDATES}`,
        request: { params: positionParam },
        responses: { 204: { description: "Gone" }, ...refusals("ERR_POS_027") },
      }),
      async (c) => {
        const { id, positionId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        await deletePosition(db, { portfolioId, positionId });
        return c.body(null, 204);
      },
    );
}

function exitRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = editCommon(guards);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "post", path: exitPath, summary: "End a position, or move its end" },
        description: OUTDATES,
        request: { params: positionParam, body: jsonBody(exitFields) },
        responses: { 200: changed, ...refusals("ERR_POS_027", { 422: "ERR_POS_018, 024, 025, 026" }) },
      }),
      async (c) => {
        const { id, positionId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const { date, price } = c.req.valid("json");
        const position = await exitPosition(db, { portfolioId, positionId }, { date, price }, newYorkDate(now()));
        return c.json({ position: positionAnswer(position) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "delete", path: exitPath, summary: "Take back the end of a position" },
        ...{ description: OUTDATES, request: { params: positionParam } },
        responses: { 200: changed, ...refusals("ERR_POS_027") },
      }),
      async (c) => {
        const { id, positionId } = c.req.valid("param");
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, id);
        const position = await reopenPosition(db, { portfolioId, positionId });
        return c.json({ position: positionAnswer(position) }, 200);
      },
    );
}
