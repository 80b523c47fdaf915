/** The page of a run, in the part of the product that the page at `pathname` belongs to. */
export function runAddress(pathname: string, runId: string): string {
  return pathname.startsWith("/admin/") ? `/admin/runs/${runId}` : `/runs/${runId}`;
}
