import { createMiddleware } from "hono/factory";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { ClientToServer } from "#lib/run/commands.ts";
import { CONTRACT_VERSION, runEvent } from "#lib/run/events.ts";
import { liveRefusals } from "#lib/run/live-refusals.ts";
import { PLAN } from "#lib/run/plan.ts";
import type { ApiParts } from "#server/http/api-parts.ts";
import { ERROR_TEXTS, isApiErrorCode } from "#server/http/error-texts.ts";
import { onboardingRoutes } from "#server/http/onboarding/onboarding-routes.ts";
import { HttpProblem } from "#server/http/problem.ts";
import { runRoutes } from "#server/http/runs/run-routes.ts";
import type { SignedInEnv } from "#server/http/session-guard.ts";
import { protocolDocument, rowsAbout } from "./protocol-document.ts";

const ENVELOPE = ["runId", "seq", "at", "type"];
const schemas = (z.toJSONSchema(runEvent).oneOf ?? []) as { properties: Record<string, { const?: string }> }[];
const events = schemas.map(({ properties }) => ({
  type: properties.type?.const ?? "",
  members: Object.keys(properties),
}));

const commands = {
  watch: true,
  unwatch: true,
  "watch-runs": true,
  "unwatch-runs": true,
} satisfies Record<keyof ClientToServer, true>;

const pass = createMiddleware<SignedInEnv>((_c, next) => next());
/** Never called: what is of interest is how they describe themselves. */
const parts = {} as ApiParts;
const described = [runRoutes, onboardingRoutes].flatMap((group) => {
  const api = group(parts, { user: pass, admin: pass }).getOpenAPI31Document({
    ...{ openapi: "3.1.0", info: { title: "", version: "" } },
  });
  const ofRuns = Object.entries(api.paths ?? {}).filter(([path]) => /runs|status/.test(path));
  return ofRuns.flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method) => {
      const route = item[method];
      return route ? [{ method: method.toUpperCase(), path, answers: JSON.stringify(route.responses) }] : [];
    }),
  );
});
const routes = described.map(({ method, path }) => [method, path] as const);

/** What these routes say they answer, and what every address may answer. */
const anywhere = [
  "ERR_AUTH_001",
  "ERR_SRV_001",
  ...Object.keys(ERROR_TEXTS).filter((code) => code.startsWith("ERR_REQ_")),
];
const own = described.flatMap(({ answers }) => answers.match(/ERR_[A-Z]+_\d+/g) ?? []);
const answered = new Set([...anywhere, ...own].filter(isApiErrorCode));

/** The addresses in the document, without what may be asked of them. */
const addresses = [...protocolDocument.matchAll(/^\| `(GET|POST) ([^`?{]*(?:\{\w+\}[^`?{ ]*)*)/gm)].map(
  ([, method, path]) => `${method} ${path?.trim()}`,
);

describe("docs/protocol.md", () => {
  test("[EVT8] is of the version it describes", () => {
    expect(protocolDocument).toContain(`this is version ${CONTRACT_VERSION}.`);
  });

  test.each(events)("[EVT8] has $type with every member", ({ type, members }) => {
    const described = rowsAbout(`${type}\``)
      .map((cells) => cells.at(-1))
      .join();
    expect(members.filter((member) => !ENVELOPE.includes(member) && !described.includes(`\`${member}\``))).toEqual([]);
  });

  test("[PLAN1] has the phases in order", () => {
    const list = /The phases, in order: (.*?)\./s.exec(protocolDocument)?.[1] ?? "";
    expect(list.match(/phase_\w+/g)).toEqual(PLAN.map(({ id }) => id));
  });

  test.each(Object.keys(commands))("[LIVE1] has the command %s", (command) => {
    expect(rowsAbout(command).length).toBeGreaterThan(0);
  });

  test.each(Object.keys(liveRefusals))("[LIVE1] has the refusal %s", (code) => {
    expect(rowsAbout(`${code}\``).length).toBeGreaterThan(0);
  });

  test.each(routes)("has the address %s %s", (method, path) => {
    expect(addresses).toContain(`${method} ${path}`);
  });

  test.each([...answered])("has %s and its status", (code) => {
    const { status } = new HttpProblem(code);
    expect(rowsAbout(`${code}\``).some((cells) => cells[1]?.trim() === String(status))).toBe(true);
  });
});
