import { required } from "#lib/assert.ts";
import type { ProviderName } from "#server/market/price-source.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import type { StubServer } from "#tests/fixtures/providers/stub-server.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { answerQuestions } from "./remote-process.ts";

/** A request as it can be sent again, and whether it was refused. */
export interface AskedOfStub {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isRefused: boolean;
}

const TELLING = ["x-nonet-host", "authorization", "apikey"];

let server: StubServer | null = null;
let told = 0;

/** A provider of market data in a process of its own. */
const providerStub = {
  /** Starts it; answers with its address. */
  async listen({ provider, now }: { provider: ProviderName; now: string }): Promise<string> {
    const start = {
      yahoo: () => startYahooStub({ now: () => new Date(now) }),
      massive: () => startMassiveStub(),
      fmp: () => startFmpStub(),
    };
    server = await start[provider]();
    return server.url;
  },
  behave({ latencyMs, refuseEvery }: { latencyMs: number; refuseEvery: number }): void {
    Object.assign(required(server, "a server that listens"), { latencyMs, refuseEvery });
  },
  /** What it was asked since this was last called. */
  asked(_: null): AskedOfStub[] {
    const { asked, refuseEvery } = required(server, "a server that listens");
    const since = told;
    told = asked.length;
    return asked.slice(since).map(({ path, query, headers }, index) => ({
      target: `${encodeURI(path)}?${query}`,
      headers: Object.fromEntries(
        TELLING.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
      ),
      isRefused: refuseEvery > 0 && (since + index + 1) % refuseEvery === 0,
    }));
  },
};
export type ProviderStub = typeof providerStub;

answerQuestions(providerStub);
