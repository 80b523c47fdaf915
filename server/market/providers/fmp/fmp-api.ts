import { z } from "zod";
import { ProviderError, type ProviderErrorCode } from "../../provider-http/provider-error.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { namedLimit } from "./fmp-limit.ts";

type FmpQuery = Readonly<Record<string, string | number>>;

/** FMP's stable API: the key in a header, every answer a list. Rejects with ProviderError. */
export interface FmpApi {
  /** The rows of an endpoint, none where FMP has nothing under that name; no more than the plan allows, if that is fewer than asked for. */
  rows<Row extends z.ZodType>(path: string, query: FmpQuery, row: Row, signal?: AbortSignal): Promise<z.output<Row>[]>;
  /** The same, but a limit that the plan does not allow is refused. */
  rowsAsAsked<Row extends z.ZodType>(
    path: string,
    query: FmpQuery,
    row: Row,
    signal?: AbortSignal,
  ): Promise<z.output<Row>[]>;
  /** The same as `rows` of what not every plan includes: none where this one does not. */
  rowsIfIncluded<Row extends z.ZodType>(
    path: string,
    query: FmpQuery,
    row: Row,
    signal?: AbortSignal,
  ): Promise<z.output<Row>[]>;
}

/** A plan that has been changed is noticed after so long. */
const LIMIT_KEPT_MS = 3_600_000;
const ORIGIN = "https://financialmodelingprep.com";

/** Refusals come with status 200 as well. */
const REFUSAL = z.object({ "Error Message": z.string() });

function codeOf(words: string): ProviderErrorCode {
  if (/limit reach|too many requests|quota/i.test(words))
    return /minute|second/i.test(words) ? "rate-limited" : "quota-spent";
  if (/api.?key|subscription|premium|exclusive|special|legacy|upgrade|plan/i.test(words)) return "unauthorized";
  return "bad-response";
}

export function createFmpApi(http: ProviderHttp, key: string, origin: string = ORIGIN): FmpApi {
  const headers = { apikey: key };
  let allowed = { rows: Number.POSITIVE_INFINITY, until: 0 };

  function refusal(body: unknown): ProviderError | null {
    const said = REFUSAL.safeParse(body).data?.["Error Message"].replaceAll(key, "…");
    if (said === undefined) return null;
    return new ProviderError(codeOf(said), `Financial Modeling Prep: ${said}`, { provider: "fmp", status: 200 });
  }

  /** With no larger limit than the plan is known to allow. */
  function within(query: FmpQuery): FmpQuery {
    const isOver = typeof query.limit === "number" && query.limit > allowed.rows && Date.now() < allowed.until;
    return isOver ? { ...query, limit: allowed.rows } : query;
  }

  const api: FmpApi = {
    async rows(path, query, row, signal) {
      try {
        return await api.rowsAsAsked(path, within(query), row, signal);
      } catch (error) {
        const rows = namedLimit(error);
        if (rows === null || typeof query.limit !== "number" || query.limit <= rows) throw error;
        allowed = { rows, until: Date.now() + LIMIT_KEPT_MS };
        return await api.rowsAsAsked(path, within(query), row, signal);
      }
    },
    async rowsAsAsked(path, query, row, signal) {
      const url = new URL(`/stable/${path}`, origin);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      return http.json(url, z.array(row), { signal, headers, refusal });
    },
    async rowsIfIncluded(path, query, row, signal) {
      try {
        return await api.rows(path, query, row, signal);
      } catch (error) {
        if (error instanceof ProviderError && error.code === "unauthorized") return [];
        throw error;
      }
    },
  };
  return api;
}
