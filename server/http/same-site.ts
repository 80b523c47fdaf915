import { createMiddleware } from "hono/factory";
import { HttpProblem } from "./problem.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writes that a page of another site makes in a signed-in person's browser. Scripts send no origin and pass. */
export const sameSite = createMiddleware(async (c, next) => {
  if (!READS.has(c.req.method) && isForeign(c.req.raw.headers)) throw new HttpProblem("ERR_REQ_004");
  await next();
});

function isForeign(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return !URL.canParse(origin) || new URL(origin).host !== headers.get("host");
  const site = headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}
