import { z } from "zod";
import { ProviderError } from "../../provider-http/provider-error.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";

export type MassiveQuery = Readonly<Record<string, string | number | boolean>>;

/** Further fields of an envelope that a list's pages are checked for. */
type EnvelopeFields = Readonly<Record<string, z.ZodType>>;

/** Massive's REST API: the key in a header, answers in its envelope, lists page by page. Rejects with ProviderError. */
export interface MassiveApi {
  /** The `results` of an endpoint that answers with one thing. */
  one<Schema extends z.ZodType>(
    path: string,
    query: MassiveQuery,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.output<Schema>>;
  /** The `results` of the first page. */
  firstPage<Row extends z.ZodType>(
    path: string,
    query: MassiveQuery,
    row: Row,
    signal?: AbortSignal,
  ): Promise<z.output<Row>[]>;
  /** The `results` of all pages. */
  list<Row extends z.ZodType>(
    path: string,
    query: MassiveQuery,
    row: Row,
    signal?: AbortSignal,
    fields?: EnvelopeFields,
  ): Promise<z.output<Row>[]>;
}

const ORIGIN = "https://api.massive.com";
const MOST_PAGES = 100;

/** `DELAYED` marks the answers of plans without live data; they are complete all the same. */
const STATUS = z.enum(["OK", "DELAYED"]);

/** What TypeScript cannot tell of an object whose field's schema is a parameter. */
type Results<Schema extends z.ZodType> = { readonly results: z.output<Schema> };

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ status: STATUS, results: z.array(row).nullish(), next_url: z.string().nullish() });

export function createMassiveApi(http: ProviderHttp, key: string, origin: string = ORIGIN): MassiveApi {
  const headers = { authorization: `Bearer ${key}` };
  const sent = (signal: AbortSignal | undefined) => ({ signal, headers });

  function address(path: string, query: MassiveQuery): URL {
    const url = new URL(path, origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url;
  }

  /** On the origin that was asked, wherever the answer points: the key goes nowhere else. */
  function following(next: string): URL {
    const { pathname, search } = new URL(next, origin);
    return new URL(`${pathname}${search}`, origin);
  }

  return {
    async one(path, query, schema, signal) {
      const envelope = z.object({ status: STATUS, results: schema });
      const { results } = (await http.json(address(path, query), envelope, sent(signal))) as Results<typeof schema>;
      return results;
    },
    async firstPage(path, query, row, signal) {
      return (await http.json(address(path, query), pageOf(row), sent(signal))).results ?? [];
    },
    async list(path, query, row, signal, fields = {}) {
      const page = pageOf(row).and(z.object(fields));
      const rows = [];
      let url: URL | null = address(path, query);
      for (let pages = 0; url !== null; pages++) {
        if (pages === MOST_PAGES) {
          const message = `Massive sent more than ${MOST_PAGES} pages of ${path}`;
          throw new ProviderError("bad-response", message, { provider: "massive" });
        }
        const { results, next_url }: z.output<ReturnType<typeof pageOf<typeof row>>> = await http.json(
          url,
          page,
          sent(signal),
        );
        rows.push(...(results ?? []));
        url = next_url ? following(next_url) : null;
      }
      return rows;
    },
  };
}
