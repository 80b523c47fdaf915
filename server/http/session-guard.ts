import { createMiddleware } from "hono/factory";
import type { Auth } from "#server/auth/auth.ts";
import { renewedSession, requireAdmin, requireUser, type SignedIn } from "#server/auth/session.ts";

/** What routes behind a guard know about who asks. */
export interface SignedInEnv {
  Variables: { viewer: SignedIn };
}

export interface Guards {
  readonly user: ReturnType<typeof guard>;
  readonly admin: ReturnType<typeof guard>;
}

/** The guard of every route: ERR_AUTH_001 for nobody, ERR_AUTH_002 for users where an admin is needed. */
export function createGuards(auth: Auth): Guards {
  return { user: guard(auth, requireUser), admin: guard(auth, requireAdmin) };
}

function guard(auth: Auth, require: (viewer: SignedIn | null) => SignedIn) {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    const { viewer, headers } = await renewedSession(auth, c.req.raw.headers);
    c.set("viewer", require(viewer));
    for (const cookie of headers?.getSetCookie() ?? []) c.header("set-cookie", cookie, { append: true });
    await next();
  });
}
