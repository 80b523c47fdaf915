import type { ApiProblem } from "#lib/api-request.ts";

/** What is wrong with a new account, by field; `form` is what concerns none of them. */
export type AccountProblems = Partial<Record<"name" | "email" | "password" | "form", string>>;

const FIELDS: Readonly<Record<string, keyof AccountProblems>> = {
  ERR_AUTH_004: "email",
  ERR_AUTH_005: "email",
  ERR_AUTH_006: "password",
  ERR_AUTH_007: "name",
  ERR_AUTH_008: "email",
};

/** Puts a refusal where the reader can mend it. */
export function accountProblems({ code, detail, fix }: Pick<ApiProblem, "code" | "detail" | "fix">): AccountProblems {
  return { [FIELDS[code] ?? "form"]: `${detail}. ${fix}` };
}

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

/** What the browser can tell before anything is sent, all at once; the server has the last word. */
export function missingFromAccount(account: Record<"name" | "email" | "password", string>): AccountProblems {
  const problems: AccountProblems = {};
  if (account.name.trim() === "") problems.name = "Enter your name.";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(account.email.trim())) {
    problems.email = "Enter your e-mail address, like name@example.com.";
  }
  const { length } = account.password;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    problems.password = `Use ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters.`;
  }
  return problems;
}
