import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessLinks, user } from "#server/db/schema/auth.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createInvitation, createSetupLink, openAccessLink } from "./access-links.ts";
import { type AuthSettings, createAuth } from "./auth.ts";
import { redeemLink } from "./redeem-link.ts";
import { serverSecret } from "./server-secret.ts";

let database: TestDatabase;
let settings: AuthSettings & { db: TestDatabase["db"] };
const ann = { name: "Ann", email: "Ann@Example.com", password: "correct horse" };

beforeAll(async () => {
  database = await createTestDatabase();
  const secret = await serverSecret(database.db, undefined);
  settings = { db: database.db, secret, publicUrl: "http://localhost:3000" };
});
afterAll(async () => {
  await database.drop();
});
beforeEach(async () => {
  await database.sql`truncate "user", access_links cascade`;
});

async function setupToken(): Promise<string> {
  const token = await createSetupLink(database.db);
  return token!;
}

describe("the set-up link", () => {
  it("makes the first admin, who can then sign in", async () => {
    expect(await redeemLink(settings, await setupToken(), ann)).toBe("ann@example.com");
    const [made] = await database.db.select().from(user);
    expect(made).toMatchObject({ email: "ann@example.com", role: "admin", banned: false });
    const auth = createAuth(settings);
    const { user: signedIn } = await auth.api.signInEmail({ body: { email: ann.email, password: ann.password } });
    expect(signedIn.id).toBe(made!.id);
  });

  it("is good for one account, however many try at once", async () => {
    const token = await setupToken();
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => redeemLink(settings, token, { ...ann, email: `admin${n}@example.com` })),
    );
    expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    for (const each of tries) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "ERR_AUTH_003" });
    }
    expect(await database.db.select().from(user)).toHaveLength(1);
  });

  it("is replaced by a newer one, and is not made once there is a user", async () => {
    const first = await setupToken();
    const second = await setupToken();
    expect(await openAccessLink(database.db, first)).toBeNull();
    await redeemLink(settings, second, ann);
    expect(await createSetupLink(database.db)).toBeNull();
  });

  it("does not make a second admin when a user has come by another way", async () => {
    const token = await setupToken();
    await database.db.insert(user).values({ id: "other", name: "Other", email: "other@example.com" });
    await expect(redeemLink(settings, token, ann)).rejects.toMatchObject({ code: "ERR_AUTH_003" });
  });

  it("keeps only a hash of the token", async () => {
    const token = await setupToken();
    const [row] = await database.db.select().from(accessLinks);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it.each([
    ["ERR_AUTH_005", { email: "nobody" }],
    ["ERR_AUTH_006", { password: "short" }],
    ["ERR_AUTH_007", { name: "  " }],
    ["ERR_AUTH_007", { name: "\u0000" }],
  ])("stays usable after %s", async (code, change) => {
    const token = await setupToken();
    await expect(redeemLink(settings, token, { ...ann, ...change })).rejects.toMatchObject({ code });
    expect(await openAccessLink(database.db, token)).toMatchObject({ kind: "setup", role: "admin" });
  });
});

describe("an invitation", () => {
  beforeEach(async () => {
    await redeemLink(settings, await setupToken(), ann);
  });
  const invite = async (email: string | null, role: "user" | "admin" = "user") => {
    const [admin] = await database.db.select().from(user).where(eq(user.role, "admin"));
    return createInvitation(database.db, { email, role, createdBy: admin!.id });
  };
  const bob = { name: "Bob", password: "battery staple" };

  it("makes an account of its role for its address, which need not be typed again", async () => {
    const { token, expiresAt } = await invite("bob@example.com");
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(await redeemLink(settings, token, bob)).toBe("bob@example.com");
    const [made] = await database.db.select().from(user).where(eq(user.email, "bob@example.com"));
    expect(made?.role).toBe("user");
    await expect(redeemLink(settings, token, bob)).rejects.toMatchObject({ code: "ERR_AUTH_003" });
  });

  it("is not for another address", async () => {
    const { token } = await invite("bob@example.com");
    const other = { ...bob, email: "eve@example.com" };
    await expect(redeemLink(settings, token, other)).rejects.toMatchObject({ code: "ERR_AUTH_008" });
  });

  it("refuses an address that has an account, also when two invitations race for it", async () => {
    const { token } = await invite(null);
    const taken = { ...bob, email: ann.email };
    await expect(redeemLink(settings, token, taken)).rejects.toMatchObject({ code: "ERR_AUTH_004" });
    const links = await Promise.all([invite("bob@example.com"), invite("bob@example.com")]);
    const tries = await Promise.allSettled(links.map((link) => redeemLink(settings, link.token, bob)));
    const refused = tries.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).toEqual(["ERR_AUTH_004"]);
  });

  it("ends when it has expired", async () => {
    const { token } = await invite(null, "admin");
    await database.sql`update access_links set expires_at = now() - interval '1 second' where used_at is null`;
    expect(await openAccessLink(database.db, token)).toBeNull();
    const eve = { ...bob, email: "eve@example.com" };
    await expect(redeemLink(settings, token, eve)).rejects.toMatchObject({ code: "ERR_AUTH_003" });
  });
});
