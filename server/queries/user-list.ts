import { asc, count, eq, max } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { session, user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";

export interface UserListItem {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "user" | "admin";
  readonly banned: boolean;
  /** UTC ISO. */
  readonly createdAt: string;
  /** When a session of theirs was last renewed, UTC ISO; null when they have none. */
  readonly lastSeenAt: string | null;
  readonly portfolioCount: number;
}

/** All users by e-mail, for admins. */
export async function userList(db: Database): Promise<UserListItem[]> {
  const seen = db
    .select({ userId: session.userId, at: max(session.updatedAt).as("seen_at") })
    .from(session)
    .groupBy(session.userId)
    .as("seen");
  const owned = db
    .select({ ownerId: portfolios.ownerId, count: count().as("owned_count") })
    .from(portfolios)
    .groupBy(portfolios.ownerId)
    .as("owned");
  const rows = await db
    .select({ user, seenAt: seen.at, portfolioCount: owned.count })
    .from(user)
    .leftJoin(seen, eq(seen.userId, user.id))
    .leftJoin(owned, eq(owned.ownerId, user.id))
    .orderBy(asc(user.email));
  return rows.map((row) => ({
    id: row.user.id,
    name: row.user.name,
    email: row.user.email,
    role: row.user.role === "admin" ? "admin" : "user",
    banned: row.user.banned,
    createdAt: row.user.createdAt.toISOString(),
    lastSeenAt: row.seenAt?.toISOString() ?? null,
    portfolioCount: row.portfolioCount ?? 0,
  }));
}
