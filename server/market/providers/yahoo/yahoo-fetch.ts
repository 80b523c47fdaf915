import { ProviderError } from "../../provider-http/provider-error.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { expectsJson } from "./expects-json.ts";
import { badResponse, refusal } from "./yahoo-answer.ts";

/** Names the host that a request was meant for, when another address answers for all of Yahoo's. */
export const HOST_HEADER = "x-nonet-host";

export interface YahooAddress {
  readonly http: ProviderHttp;
  /** Answers instead of all of Yahoo's hosts. */
  readonly url: string | null;
}

/** What went wrong is not Yahoo's: its cause is an abort, or a failure of the database that its quota is kept in. */
export class NotAskedError extends Error {
  readonly code = "ERR_NOT_ASKED";

  constructor(cause: unknown) {
    super("Yahoo Finance was not asked", { cause });
    this.name = "NotAskedError";
  }
}

const CRUMB_PATH = "/v1/test/getcrumb";
const CRUMB = /^[^\s<>{}]{1,64}$/;

/** Judges by a copy: the body is the library's to read. */
async function check(pathname: string, response: Response): Promise<void> {
  if (!response.ok) throw refusal(response, await response.clone().text());
  if (pathname === CRUMB_PATH && !CRUMB.test(await response.clone().text())) {
    throw badResponse("no crumb, which every further question needs");
  }
}

/**
 * The `fetch` that Yahoo's library is given. What it sees are answers with data, or pages of its way to cookies; anything
 * else is thrown, so that it neither prints nor guesses. That way is shared by everybody who waits for it, so no single
 * caller's signal ends it.
 */
export function createYahooFetch({ http, url }: YahooAddress): typeof fetch {
  return async (input, init = {}) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init.headers);
    if (url !== null) headers.set(HOST_HEADER, asked.host);
    const target = url === null ? asked : new URL(`${asked.pathname}${asked.search}`, url);
    const { signal, ...rest } = init;
    const own = signal && expectsJson(asked) ? { signal } : {};
    try {
      const response = await http.fetch(target, { ...rest, ...own, headers });
      if (expectsJson(asked) || asked.pathname === CRUMB_PATH) await check(asked.pathname, response);
      return response;
    } catch (error) {
      throw error instanceof ProviderError ? error : new NotAskedError(error);
    }
  };
}
