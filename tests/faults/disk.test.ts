import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { failingServer } from "#tests/fixtures/server-process.ts";

let folder: string;
let isMounted: boolean;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nonet-disk-"));
  isMounted = false;
});
afterEach(async () => {
  if (isMounted) execFileSync("umount", ["--lazy", folder]);
  await rm(folder, { recursive: true, force: true });
});

/** A disk of its own for the test; false where this machine lets nobody mount one. */
function mounted(options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
    isMounted = true;
  } catch {
    isMounted = false;
  }
  return isMounted;
}

test.for<[how: string, options: string, message: RegExp]>([
  ["full", "size=8m", /The disk that holds .* is full\. Free some space, or set NONET_DATA_DIR/],
  ["full halfway", "size=24m", /The disk that holds .* is full\. Free some space, or set NONET_DATA_DIR/],
  ["read-only", "ro", /The data folder .* cannot be written\. Make it writable/],
])(
  "[F10] a data folder on a disk that is %s: one clear message, exit code 1",
  { timeout: 60_000 },
  async ([, options, message], { skip }) => {
    if (!mounted(options)) skip("this machine lets nobody mount a disk");
    const { code, output } = await failingServer({ PORT: "0", NONET_DATA_DIR: join(folder, "data") });
    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).toContain(folder);
    expect(output).not.toMatch(/\n\s+at /);
  },
);
