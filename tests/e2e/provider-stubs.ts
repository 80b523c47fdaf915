import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { required } from "#lib/assert.ts";
import type { ProviderName } from "#server/market/price-source.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { stubInstrument } from "#tests/fixtures/providers/stub-market.ts";
import type { Fault } from "#tests/fixtures/providers/stub-server.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";

/** What goes wrong at a provider; all requests, or those of which `path` is a part of the path. */
export interface AskedFault {
  readonly provider: ProviderName;
  readonly path?: string;
  /** One that can be written as JSON. */
  readonly fault: Exclude<Fault, { kind: "changed" }>;
}

export interface ProviderStubs {
  /** What makes the product ask the stubs, and the specs reach them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The three live providers as servers of this machine, and one that takes faults from the specs' processes. */
export async function startProviderStubs(): Promise<ProviderStubs> {
  const last = required(stubInstrument("SPY")?.bars.at(-1), "the stub market's last session");
  if (new Date().toISOString().slice(0, 10) > last.date) {
    throw new Error(`the stub market ends on ${last.date}: let it go on (tests/fixtures/providers/stub-market.ts)`);
  }
  const stubs = { yahoo: await startYahooStub(), massive: await startMassiveStub(), fmp: await startFmpStub() };
  const faults = new Map<string, () => void>();

  async function take(request: IncomingMessage): Promise<string> {
    if (request.method === "DELETE") {
      const id = request.url ?? "";
      faults.get(id)?.();
      faults.delete(id);
      return id;
    }
    // Sent by `withFault` alone.
    const { provider, path = "", fault } = (await json(request)) as AskedFault;
    const id = `/${faults.size + 1}-${provider}`;
    faults.set(id, stubs[provider].fault({ when: (asked) => asked.path.includes(path), fault }));
    return id;
  }

  const control = createServer((request, response) => {
    take(request).then(
      (id) => response.end(id),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  return {
    environment: {
      ...{ NONET_YAHOO_URL: stubs.yahoo.url, NONET_MASSIVE_URL: stubs.massive.url, NONET_FMP_URL: stubs.fmp.url },
      ...{ NONET_YAHOO_RATE: "100000", NONET_MASSIVE_RATE: "100000", NONET_FMP_RATE: "100000" },
      ...{ MASSIVE_API_KEY: "test-key", FMP_API_KEY: "test-key" },
      NONET_STUBS_URL: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
    },
    async close() {
      control.closeAllConnections();
      control.close();
      await Promise.all([once(control, "close"), ...Object.values(stubs).map((stub) => stub.close())]);
    },
  };
}

/** Runs `during` while something goes wrong at a provider. */
export async function withFault<T>(asked: AskedFault, during: () => Promise<T>): Promise<T> {
  const url = required(process.env.NONET_STUBS_URL, "the address that takes faults");
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(asked) });
  if (!answer.ok) throw new Error(await answer.text());
  const id = await answer.text();
  try {
    return await during();
  } finally {
    await fetch(`${url}${id}`, { method: "DELETE" });
  }
}
