import type { CorporateAction } from "../price-source.ts";

/**
 * At most one split and one dividend a day, ascending, a split before the dividend of its day: dividends of one ex-date
 * (a regular and a special one) add up, splits multiply.
 */
export function dayActions(actions: readonly CorporateAction[]): CorporateAction[] {
  const days = new Map<string, CorporateAction>();
  for (const action of actions) {
    const key = `${action.date} ${action.kind === "split" ? 0 : 1}`;
    const same = days.get(key);
    if (!same) days.set(key, { ...action });
    else if (action.kind === "split") same.value *= action.value;
    else same.value += action.value;
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, action]) => action);
}
