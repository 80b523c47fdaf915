import type { BenchRow } from "./bench-row.ts";
export async function sockets(): Promise<BenchRow[]> {
  return [];
}
