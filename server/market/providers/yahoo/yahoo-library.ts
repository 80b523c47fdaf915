const silent = () => undefined;
const SILENCE = { info: silent, warn: silent, error: silent, debug: silent, dir: silent };

/** An instance of Yahoo's library with a cookie jar of its own; it asks nothing before its first call. */
export async function openYahooLibrary(fetch: typeof globalThis.fetch) {
  const [{ default: createYahooFinance }, chart, quoteSummary, search, { ExtendedCookieJar }] = await Promise.all([
    import("yahoo-finance2/createYahooFinance"),
    import("yahoo-finance2/modules/chart"),
    import("yahoo-finance2/modules/quoteSummary"),
    import("yahoo-finance2/modules/search"),
    import("yahoo-finance2/lib/cookieJar"),
  ]);
  const YahooFinance = createYahooFinance({
    modules: {
      chart: chart.default,
      quoteSummary: quoteSummary.default,
      search: search.default,
    },
  });
  return new YahooFinance({
    fetch,
    cookieJar: new ExtendedCookieJar(),
    logger: SILENCE,
    versionCheck: false,
    suppressNotices: ["yahooSurvey"],
    validation: { logErrors: false, logOptionsErrors: false },
    /** What is asked at once is bounded where requests are sent. */
    queue: { concurrency: 1024 },
  });
}

export type YahooLibrary = Awaited<ReturnType<typeof openYahooLibrary>>;
