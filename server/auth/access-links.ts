import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { accessLinks, user } from "#server/db/schema/auth.ts";

/** A link that can still be used. */
export interface AccessLink {
  readonly kind: "setup" | "invitation";
  /** The only address it is good for; null takes any. */
  readonly email: string | null;
  readonly role: "user" | "admin";
  readonly expiresAt: Date;
}

const SETUP_LOCK = 7_206_312;
const HOUR_MS = 3_600_000;
const LIFETIME_MS = { setup: 24 * HOUR_MS, invitation: 7 * 24 * HOUR_MS };

/** The token of a link that makes the first admin; earlier ones stop working. Null when there are users already. */
export async function createSetupLink(db: Database): Promise<string | null> {
  return db.transaction(async (tx) => {
    if (await hasUsers(tx)) return null;
    await tx.delete(accessLinks).where(eq(accessLinks.kind, "setup"));
    return issue(tx, { kind: "setup", email: null, role: "admin", createdBy: null });
  });
}

/** The token of a link by which one person makes an account; `email` null lets them choose the address. */
export async function createInvitation(
  db: Database,
  invitation: { email: string | null; role: "user" | "admin"; createdBy: string },
): Promise<{ token: string; expiresAt: Date }> {
  const token = await issue(db, { kind: "invitation", ...invitation });
  return { token, expiresAt: new Date(Date.now() + LIFETIME_MS.invitation) };
}

/** The link of a token without using it up; null when it is used, expired or unknown. */
export async function openAccessLink(db: Database, token: string): Promise<AccessLink | null> {
  const [link] = await db.select().from(accessLinks).where(usable(token));
  return link ? described(link) : null;
}

/**
 * Uses the link up within the caller's transaction: of several at once exactly one gets it, and it is free again when
 * the transaction fails. Null when it cannot be used; a set-up link cannot once there is a user.
 */
export async function claimAccessLink(tx: Transaction, token: string): Promise<AccessLink | null> {
  const [link] = await tx.update(accessLinks).set({ usedAt: sql`now()` }).where(usable(token)).returning();
  if (!link) return null;
  if (link.kind === "setup") {
    // Two servers starting at once may each have issued one.
    await tx.execute(sql`select pg_advisory_xact_lock(${SETUP_LOCK})`);
    if (await hasUsers(tx)) return null;
  }
  return described(link);
}

async function issue(
  db: Database | Transaction,
  link: Pick<typeof accessLinks.$inferInsert, "kind" | "email" | "role" | "createdBy">,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + LIFETIME_MS[link.kind]);
  await db.insert(accessLinks).values({ ...link, tokenHash: hashOf(token), expiresAt });
  return token;
}

function usable(token: string) {
  return and(
    eq(accessLinks.tokenHash, hashOf(token)),
    isNull(accessLinks.usedAt),
    gt(accessLinks.expiresAt, sql`now()`),
  );
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

async function hasUsers(db: Transaction): Promise<boolean> {
  const [first] = await db.select({ id: user.id }).from(user).limit(1);
  return first !== undefined;
}

function described({ kind, email, role, expiresAt }: typeof accessLinks.$inferSelect): AccessLink {
  return { kind, email, role, expiresAt };
}
