import type { Tolerance } from "./reference-file.ts";

/** What a function of ours answers to a case: null is "not known, with a reason", NaN within a series "missing". */
export type Answer = number | string | null | readonly Answer[] | { readonly [figure: string]: Answer };

const NOT_FINITE: ReadonlySet<unknown> = new Set(["NaN", "Infinity", "-Infinity"]);

/**
 * Whether an answer is what a case expects. Numbers agree within the tolerance: the larger of abs and rel × |expected|.
 * What the source writes as NaN or infinite agrees with what is not known or missing here, and with nothing else.
 * Of an object, the figures answered are compared; each must be expected.
 */
export function agrees(expected: unknown, answer: Answer, tolerance: Tolerance): boolean {
  if (answer === null || Number.isNaN(answer)) return isUndefinedThroughout(expected);
  if (Array.isArray(answer)) {
    const values: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
    return values.length === answer.length && values.every((value, i) => agrees(value, answer[i] ?? null, tolerance));
  }
  if (typeof answer === "object") {
    if (typeof expected !== "object" || expected === null) return false;
    const figures = new Map(Object.entries(expected));
    const answered = Object.entries(answer);
    return answered.every(([figure, value]) => figures.has(figure) && agrees(figures.get(figure), value, tolerance));
  }
  return typeof answer === "number" && typeof expected === "number"
    ? isWithin(answer, expected, tolerance)
    : answer === expected;
}

function isUndefinedThroughout(expected: unknown): boolean {
  if (Array.isArray(expected)) return expected.length > 0 && expected.every((value) => NOT_FINITE.has(value));
  return expected === null || NOT_FINITE.has(expected);
}

function isWithin(answer: number, expected: number, { abs = 0, rel = 0 }: Tolerance): boolean {
  if (answer === expected) return true;
  return Math.abs(answer - expected) <= Math.max(abs, rel * Math.abs(expected));
}
