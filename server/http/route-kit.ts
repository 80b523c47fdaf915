import { OpenAPIHono, z } from "@hono/zod-openapi";
import { readDate } from "#lib/portfolio-import/calendar-date.ts";
import { HttpProblem, problemSchema } from "./problem.ts";
import type { SignedInEnv } from "./session-guard.ts";

/** A group of routes whose malformed input answers ERR_REQ_001, naming each field. */
export function createRoutes(): OpenAPIHono<SignedInEnv> {
  return new OpenAPIHono<SignedInEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({
        code: "ERR_REQ_001",
        message: issue.message,
        field: issue.path.map(String).join("."),
      }));
      throw new HttpProblem("ERR_REQ_001", { errors });
    },
  });
}

const NUL_REFUSED = "A text cannot hold the NUL character";

/** Text of a query that a statement is given: Postgres fails on a NUL, also where it would only look for it. */
export const queryText = z.string().refine((text) => !text.includes("\0"), NUL_REFUSED);

/** An answer of a route, as OpenAPI describes it. */
export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A request's body, as OpenAPI describes it; none of its texts may hold a NUL. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  const checked = schema.superRefine((body, context) => {
    for (const path of pathsOfNul(body)) context.addIssue({ code: "custom", path: [...path], message: NUL_REFUSED });
  });
  return { required: true, content: { "application/json": { schema: checked } } };
}

function pathsOfNul(value: unknown): readonly (readonly string[])[] {
  if (typeof value === "string") return value.includes("\0") ? [[]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => pathsOfNul(part).map((path) => [name, ...path]));
}

const MALFORMED = "ERR_REQ_001: the request is not of the documented form";

/** The error answers of a route, malformed input among them. */
export function problemAnswers<const Status extends number>(answers: Readonly<Record<Status, string>>) {
  const content = { "application/problem+json": { schema: problemSchema } };
  const all = Object.entries<string>({ 400: MALFORMED, ...answers });
  const described = all.map(([status, description]) => [status, { description, content }]);
  // The entries were made from these keys.
  return Object.fromEntries(described) as Record<Status | 400, { description: string; content: typeof content }>;
}

/** Routes for whoever is signed in name this in OpenAPI. */
export const SESSION_SECURITY = [{ session: [] }];

export const idParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, format: "uuid" }) });

export const isoDate = z.string().openapi({ format: "date", example: "2025-03-14" });
/** A date of a query, which has to be one of the calendar. */
export const queryDate = isoDate.refine(
  (text) => readDate(text) === text && text > "0001",
  "Not a date like 2025-03-14",
);
export const instant = z.string().openapi({ format: "date-time", example: "2025-03-14T15:00:00.000Z" });
