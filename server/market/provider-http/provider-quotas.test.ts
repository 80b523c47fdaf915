import { expect, test } from "vitest";
import { providerQuotas } from "./provider-quotas.ts";

const none = { yahoo: null, massive: null, fmp: null };

test("without rates, the free plans hold", () => {
  expect(providerQuotas(none)).toEqual({
    yahoo: { perMinute: 120, burst: 60, perDay: null },
    massive: { perMinute: 5, burst: 1, perDay: null },
    fmp: { perMinute: 300, burst: 10, perDay: 250 },
  });
});

test("a rate of a paid plan replaces the free plan's, and its limit by day", () => {
  const { massive, fmp } = providerQuotas({ yahoo: null, massive: 1000, fmp: 300 });
  expect(massive).toEqual({ perMinute: 1000, burst: 17, perDay: null });
  expect(fmp).toEqual({ perMinute: 300, burst: 10, perDay: null });
});

test("a lower rate is kept to, and the day's limit stays", () => {
  const { yahoo, fmp } = providerQuotas({ yahoo: 10, massive: null, fmp: 60 });
  expect(yahoo).toEqual({ perMinute: 10, burst: 10, perDay: null });
  expect(fmp).toEqual({ perMinute: 60, burst: 10, perDay: 250 });
});
