import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type BrowserContext, chromium } from "@playwright/test";
import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";
import { findBrowser } from "#scripts/find-browser.ts";
import { connectionEnvironment } from "#server/db/connection.ts";
import { runs } from "#server/db/schema/run.ts";
import { startWriterProcess, type WriterProcess } from "./audience.ts";
import { freePort } from "./free-port.ts";
import { type ProductServer, startProductServer } from "./product-server.ts";
import { forkProcess } from "./remote-process.ts";

export interface PageStage {
  readonly product: ProductServer;
  readonly writer: WriterProcess;
  /** A browser whose viewer is signed in as an admin. */
  readonly context: BrowserContext;
  /** Where other tools reach that browser. */
  readonly debugPort: number;
  /** Has nobody be signed in while `during` lasts. */
  signedOut<Value>(during: () => Promise<Value>): Promise<Value>;
  /** The pages that people open most, by their names. */
  readonly paths: Readonly<Record<string, string>>;
}

const VIEWPORT = { width: 1350, height: 940 };
const LOOK_EVERY_MS = 100;
export const SIGN_IN = "sign-in";

/** @throws where no browser runs here, or no pages are built. */
export async function openPageStage(): Promise<PageStage> {
  const product = await startProductServer();
  try {
    const [cookie] = await product.signIn(1);
    const session = required(cookie, "a cookie");
    const { portfolioId, runId } = await onboardSample(product, session);
    const debugPort = await freePort();
    const context = await openBrowser(product, debugPort);
    const signIn = () => context.addCookies([{ ...nameAndValue(session), url: product.url }]);
    await signIn();
    return {
      ...{ product, context, debugPort, writer: startWriterProcess(product) },
      async signedOut(during) {
        await context.clearCookies();
        const value = await during();
        await signIn();
        return value;
      },
      paths: {
        "run page": `/runs/${runId}`,
        ...{ portfolio: `/portfolios/${portfolioId}`, onboarding: "/onboarding", "all runs": "/admin/runs" },
        [SIGN_IN]: "/sign-in",
      },
    };
  } catch (error) {
    await product.close();
    throw error;
  }
}

/** The browser's default context, which is the one that other tools see too. */
async function openBrowser(product: ProductServer, debugPort: number): Promise<BrowserContext> {
  const browser = required(await findBrowser(), "a browser (scripts/setup.mjs --test installs one)");
  const context = await chromium.launchPersistentContext("", {
    ...{ executablePath: browser.executablePath, viewport: VIEWPORT },
    args: [...browser.args, `--remote-debugging-port=${debugPort}`],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  });
  product.addedLater("browser", () => context.close());
  return context;
}

/** The first sample portfolio with its run ended, by a worker that is gone afterwards. */
async function onboardSample({ url, db, connection }: ProductServer, cookie: string) {
  const { id, name, accountName, accountType, openingEquity } = required(SAMPLE_PORTFOLIOS[0], "a sample portfolio");
  const body = new FormData();
  const fields = { sample: id, name, accountName, accountType, openingEquity, priceSource: "sample" };
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  const headers = { cookie, origin: url, "idempotency-key": randomUUID() };
  const answer = await fetch(`${url}/api/v1/portfolios`, { method: "POST", headers, body });
  if (answer.status !== 201) throw new Error(`the sample was not taken: ${answer.status} ${await answer.text()}`);
  const { portfolio, run } = (await answer.json()) as { portfolio: { id: string }; run: { id: string } };
  const worker = forkProcess(new URL("../../server/main.ts", import.meta.url), {
    environment: {
      ...{ ...process.env, NODE_ENV: "production", NONET_ROLE: "worker", NONET_NIGHTLY_AT: "off" },
      ...connectionEnvironment(connection),
    },
  });
  try {
    for (;;) {
      const [row] = await db.select({ endedAt: runs.endedAt }).from(runs).where(eq(runs.id, run.id));
      if (required(row, "the run").endedAt !== null) return { portfolioId: portfolio.id, runId: run.id };
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await worker.end();
  }
}

function nameAndValue(cookie: string): { name: string; value: string } {
  const at = cookie.indexOf("=");
  return { name: cookie.slice(0, at), value: cookie.slice(at + 1) };
}
