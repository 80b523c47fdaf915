import { counted } from "#lib/counted.ts";

/** Up to two phases by name, more by number: "Risk Analytics", "5 phases". */
export function phasesInWords(phases: readonly { readonly name: string }[]): string {
  if (phases.length === 0) return "no other phase";
  return phases.length > 2 ? counted(phases.length, "phase") : phases.map(({ name }) => name).join(" and ");
}
