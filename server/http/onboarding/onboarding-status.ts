import { z } from "@hono/zod-openapi";
import { initialRunState, type LogLine, type PhaseState, type RunState } from "#lib/run/state.ts";
import { logLevels, phaseStatuses, runStatuses } from "#lib/run/vocabulary.ts";
import { instant } from "../route-kit.ts";

const NEWEST = 50;
const count = z.number().int();

export const activityEntrySchema = z.object({ timestamp: instant, message: z.string(), level: z.enum(logLevels) });

/** Member names as scripts of the predecessor expect them. */
export const onboardingStatusSchema = z
  .object({
    portfolio_id: z.uuid(),
    run_id: z.uuid().nullable(),
    status: z.enum([...runStatuses, "not_found"]).openapi({ description: "not_found: no run has been started yet" }),
    started_at: instant.nullable(),
    elapsed_seconds: z.number(),
    overall_progress: z.object({
      current_phase: z.string().nullable(),
      current_phase_name: z.string().nullable(),
      phases_completed: count,
      phases_total: count,
      percent_complete: count,
    }),
    current_phase_progress: z.object({ current: count, total: count.nullable(), unit: z.string() }).nullable(),
    activity_log: z.array(activityEntrySchema),
    phases: z.array(
      z.object({
        phase_id: z.string(),
        phase_name: z.string(),
        status: z.enum(phaseStatuses),
        current: count,
        total: count.nullable(),
        unit: z.string(),
        duration_seconds: z.number().nullable(),
      }),
    ),
  })
  .openapi("OnboardingStatus");

export type OnboardingStatus = z.infer<typeof onboardingStatusSchema>;

/** What the live page knows, for those without a socket. */
export function onboardingStatus(portfolioId: string, state: RunState, now: Date): OnboardingStatus {
  const current = state.phases.find((phase) => phase.status === "running") ?? null;
  return {
    portfolio_id: portfolioId,
    run_id: state.runId,
    status: state.status,
    started_at: state.startedAt,
    elapsed_seconds: elapsedSeconds(state, now),
    overall_progress: {
      current_phase: current?.id ?? null,
      current_phase_name: current?.name ?? null,
      phases_completed: state.phases.filter(isCompleted).length,
      phases_total: state.phases.length,
      percent_complete: state.percent,
    },
    current_phase_progress: current && { current: current.current, total: current.total, unit: current.unit },
    activity_log: state.log.slice(-NEWEST).map(activityEntry),
    phases: state.phases.map(phaseStatus),
  };
}

/** The status of a portfolio that has never had a run: all its phases are ahead. */
export function noOnboarding(portfolioId: string, now: Date): OnboardingStatus {
  const ahead = initialRunState({ runId: "", kind: "onboarding", portfolio: null, createdAt: now.toISOString() });
  return { ...onboardingStatus(portfolioId, ahead, now), run_id: null, status: "not_found" };
}

/** One entry of the activity log; folded repeats say how many they are. */
export function activityEntry({ at, message, level, count: repeats }: LogLine) {
  return { timestamp: at, message: repeats > 1 ? `${message} (×${repeats})` : message, level };
}

function elapsedSeconds({ startedAt, durationMs }: RunState, now: Date): number {
  if (durationMs !== null) return inSeconds(durationMs);
  return startedAt === null ? 0 : Math.max(0, inSeconds(now.getTime() - Date.parse(startedAt)));
}

function phaseStatus({ id, name, status, current, total, unit, busyMs }: PhaseState) {
  const duration_seconds = busyMs === null ? null : inSeconds(busyMs);
  return { phase_id: id, phase_name: name, status, current, total, unit, duration_seconds };
}

function isCompleted({ status }: PhaseState): boolean {
  return status === "completed" || status === "warning";
}

function inSeconds(ms: number): number {
  return Math.round(ms) / 1000;
}
