/** The run that the API has queued, by the body of its answer. @throws TypeError for another body. */
export function queuedRunId(body: unknown): string {
  const run = typeof body === "object" && body !== null && "run" in body ? body.run : null;
  const id = typeof run === "object" && run !== null && "id" in run ? run.id : null;
  if (typeof id !== "string") throw new TypeError("the answer names no run");
  return id;
}
