import { problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards } from "../session-guard.ts";

const NOT_YOURS = "ERR_PORT_014: no portfolio, or not yours";

/** What every route of a portfolio's inputs shares. */
export const editCommon = (guards: Guards) => ({
  ...{ tags: ["Inputs"], security: SESSION_SECURITY, middleware: guards.user },
});

/** What an edit says of results; every one does. */
export const OUTDATES =
  "Results that follow from it are computed anew by the next run, from the first session that changes; until then the portfolio says so as `pending`.";

/** The error answers of a route of a portfolio; `missing` names the code of what is not in it. */
export function refusals<const Status extends number = never>(
  missing: string | null = null,
  more: Readonly<Record<Status, string>> = {} as Readonly<Record<Status, string>>,
) {
  const notFound = missing === null ? NOT_YOURS : `${NOT_YOURS}; ${missing}: nothing of this id in it`;
  return problemAnswers<Status | 401 | 404>({ ...more, 401: "Not signed in", 404: notFound });
}
