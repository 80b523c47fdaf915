import type { ProblemBody } from "./problem-body.ts";

/** Why the server refused, as its problem+json says it. */
export type ApiProblem = ProblemBody & {
  /** 0 when there was no answer. */
  readonly status: number;
  /** How long to wait before asking again; null when the server does not say. */
  readonly retryAfterSeconds: number | null;
};
export type ApiProblemDetail = ProblemBody["errors"][number];

export type ApiAnswer = { readonly body: unknown } | { readonly problem: ApiProblem };

/** The code of an answer that never came: no network, or no server. */
export const UNREACHABLE = "ERR_NET_001";

/** Asks the API of this site. Resolves always: to the body, or to a problem, also when the server cannot be reached. */
export async function apiRequest(path: string, init: RequestInit = {}): Promise<ApiAnswer> {
  try {
    const answer = await fetch(path, {
      ...init,
      headers: { accept: "application/json", ...Object.fromEntries(new Headers(init.headers)) },
    });
    const body = await bodyOf(answer);
    return answer.ok ? { body } : { problem: await problemOf(answer, body) };
  } catch (error) {
    // What fetch throws when there is no answer, or it breaks off.
    if (!(error instanceof TypeError)) throw error;
    const problem = { code: UNREACHABLE, detail: "Nonet cannot be reached", errors: [] };
    return { problem: { ...problem, status: 0, retryAfterSeconds: null, fix: "Check the connection and try again." } };
  }
}

/** As `apiRequest`, sending JSON. */
export function apiPost(path: string, content: unknown): Promise<ApiAnswer> {
  const headers = { "content-type": "application/json" };
  return apiRequest(path, { method: "POST", headers, body: JSON.stringify(content) });
}

async function bodyOf(answer: Response): Promise<unknown> {
  const isJson = /\bjson\b/.test(answer.headers.get("content-type") ?? "");
  return isJson ? answer.json() : null;
}

async function problemOf({ status, headers }: Response, body: unknown): Promise<ApiProblem> {
  const wait = Number.parseInt(headers.get("retry-after") ?? headers.get("x-retry-after") ?? "", 10);
  const answered = { status, retryAfterSeconds: Number.isNaN(wait) ? null : wait };
  const read = await readProblem(body);
  if (read) return { ...answered, ...read };
  const fix = "Try again; the log of the server says more.";
  return { ...answered, code: "ERR_SRV_001", detail: `The server answered with status ${status}`, fix, errors: [] };
}

/** Most pages are never refused: what reads a refusal is loaded with the first. Null where it says nothing, or to nobody. */
async function readProblem(body: unknown): Promise<ProblemBody | null> {
  try {
    const { readProblemBody } = await import("./problem-body.ts");
    return readProblemBody(body);
  } catch (error) {
    console.warn("what reads refusals could not be loaded", error);
    return null;
  }
}
