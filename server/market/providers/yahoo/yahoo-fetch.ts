import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { badResponse, refusal } from "./yahoo-answer.ts";

/** Names the host that a request was meant for, when another address answers for all of Yahoo's. */
export const HOST_HEADER = "x-nonet-host";

/** Statuses whose answers have no body. */
const BODILESS = new Set([204, 205, 304]);

export interface YahooAddress {
  readonly http: ProviderHttp;
  /** Answers instead of all of Yahoo's hosts. */
  readonly url: string | null;
}

const isCrumb = (path: string) => path === "/v1/test/getcrumb";

/** Pages that Yahoo shows to browsers; what they say is no data, and their redirects are followed by the library. */
const isPage = (asked: URL) => !/^query\d\.finance\.yahoo\.com$/.test(asked.hostname);

function checked(asked: URL, response: Response, body: string): void {
  if (!response.ok) throw refusal(response.status, body);
  if (isCrumb(asked.pathname)) {
    if (!/^[^\s<>{}]{1,64}$/.test(body)) throw badResponse("no crumb, which every further question needs");
    return;
  }
  if (!/^\s*\{/.test(body)) throw badResponse("a web page, as of a proxy or one that asks for consent");
  try {
    JSON.parse(body);
  } catch (error) {
    throw badResponse("its JSON cannot be read, as when a part is missing", error);
  }
}

async function bodyOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw badResponse("it broke off", error);
  }
}

/**
 * The `fetch` that Yahoo's library is given: every answer it sees is one of data, of status 200 and whole, or a page of
 * its way to cookies; anything else is thrown as a ProviderError, so that it neither prints nor guesses. That way is
 * shared by everybody who waits for it, so no single caller's signal ends it.
 */
export function createYahooFetch({ http, url }: YahooAddress): typeof fetch {
  return async (input, init = {}) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const shared = isPage(asked) || isCrumb(asked.pathname);
    const headers = new Headers(init.headers);
    if (url !== null) headers.set(HOST_HEADER, asked.host);
    const target = url === null ? asked : new URL(`${asked.pathname}${asked.search}`, url);
    const { signal, ...rest } = init;
    const response = await http.fetch(target, { ...rest, headers, ...(shared || !signal ? {} : { signal }) });
    const body = await bodyOf(response);
    if (!isPage(asked)) checked(asked, response, body);
    const { status, statusText } = response;
    return new Response(BODILESS.has(status) ? null : body, { status, statusText, headers: response.headers });
  };
}
