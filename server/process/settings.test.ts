import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

describe("settings", () => {
  it("need nothing: one machine, port 3000, data beside the code", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ role: "all", port: 3000, host: "127.0.0.1", publicUrl: null, pricesDir: null });
    expect(settings).toMatchObject({ dataDir: resolve(".nonet"), secret: null, trustProxy: false, dev: false });
    expect(settings.eventDays).toBe(90);
    expect(settings.assumptions).toEqual({ riskFreeRate: 0.04, bondDuration: 16.5, bondConvexity: 350 });
    expect(settings.workers).toBeGreaterThanOrEqual(1);
  });

  it("come from the environment", () => {
    const environment = {
      ...{ NONET_ROLE: "web", PORT: "0", NONET_HOST: "0.0.0.0", NONET_URL: "https://nonet.example.com/" },
      ...{ NONET_DATA_DIR: "data", NONET_PRICES_DIR: "prices", NONET_SECRET: "secret", NONET_WORKERS: "3" },
      ...{ NONET_TRUST_PROXY: "1", NONET_EVENT_DAYS: "0", NODE_ENV: "development" },
      ...{ NONET_RISK_FREE_RATE: "0.035", NONET_TLT_DURATION: "17", NONET_TLT_CONVEXITY: "380" },
    };
    expect(readSettings(environment)).toEqual({
      ...{ role: "web", port: 0, host: "0.0.0.0", publicUrl: "https://nonet.example.com", workers: 3 },
      ...{
        dataDir: resolve("data"),
        pricesDir: resolve("prices"),
        secret: "secret",
        trustProxy: true,
        dev: true,
        eventDays: 0,
        providers: {
          order: ["yahoo"],
          keys: { massive: null, fmp: null },
          urls: { yahoo: null, massive: null, fmp: null },
          ratesPerMinute: { yahoo: null, massive: null, fmp: null },
        },
        nightlyAt: "18:00",
        assumptions: { riskFreeRate: 0.035, bondDuration: 17, bondConvexity: 380 },
      },
    });
  });

  it("say in which order live providers are asked, and leave out those without their key", () => {
    const keys = { MASSIVE_API_KEY: "m", FMP_API_KEY: "f" };
    const orderOf = (environment: Record<string, string>) => readSettings(environment).providers.order;
    expect(orderOf(keys)).toEqual(["yahoo", "massive", "fmp"]);
    expect(orderOf({ ...keys, NONET_PROVIDERS: "fmp, yahoo" })).toEqual(["fmp", "yahoo"]);
    expect(orderOf({ FMP_API_KEY: "f", NONET_PROVIDERS: "massive,fmp" })).toEqual(["fmp"]);
    expect(orderOf({ ...keys, NONET_PROVIDERS: "none" })).toEqual([]);
    const moved = { NONET_YAHOO_URL: "http://127.0.0.1:8080/", NONET_MASSIVE_RATE: "100" };
    expect(readSettings(moved).providers).toMatchObject({
      urls: { yahoo: "http://127.0.0.1:8080" },
      ratesPerMinute: { massive: 100, fmp: null },
    });
  });

  it("tell when the nightly batch starts, or that there is none", () => {
    expect(readSettings({ NONET_NIGHTLY_AT: "06:30" }).nightlyAt).toBe("06:30");
    expect(readSettings({ NONET_NIGHTLY_AT: "off" }).nightlyAt).toBeNull();
  });

  it.each([
    ["PORT", "http"],
    ["NONET_RISK_FREE_RATE", "4"],
    ["NONET_RISK_FREE_RATE", "4%"],
    ["NONET_TLT_DURATION", "-1"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["NONET_ROLE", "boss"],
    ["NONET_URL", "nonet.example.com"],
    ["NONET_WORKERS", "1.5"],
    ["NONET_EVENT_DAYS", "ever"],
    ["NONET_PROVIDERS", "yahoo,bloomberg"],
    ["NONET_FMP_URL", "ftp://fmp"],
    ["NONET_YAHOO_RATE", "-5"],
    ["NONET_NIGHTLY_AT", "25:00"],
  ])("that cannot be used are refused by name: %s=%s", (variable, value) => {
    expect(() => readSettings({ [variable]: value })).toThrow(`${variable} is "${value}"`);
  });
});
