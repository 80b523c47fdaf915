import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import packed, { inflate } from "@sparticuz/chromium";

/** A browser to run the tests in: launch `executablePath` with `args`, in `env` beside the usual environment. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const run = promisify(execFile);

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const ARGS = [...QUIET, "--disable-component-update", "--disable-sync"];

/**
 * The first browser that runs: CHROMIUM_PATH, an installed Chromium or Chrome, Playwright's own, and last the one
 * inside an npm package. Undefined when none does.
 */
export async function findBrowser(): Promise<Browser | undefined> {
  const paths = [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()];
  for (const path of paths) {
    if (path && (await runs(path))) return describeBrowser(path);
  }
  return unpackBrowser();
}

/** Chromium from the npm package, with the libraries packed beside it where the machine lacks them. */
async function unpackBrowser(): Promise<Browser | undefined> {
  if (process.platform !== "linux") return undefined;
  const path = await packed.executablePath();
  if (await runs(path)) return describeBrowser(path);
  const package_ = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
  await inflate(join(package_, "bin", "al2023.tar.br"));
  const env = { LD_LIBRARY_PATH: join(tmpdir(), "al2023", "lib") };
  return (await runs(path, env)) ? describeBrowser(path, env) : undefined;
}

function describeBrowser(executablePath: string, env: Record<string, string> = {}): Browser {
  // Chromium's sandbox refuses root and needs namespaces that containers forbid.
  return { executablePath, args: ["--no-sandbox", ...ARGS], env };
}

async function runs(path: string, env: Record<string, string> = {}): Promise<boolean> {
  return run(path, ["--version"], { env: { ...process.env, ...env }, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

if (import.meta.main) {
  const browser = await findBrowser();
  console.log(browser?.executablePath ?? "none");
  process.exitCode = browser ? 0 : 1;
}
