const silent = () => undefined;
const SILENCE = { info: silent, warn: silent, error: silent, debug: silent, dir: silent };

/**
 * A jar that leaves cookies it cannot keep, as those of a foreign domain: the library does not await it where a cookie
 * comes with data, so that its rejection would be nobody's and end the process.
 */
async function openCookieJar() {
  const { ExtendedCookieJar } = await import("yahoo-finance2/lib/cookieJar");
  const jar = new ExtendedCookieJar();
  const keep = jar.setFromSetCookieHeaders.bind(jar);
  jar.setFromSetCookieHeaders = async (headers, url) => {
    for (const header of [headers ?? []].flat()) await keep(header, url).catch(() => undefined);
  };
  return jar;
}

/** An instance of Yahoo's library with a cookie jar of its own; it asks nothing before its first call. */
export async function openYahooLibrary(fetch: typeof globalThis.fetch) {
  const [{ default: createYahooFinance }, chart, quoteSummary, search, cookieJar] = await Promise.all([
    import("yahoo-finance2/createYahooFinance"),
    import("yahoo-finance2/modules/chart"),
    import("yahoo-finance2/modules/quoteSummary"),
    import("yahoo-finance2/modules/search"),
    openCookieJar(),
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
    cookieJar,
    logger: SILENCE,
    versionCheck: false,
    suppressNotices: ["yahooSurvey"],
    validation: { logErrors: false, logOptionsErrors: false },
    /** What is asked at once is bounded where requests are sent. */
    queue: { concurrency: 1024 },
  });
}

export type YahooLibrary = Awaited<ReturnType<typeof openYahooLibrary>>;
