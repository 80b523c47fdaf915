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
