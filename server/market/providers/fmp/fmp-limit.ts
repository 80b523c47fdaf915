import { ProviderError } from "../../provider-http/provider-error.ts";

/** The most rows an answer may have, where that is what a plan's refusal says; null where it is about something else. */
export function namedLimit(error: unknown): number | null {
  if (!(error instanceof ProviderError) || error.status !== 402) return null;
  const [, most] = /\blimit\W* must be between 0 and (\d+)/i.exec(error.message) ?? [];
  return Number(most) > 0 ? Number(most) : null;
}
