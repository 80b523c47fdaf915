import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openClient } from "#server/db/client.ts";
import { type DisturbedRun, openDisturbedRun } from "./fixtures/disturbed-run.ts";
import { expectSound, storedState } from "./fixtures/run-rows.ts";

let run: DisturbedRun;
let folder: string;
let isMounted = false;

beforeEach(async () => {
  run = await openDisturbedRun();
  folder = await mkdtemp(join(tmpdir(), "nonet-full-"));
}, 120_000);
afterEach(async () => {
  await run.close();
  await dropTablespace();
  if (isMounted) execFileSync("umount", ["--lazy", folder]);
  isMounted = false;
  await rm(folder, { recursive: true, force: true });
});

/** The disk of the prices, and only of them; false where this machine lets nobody mount one. */
function mount(options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function movePrices(): Promise<void> {
  const { db } = run.database;
  const [setting] = await db.execute<{ data_directory: string }>(sql`show data_directory`);
  const { uid, gid } = await stat(setting!.data_directory);
  const place = join(folder, "prices");
  await chmod(folder, 0o755);
  await mkdir(place);
  await chown(place, uid, gid);
  await db.execute(sql.raw(`create tablespace small_disk location '${place}'`));
  await db.execute(sql`truncate bars`);
  await db.execute(sql`alter table bars set tablespace small_disk`);
}

/** Once no table is on it; a tablespace belongs to all databases of the server. */
async function dropTablespace(): Promise<void> {
  if (!isMounted) return;
  const admin = openClient({ ...run.database.connection, database: "postgres" }, { max: 1 });
  await admin`drop tablespace if exists small_disk`;
  await admin.end();
}

test("[RUN10] F10 the database's disk is full: the run pauses, says so, and completes once there is room", {
  timeout: 240_000,
}, async ({ skip }) => {
  isMounted = mount("size=128k");
  if (!isMounted) skip("this machine lets nobody mount a disk");
  const { db } = run.database;
  await movePrices();
  const { child } = run.startWorker({ NONET_LOG_LEVEL: "warn" });
  // The run's log is written once there is room; until then the worker's own says so.
  const said = new Promise<void>((resolve) => {
    child.stderr?.on("data", (lines) => String(lines).includes("disk is full: waiting for room") && resolve());
  });
  const runId = await run.portfolio.begin(run.queue);
  await said;
  expect((await storedState(db, runId)).status).toBe("running");

  execFileSync("mount", ["-o", "remount,size=64m", folder]);
  const state = await run.ended(runId);
  expect(state).toMatchObject({ status: "completed", resumes: 0 });
  const events = await expectSound(db, runId);
  expect(events.filter((event) => event.type === "log" && event.code === "DATABASE_FULL")).toHaveLength(1);
  expect((await run.portfolio.outcomeOf(runId)).results).toEqual(run.undisturbed.results);
});
