import type { Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";

/** Whether anybody has an account yet; until then only the set-up link leads in. */
export async function anyUser(db: Database): Promise<boolean> {
  const [first] = await db.select({ id: user.id }).from(user).limit(1);
  return first !== undefined;
}
