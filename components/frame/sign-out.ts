import { apiPost } from "#lib/api-request.ts";

/** Signs out and leaves for the sign-in page. Null when it did; otherwise why not, in words. */
export async function signOut(): Promise<string | null> {
  const answer = await apiPost("/api/auth/sign-out", {});
  if ("problem" in answer) return `Still signed in: ${answer.problem.detail}. ${answer.problem.fix}`;
  // A full load, so that nothing of the session stays in memory.
  window.location.assign("/sign-in");
  return null;
}
