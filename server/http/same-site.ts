import { createMiddleware } from "hono/factory";
import { HttpProblem } from "./problem.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a browser says about where a request comes from; null where it says nothing. */
export interface RequestOrigin {
  readonly origin: string | null;
  readonly host: string | null;
  readonly site?: string | null;
}

/** Refuses writes that a page of another site makes in a signed-in person's browser. Scripts send no origin and pass. */
export function sameSite(publicUrl: string) {
  return createMiddleware(async (c, next) => {
    const { headers } = c.req.raw;
    const from = { origin: headers.get("origin"), host: headers.get("host"), site: headers.get("sec-fetch-site") };
    if (!READS.has(c.req.method) && isForeign(from, publicUrl)) throw new HttpProblem("ERR_REQ_004");
    await next();
  });
}

/** True for a request by a page that is not ours: of another host than the one asked and the public one. */
export function isForeign({ origin, host, site = null }: RequestOrigin, publicUrl: string): boolean {
  if (origin === null) return site !== null && site !== "same-origin" && site !== "none";
  if (!URL.canParse(origin)) return true;
  const asked = new URL(origin).host;
  return asked !== host && asked !== new URL(publicUrl).host;
}
