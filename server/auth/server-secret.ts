import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { serverSecrets } from "#server/db/schema/auth.ts";

const NAME = "session";
const SHORTEST = 32;

/**
 * The key that signs session cookies: NONET_SECRET where it is set, else one made at the first start and kept in the
 * database, so that every web process on it knows the same.
 *
 * @throws when NONET_SECRET is shorter than 32 characters.
 */
export async function serverSecret(db: Database, fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment) {
    if (fromEnvironment.length >= SHORTEST) return fromEnvironment;
    throw new Error(`NONET_SECRET is too short: use at least ${SHORTEST} random characters`);
  }
  const value = randomBytes(32).toString("base64url");
  await db.insert(serverSecrets).values({ name: NAME, value }).onConflictDoNothing();
  const [kept] = await db.select().from(serverSecrets).where(eq(serverSecrets.name, NAME));
  return required(kept, "the session secret").value;
}
