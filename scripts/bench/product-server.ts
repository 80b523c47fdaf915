import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { type ConnectionOptions, connectionEnvironment } from "#server/db/connection.ts";
import { session, user } from "#server/db/schema/auth.ts";
import { startBenchDatabase } from "./bench-database.ts";
import type { meter } from "./process-meter.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";

export interface ProductServer {
  readonly url: string;
  readonly connection: ConnectionOptions;
  readonly db: Database;
  /** The web process, as it is started in service, with a meter in it. */
  readonly web: RemoteProcess<typeof meter>;
  /** Signs this many people in, each an admin with a session of their own; answers with their cookies. */
  signIn(people: number): Promise<string[]>;
  /** Closes what was opened here, `addedLater` first. */
  close(): Promise<void>;
  addedLater(name: string, close: () => Promise<unknown>): void;
}

const SECRET = "s".repeat(32);
/** The web process's own user in the database, so that its statements can be told from all others. */
export const WEB_USER = "bench_web";
const BATCH = 1_000;

/** An embedded Postgres of its own and a process of the role `web` on it. Listens on 127.0.0.1. */
export async function startProductServer(): Promise<ProductServer> {
  const { connection, db, userNamed, close, addedLater } = await startBenchDatabase();
  try {
    const { web, url } = await startWeb(await userNamed(WEB_USER));
    addedLater("web process", web.end);
    return { url, connection, web, db, close, addedLater, signIn: (people) => signIn(db, people) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startWeb(connection: ConnectionOptions) {
  const { PATH, HOME } = process.env;
  const main = new URL("../../server/main.ts", import.meta.url);
  const web = forkProcess<typeof meter>(main, {
    execArgv: ["--expose-gc", "--import", new URL("process-meter.ts", import.meta.url).href],
    environment: {
      ...{ PATH, HOME, NODE_ENV: "production", NONET_ROLE: "web", PORT: "0", NONET_SECRET: SECRET },
      ...{ NONET_BENCH_METER: "1", ...connectionEnvironment(connection) },
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    web.child.once("exit", () => reject(new Error("the web process ended before it was ready")));
    createInterface({ input: required(web.child.stdout, "output of the web process") }).on("line", (line) => {
      const ready = /Nonet is ready at (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready.replace("localhost", "127.0.0.1"));
    });
  });
  return { web, url };
}

async function signIn(db: Database, people: number): Promise<string[]> {
  const expiresAt = new Date(Date.now() + 86_400_000);
  const sessions = Array.from({ length: people }, () => ({
    ...{ id: randomUUID(), userId: randomUUID(), token: randomBytes(16).toString("hex"), expiresAt },
  }));
  for (let from = 0; from < people; from += BATCH) {
    const batch = sessions.slice(from, from + BATCH);
    const users = batch.map(({ userId }) => ({
      id: userId,
      name: "Viewer",
      email: `${userId}@localhost`,
      role: "admin",
    }));
    await db.insert(user).values(users);
    await db.insert(session).values(batch);
  }
  return sessions.map(({ token }) => `nonet.session_token=${encodeURIComponent(`${token}.${signature(token)}`)}`);
}

/** As the auth library signs its cookies. */
function signature(token: string): string {
  return createHmac("sha256", SECRET).update(token).digest("base64");
}
