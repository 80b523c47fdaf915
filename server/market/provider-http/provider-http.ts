import type { z } from "zod";
import type { ProviderName } from "../price-source.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { documentedAnswer, jsonAnswer } from "./json-answer.ts";
import { type Pause, pauseFor } from "./pause.ts";
import type { ProviderError } from "./provider-error.ts";
import type { ProviderGate } from "./provider-gate.ts";
import { createRedactor } from "./redactor.ts";
import { refusedStatus } from "./refused-status.ts";
import { createSlots } from "./slots.ts";
import type { Answer, Asked } from "./transfer.ts";

export interface ProviderRequest {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The refusal that an answer of status 2xx is; null for data. The gate hears of it, as of any other. */
  readonly refusal?: (body: unknown) => ProviderError | null;
}

/**
 * HTTP to one provider: each request waits at the gate, has a deadline, is repeated with jittered backoff after 429 and
 * 5xx (not before a Retry-After), and its answer is JSON of the schema given, or a named failure.
 */
export interface ProviderHttp {
  /** @throws ProviderError; the signal's reason when it is aborted; an error of the gate's database as it is. */
  json<Schema extends z.ZodType>(url: URL, schema: Schema, request?: ProviderRequest): Promise<z.output<Schema>>;
  /**
   * The same behind the interface of `fetch`, for a client library; resolves with any status that is not repeated, its
   * body there as a whole. What is sent twice must not be a stream.
   */
  readonly fetch: typeof fetch;
}

export interface ProviderHttpOptions {
  readonly provider: ProviderName;
  /** What people call the provider. */
  readonly label: string;
  readonly gate: ProviderGate;
  readonly fetch?: typeof fetch;
  /** For one attempt, its body included. Default 10 s. */
  readonly timeoutMs?: number;
  /** Times that one request is sent at most. Default 4. */
  readonly attempts?: number;
  /** Requests at once. Default 8. */
  readonly concurrency?: number;
  /** At least 0 and below 1. */
  readonly random?: () => number;
  readonly pause?: Pause;
  /**
   * Of `fetch`: the addresses that answer with JSON, so that something else there is the provider's failure. None when
   * left out: pages that lead to cookies are HTML.
   */
  readonly expectsJson?: (url: URL) => boolean;
}

const NEVER = new AbortController().signal;

export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const { provider, label, gate, fetch = globalThis.fetch, expectsJson = () => false } = options;
  const { timeoutMs = 10_000, attempts = 4, concurrency = 8, random = Math.random, pause = pauseFor } = options;
  const slots = createSlots(concurrency);
  const exchange = createExchange({ provider, gate, slots, timeoutMs, attempts, random, pause });
  const asking = (url: URL, headers: Headers): Asked => ({ provider, label, redact: createRedactor(url, headers) });
  return {
    json(url, schema, { signal = NEVER, headers: given = {}, refusal = () => null } = {}) {
      const headers = new Headers({ accept: "application/json", ...given });
      const asked = asking(url, headers);
      return exchange({
        asked,
        signal,
        send: (deadline) => fetch(url, { headers, signal: deadline }),
        judge(answer) {
          const refused = refusedStatus(answer, asked);
          if (refused) throw refused;
          const body = jsonAnswer(answer, asked);
          const said = refusal(body);
          if (said) throw said;
          return documentedAnswer(body, answer, asked, schema);
        },
      });
    },
    fetch: createFetch({ exchange, fetch, asking, expectsJson }),
  };
}

interface FetchParts {
  readonly exchange: Exchange;
  readonly fetch: typeof fetch;
  readonly asking: (url: URL, headers: Headers) => Asked;
  readonly expectsJson: (url: URL) => boolean;
}

function createFetch({ exchange, fetch, asking, expectsJson }: FetchParts): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const request = input instanceof Request ? input : null;
    const url = addressOf(input);
    const asked = asking(url, new Headers(init.headers ?? request?.headers));
    return exchange({
      asked,
      signal: init.signal ?? request?.signal ?? NEVER,
      send: (deadline) => fetch(request?.clone() ?? url, { ...init, signal: deadline }),
      judge(answer) {
        const refused = refusedStatus(answer, asked);
        if (refused?.code === "rate-limited" || refused?.code === "server-error") throw refused;
        if (!refused && expectsJson(url)) jsonAnswer(answer, asked);
        return responseOf(answer);
      },
    });
  };
}

/** The URL; what the standard throws otherwise quotes the address, in which a key can stand. */
function addressOf(input: string | URL | Request): URL {
  const text = input instanceof Request ? input.url : input;
  if (URL.canParse(text)) return new URL(text);
  throw new TypeError("a request needs a whole address");
}

/** Statuses whose answers have no body. */
const BODILESS = new Set([204, 205, 304]);

function responseOf({ status, statusText, headers: sent, body }: Answer): Response {
  const headers = new Headers(sent);
  // Of the body as it travelled.
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(BODILESS.has(status) ? null : body, { status, statusText, headers });
}
