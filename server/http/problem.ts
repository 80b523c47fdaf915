import { z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ApiErrorCode, ERROR_TEXTS, isApiErrorCode } from "./error-texts.ts";

/** One of several things wrong with a request: with a field of it, or with a cell of an uploaded file. */
export interface ProblemDetail {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  /** Name of the uploaded price file. */
  readonly file?: string | null;
  readonly row?: number | null;
  readonly column?: string | null;
  readonly symbol?: string | null;
  readonly value?: string | null;
}

interface HttpProblemDetails extends ErrorOptions {
  /** Instead of the code's own message. */
  readonly detail?: string;
  readonly errors?: readonly ProblemDetail[];
  /** Members of the answer beside the standard ones, e.g. `{ run }`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Thrown anywhere under a route to answer with that code and its status. */
export class HttpProblem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: ApiErrorCode;
  readonly errors: readonly ProblemDetail[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ApiErrorCode, details: HttpProblemDetails = {}) {
    const { detail, errors = [], extra = {}, ...options } = details;
    super(detail ?? ERROR_TEXTS[code].message, options);
    this.name = "HttpProblem";
    this.status = statusOf(code);
    this.code = code;
    this.errors = errors;
    this.extra = extra;
  }
}

/** RFC 9457, as every error is answered. */
export const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.number().int(),
    code: z.string().openapi({ example: "ERR_PORT_008" }),
    detail: z.string(),
    fix: z.string().openapi({ description: "What to do about it" }),
    errors: z.array(
      z.object({
        code: z.string(),
        message: z.string(),
        field: z.string().optional(),
        file: z.string().nullish().openapi({ description: "The price file; null when it concerns them together" }),
        row: z.number().int().nullish().openapi({ description: "Physical line of the file, from 1" }),
        column: z.string().nullish(),
        symbol: z.string().nullish(),
        value: z.string().nullish(),
      }),
    ),
  })
  .openapi("Problem");

export type ProblemBody = z.infer<typeof problemSchema>;

/** What a thrown value is answered with. Anything without a code of ours is a fault of the server, and says no more. */
export function toHttpProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new HttpProblem(error.status === 413 ? "ERR_REQ_003" : "ERR_REQ_001", { cause: error });
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (!isApiErrorCode(code)) return new HttpProblem("ERR_SRV_001", { cause: error });
  return new HttpProblem(code, { cause: error });
}

/** The body of a problem's answer. */
export function problemBody(problem: HttpProblem): ProblemBody {
  const { status, code, message: detail, errors, extra } = problem;
  const { fix } = ERROR_TEXTS[code];
  return {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    code,
    detail,
    fix,
    errors: [...errors],
    ...extra,
  };
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  422: "Unprocessable Content",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

const STATUS: Partial<Record<ApiErrorCode, ContentfulStatusCode>> = {
  ERR_AUTH_001: 401,
  ERR_AUTH_002: 403,
  ERR_AUTH_003: 404,
  ERR_AUTH_004: 409,
  ERR_FLOW_005: 404,
  ERR_PORT_001: 409,
  ERR_PORT_014: 404,
  ERR_PORT_016: 409,
  ERR_POS_027: 404,
  ERR_QUARANTINE_001: 404,
  ERR_QUARANTINE_002: 403,
  ERR_REQ_001: 400,
  ERR_REQ_002: 404,
  ERR_REQ_003: 413,
  ERR_REQ_004: 403,
  ERR_REQ_005: 405,
  ERR_RUN_001: 409,
  ERR_RUN_002: 404,
  ERR_RUN_003: 409,
  ERR_RUN_005: 409,
  ERR_RUN_006: 410,
  ERR_RUN_007: 503,
  ERR_SCEN_003: 409,
  ERR_SCEN_007: 404,
  ERR_SECTOR_015: 404,
  ERR_SYMBOL_001: 404,
  ERR_SYMBOL_002: 404,
  ERR_SYMBOL_003: 502,
  ERR_SYMBOL_004: 404,
  ERR_SRV_001: 500,
  ERR_VAL_005: 409,
  ERR_VAL_006: 404,
};

/** The HTTP status of a code; codes about what was sent are 422. */
function statusOf(code: ApiErrorCode): ContentfulStatusCode {
  return STATUS[code] ?? 422;
}
