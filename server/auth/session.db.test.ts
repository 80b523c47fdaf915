import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createSetupLink } from "./access-links.ts";
import { type Auth, type AuthSettings, CLIENT_ADDRESS_HEADER, createAuth } from "./auth.ts";
import { redeemLink } from "./redeem-link.ts";
import { serverSecret } from "./server-secret.ts";
import { createSessionLookup, currentSessions, requireAdmin, requireUser, type SignedIn } from "./session.ts";

let database: TestDatabase;
let auth: Auth;
const ended: string[] = [];
const ann = { name: "Ann", email: "ann@example.com", password: "correct horse" };
const origin = "http://localhost:3000";
const settingsOf = (secret: string): AuthSettings & { db: TestDatabase["db"] } => ({
  db: database.db,
  secret,
  publicUrl: origin,
  signInsPerMinute: 5,
  onSessionEnded: (id) => ended.push(id),
});

beforeAll(async () => {
  database = await createTestDatabase();
  const settings = settingsOf(await serverSecret(database.db, undefined));
  auth = createAuth(settings);
  const token = await createSetupLink(database.db);
  await redeemLink(settings, token!, ann);
});
afterAll(async () => {
  await database.drop();
});

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return auth.handler(
    new Request(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "localhost:3000", origin, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function signIn(address: string): Promise<Headers> {
  const response = await post("/sign-in/email", ann, { [CLIENT_ADDRESS_HEADER]: address });
  expect(response.status).toBe(200);
  return new Headers({ cookie: response.headers.get("set-cookie")!.split(";")[0]! });
}

describe("sessions", () => {
  it("are read from the cookie, and from nothing else", async () => {
    const lookup = createSessionLookup(auth);
    const viewer = await lookup(await signIn("10.0.0.1"));
    expect(viewer).toMatchObject({ email: ann.email, role: "admin", name: "Ann" });
    expect(await lookup(new Headers())).toBeNull();
    expect(await lookup(new Headers({ cookie: "nonet.session_token=forged.AAAA" }))).toBeNull();
  });

  it("end at sign-out, and their sockets are told", async () => {
    const headers = await signIn("10.0.0.2");
    const lookup = createSessionLookup(auth);
    const viewer = await lookup(headers);
    expect([...(await currentSessions(database.db, [viewer!.sessionId])).values()]).toEqual([
      { sessionId: viewer!.sessionId, userId: viewer!.userId, role: "admin" },
    ]);
    await post("/sign-out", {}, { cookie: headers.get("cookie")! });
    expect(ended).toContain(viewer!.sessionId);
    expect(await lookup(headers)).toBeNull();
    expect((await currentSessions(database.db, [viewer!.sessionId])).size).toBe(0);
  });

  it("come in HttpOnly cookies that other sites' requests do not carry, Secure behind TLS", async () => {
    const response = await post("/sign-in/email", ann, { [CLIENT_ADDRESS_HEADER]: "10.0.0.3" });
    const cookie = response.headers.get("set-cookie")!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const secure = createAuth({ ...settingsOf("x".repeat(40)), publicUrl: "https://nonet.example" });
    const { headers } = await secure.api.signInEmail({ body: ann, returnHeaders: true });
    expect(headers.get("set-cookie")).toMatch(/^__Secure-.*Secure/);
  });

  it("are not opened by another site's page", async () => {
    const foreign = { origin: "https://evil.example", [CLIENT_ADDRESS_HEADER]: "10.0.0.4" };
    expect((await post("/sign-in/email", ann, foreign)).status).toBe(403);
  });

  it("are not opened by guessing: an address that tries too often has to wait", async () => {
    const wrong = { ...ann, password: "wrong password" };
    const address = { [CLIENT_ADDRESS_HEADER]: "10.0.0.5" };
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await post("/sign-in/email", wrong, address)).status).toBe(401);
    expect((await post("/sign-in/email", ann, address)).status).toBe(429);
  });

  it("cannot be had by signing up", async () => {
    const eve = { name: "Eve", email: "eve@example.com", password: "correct horse" };
    expect((await post("/sign-up/email", eve)).status).toBe(400);
    expect((await post("/admin/create-user", { ...eve, role: "admin" })).status).toBe(401);
  });
});

describe("the guard", () => {
  const user: SignedIn = { sessionId: "s", userId: "u", name: "U", email: "u@example.com", role: "user" };

  it("tells nobody from not allowed", () => {
    expect(requireUser(user)).toBe(user);
    expect(() => requireUser(null)).toThrow(expect.objectContaining({ code: "ERR_AUTH_001" }));
    expect(() => requireAdmin(null)).toThrow(expect.objectContaining({ code: "ERR_AUTH_001" }));
    expect(() => requireAdmin(user)).toThrow(expect.objectContaining({ code: "ERR_AUTH_002" }));
    expect(requireAdmin({ ...user, role: "admin" }).role).toBe("admin");
  });
});

describe("the server's secret", () => {
  it("is made once, however many processes start at once, and can be given", async () => {
    const made = await Promise.all([1, 2, 3].map(() => serverSecret(database.db, undefined)));
    expect(new Set(made).size).toBe(1);
    expect(await serverSecret(database.db, "y".repeat(32))).toBe("y".repeat(32));
    await expect(serverSecret(database.db, "short")).rejects.toThrow("NONET_SECRET");
  });
});
