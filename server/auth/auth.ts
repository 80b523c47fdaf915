import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { admin } from "better-auth/plugins/admin";
import type { Database, Transaction } from "#server/db/client.ts";
import { account, rateLimit, session, user, verification } from "#server/db/schema/auth.ts";

export const PASSWORD_LENGTH = { min: 8, max: 128 };

/** Our listener sets it from the connection and drops what a client sends under this name. */
export const CLIENT_ADDRESS_HEADER = "x-nonet-client-address";

export interface AuthSettings {
  readonly db: Database | Transaction;
  /** Signs the session cookies. */
  readonly secret: string;
  /** Where people reach the server; with https the cookies are Secure. */
  readonly publicUrl: string;
  /** Sign-ins by one address in a minute before it has to wait. */
  readonly signInsPerMinute?: number;
  /** A session is over: signed out, revoked, or its user banned or removed. Expiry does not come here. */
  readonly onSessionEnded?: (sessionId: string) => void;
}

export type Auth = ReturnType<typeof createAuth>;

const DAY_SECONDS = 86_400;
const SIGN_INS_PER_MINUTE = 20;

/** E-mail and password accounts with the roles user and admin; nobody signs up by themselves. Served under /api/auth. */
export function createAuth(settings: AuthSettings) {
  return betterAuth({
    appName: "Nonet",
    baseURL: settings.publicUrl,
    basePath: "/api/auth",
    secret: settings.secret,
    database: drizzleAdapter(settings.db, {
      provider: "pg",
      schema: { user, session, account, verification, rateLimit },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    plugins: [admin()],
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: settings.signInsPerMinute ?? SIGN_INS_PER_MINUTE } },
    },
    advanced: {
      cookiePrefix: "nonet",
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // Said aloud, because the library leaves the check out under a test runner.
      disableOriginCheck: false,
    },
    trustedOrigins: (request) => sameHostOrigins(request),
    databaseHooks: {
      session: { delete: { after: async (ended) => settings.onSessionEnded?.(ended.id) } },
    },
    logger: { level: "error" },
    telemetry: { enabled: false },
  });
}

/** A page may write to the host it came from, by whatever name or address that host was reached. */
function sameHostOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}
