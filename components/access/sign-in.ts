import { type ApiProblem, apiPost, UNREACHABLE } from "#lib/api-request.ts";
import { counted } from "#lib/counted.ts";

/** Opens a session with e-mail and password; its cookie comes with the answer. Resolves to why not, null when it did. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const answer = await apiPost("/api/auth/sign-in/email", { email, password });
  return "problem" in answer ? signInRefusal(answer.problem) : null;
}

/** Why a sign-in was refused and what to do. Which of e-mail and password was wrong is told to nobody. */
export function signInRefusal({
  status,
  code,
  retryAfterSeconds,
}: Pick<ApiProblem, "status" | "code" | "retryAfterSeconds">): string {
  if (code === UNREACHABLE) return "Nonet cannot be reached. Check the connection and try again.";
  if (status === 429) return `Too many attempts from here. Try again in ${waitInWords(retryAfterSeconds ?? 60)}.`;
  if (status === 403) return "This account is blocked. Ask an admin.";
  if (status === 400 || status === 401 || status === 422) return "The e-mail or the password is not right.";
  return "Signing in did not work: something is wrong on the server. Try again in a moment.";
}

function waitInWords(seconds: number): string {
  return seconds < 90 ? counted(Math.max(1, seconds), "second") : `${Math.ceil(seconds / 60)} minutes`;
}
