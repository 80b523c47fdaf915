import { and, eq, gt, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { session, user } from "#server/db/schema/auth.ts";
import type { Viewer } from "#server/queries/viewer.ts";
import type { Auth } from "./auth.ts";
import { AuthError } from "./auth-error.ts";

/** Someone with a session that holds now. */
export interface SignedIn extends Viewer {
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
}

/** Whose session the cookie of a request names; null when there is none or it is over. Same for pages, HTTP, sockets. */
export type SessionFromHeaders = (headers: Headers) => Promise<SignedIn | null>;

/** Reads sessions without renewing them: pages and sockets cannot hand a renewed cookie back. */
export function createSessionLookup(auth: Auth): SessionFromHeaders {
  return async (headers) => {
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    return found && signedIn(found);
  };
}

/** As a lookup, and renews a session that is due; the headers carry its new cookie and belong on the answer. */
export async function renewedSession(
  auth: Auth,
  headers: Headers,
): Promise<{ viewer: SignedIn | null; headers: Headers }> {
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  return { viewer: response && signedIn(response), headers: answered };
}

/** @throws AuthError ERR_AUTH_001 when nobody is signed in. */
export function requireUser(viewer: SignedIn | null): SignedIn {
  if (!viewer) throw new AuthError("ERR_AUTH_001");
  return viewer;
}

/** @throws AuthError ERR_AUTH_001 when nobody is signed in, ERR_AUTH_002 when the user is no admin. */
export function requireAdmin(viewer: SignedIn | null): SignedIn {
  const user = requireUser(viewer);
  if (user.role !== "admin") throw new AuthError("ERR_AUTH_002");
  return user;
}

/** Of these sessions, those that still hold, each with its user and the role of now; for long-lived sockets. */
export async function currentSessions(
  db: Database,
  sessionIds: readonly string[],
): Promise<Map<string, Viewer & { readonly sessionId: string }>> {
  if (sessionIds.length === 0) return new Map();
  // One parameter: a process may have thousands of sockets, each with a session of its own.
  const isAsked = sql`${session.id} = any(${arrayLiteral(sessionIds)}::text[])`;
  const rows = await db
    .select({ sessionId: session.id, userId: user.id, role: user.role })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(isAsked, gt(session.expiresAt, sql`now()`), eq(user.banned, false)));
  return new Map(rows.map((row) => [row.sessionId, { ...row, role: roleOf(row.role) }]));
}

interface FoundSession {
  session: { id: string };
  user: {
    id: string;
    name: string;
    email: string;
    role?: string | null | undefined;
    banned?: boolean | null | undefined;
  };
}

function signedIn({ session: { id }, user: found }: FoundSession): SignedIn | null {
  if (found.banned) return null;
  return { sessionId: id, userId: found.id, name: found.name, email: found.email, role: roleOf(found.role) };
}

function roleOf(role: string | null | undefined): Viewer["role"] {
  return role === "admin" ? "admin" : "user";
}
