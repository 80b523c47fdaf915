import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { StubAsked } from "#tests/fixtures/providers/stub-server.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub, type YahooStub, type YahooStubOptions } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

const now = () => new Date("2025-06-20T22:00:00Z");
const started: YahooStub[] = [];

async function start(options: YahooStubOptions = {}) {
  const stub = await startYahooStub({ now, ...options });
  started.push(stub);
  return { stub, yahoo: createYahoo({ http: yahooHttp(), url: stub.url, now }) };
}

afterEach(async () => {
  for (const stub of started.splice(0)) await stub.close();
});

const steps = ({ asked }: YahooStub) =>
  asked.map(({ method, path, headers }) => `${method} ${String(headers["x-nonet-host"])}${path}`);

const isCrumb = ({ path }: StubAsked) => path === "/v1/test/getcrumb";

test("a summary takes a cookie and a crumb, fetched once for all who wait", async () => {
  const { stub, yahoo } = await start();
  const found = await Promise.all(["AAPL", "MSFT", "SPLT"].map((symbol) => yahoo.profile(symbol)));
  expect(found.map((profile) => profile?.name)).toEqual(["AAPL Inc.", "MSFT Inc.", "Twice Split Inc."]);
  expect(steps(stub).slice(0, 2)).toEqual([
    "GET finance.yahoo.com/quote/AAPL",
    "GET query1.finance.yahoo.com/v1/test/getcrumb",
  ]);
  expect(stub.asked).toHaveLength(5);
});

test("prices take neither", async () => {
  const { stub, yahoo } = await start();
  await yahoo.daily(["AAPL", "BRK.B"], "2025-06-16", "2025-06-20");
  expect(steps(stub)).toEqual([
    "GET query2.finance.yahoo.com/v8/finance/chart/AAPL",
    "GET query2.finance.yahoo.com/v8/finance/chart/BRK-B",
  ]);
  expect(stub.asked[0]?.query.get("events")).toBe("div|split|capitalGains");
});

test("a foreign cookie that comes with data or a page is let be, and the session goes on", async () => {
  const { stub, yahoo } = await start();
  const unhandled = vi.fn<(error: unknown) => void>();
  process.on("unhandledRejection", unhandled);
  await yahoo.daily(["AAPL"], "2025-06-16", "2025-06-20");
  await yahoo.profile("AAPL");
  await yahoo.profile("MSFT");
  await setImmediate();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(stub.asked.filter(isCrumb)).toHaveLength(1);
  expect(stub.asked.at(-1)?.headers.cookie).not.toContain("tracking");
});

test("where Yahoo asks for consent first, it is given and its cookies are kept", async () => {
  const { stub, yahoo } = await start({ consent: true });
  expect((await yahoo.profile("AAPL"))?.name).toBe("AAPL Inc.");
  expect(steps(stub)).toEqual([
    "GET finance.yahoo.com/quote/AAPL",
    "GET guce.yahoo.com/consent",
    "GET consent.yahoo.com/v2/collectConsent",
    "POST consent.yahoo.com/v2/collectConsent",
    "GET guce.yahoo.com/copyConsent",
    "GET finance.yahoo.com/quote/AAPL",
    "GET query1.finance.yahoo.com/v1/test/getcrumb",
    "GET query2.finance.yahoo.com/v10/finance/quoteSummary/AAPL",
  ]);
  await yahoo.profile("MSFT");
  expect(stub.asked).toHaveLength(9);
});

test("a crumb that is no longer honoured is fetched anew, once for all who notice", async () => {
  const { stub, yahoo } = await start();
  await yahoo.profile("AAPL");
  stub.renewCrumb();
  const found = await Promise.all(["AAPL", "MSFT"].map((symbol) => yahoo.profile(symbol)));
  expect(found.map((profile) => profile?.symbol)).toEqual(["AAPL", "MSFT"]);
  expect(stub.asked.filter(isCrumb)).toHaveLength(2);
});

test("a refusal that a new crumb does not help is a failure", async () => {
  const { stub, yahoo } = await start();
  stub.fault({ when: ({ path }) => path.includes("quoteSummary"), fault: { kind: "status", status: 401 } });
  await expect(yahoo.profile("AAPL")).rejects.toMatchObject({ code: "unauthorized", provider: "yahoo" });
  expect(stub.asked.filter(isCrumb)).toHaveLength(2);
});

test.each([
  ["a refusal", { kind: "status", status: 403, body: "Forbidden" }, "unauthorized"],
  ["a web page", { kind: "html" }, "bad-response"],
  ["nothing", { kind: "status", status: 200, body: "" }, "bad-response"],
] as const)(
  "a crumb answered with %s is a named failure, and asked for again the next time",
  async (_, fault, code) => {
    const { stub, yahoo } = await start();
    const end = stub.fault({ when: isCrumb, fault });
    await expect(yahoo.profile("AAPL")).rejects.toMatchObject({ code });
    end();
    expect(await yahoo.profile("AAPL")).not.toBeNull();
  },
);

test("one who gives up does not take the crumb from the others", async () => {
  const { stub, yahoo } = await start();
  const controller = new AbortController();
  stub.fault({
    when: isCrumb,
    times: 1,
    fault: {
      kind: "changed",
      change(body) {
        controller.abort(new Error("given up"));
        return body;
      },
    },
  });
  const impatient = yahoo.profile("AAPL", controller.signal);
  const patient = yahoo.profile("MSFT");
  await expect(impatient).rejects.toThrow("given up");
  expect((await patient)?.symbol).toBe("MSFT");
});
