import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Loses its connection within a transaction, as when Postgres restarts, three times more often than it has connections. */
const PROGRAM = `
import postgres from "postgres";
const options = { ...JSON.parse(process.env.CONNECTION), onnotice: () => {} };
const [sql, killer] = [postgres({ ...options, max: 1 }), postgres({ ...options, max: 1 })];
async function answer() {
  for (;;) {
    try {
      return (await sql\`select \${42}::int as answer\`)[0].answer;
    } catch (error) {
      if (!/^(CONNECTION_|57P)/.test(error.code)) throw error;
    }
  }
}
for (const _ of [1, 2, 3]) {
  const lost = await sql.begin(async (tx) => {
    const [{ pid }] = await tx\`select pg_backend_pid() as pid\`;
    await killer\`select pg_terminate_backend(\${pid})\`;
    await tx\`select pg_sleep(0)\`.catch(() => undefined);
    return tx\`select \${1}::int\`;
  }).catch((error) => error.code);
  console.log(lost, await answer());
}
await Promise.all([sql.end(), killer.end()]);
`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("[RUN10] a connection lost within a transaction is an error of that transaction, not the end of the process", async () => {
  const env = { ...process.env, CONNECTION: JSON.stringify(database.connection) };
  const args = ["--import", "./server/db/postgres-guard.ts", "--input-type=module", "--eval", PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env, timeout: 30_000 });
  expect(stdout).toMatch(/^((CONNECTION_CLOSED|57P01) 42\n){3}$/);
});
