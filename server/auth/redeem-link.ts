import { isAPIError } from "better-auth/api";
import { z } from "zod";
import type { Database } from "#server/db/client.ts";
import { isUniqueViolation } from "#server/db/unique-violation.ts";
import { type AccessLink, claimAccessLink } from "./access-links.ts";
import { type AuthSettings, createAuth, PASSWORD_LENGTH } from "./auth.ts";
import { AuthError } from "./auth-error.ts";

export interface NewAccount {
  readonly name: string;
  /** May be left out where the link is for one address. */
  readonly email?: string | undefined;
  readonly password: string;
}

const LONGEST_NAME = 100;

/**
 * Makes the account a link stands for, and uses the link up: both in one transaction, so a failed attempt leaves the
 * link as it was and two people with one link cannot both succeed. Resolves to the account's e-mail.
 *
 * @throws AuthError ERR_AUTH_003 link, 004 e-mail taken, 005 e-mail, 006 password, 007 name, 008 not the invited e-mail.
 */
export async function redeemLink(
  settings: AuthSettings & { readonly db: Database },
  token: string,
  account: NewAccount,
): Promise<string> {
  return settings.db.transaction(async (tx) => {
    const link = await claimAccessLink(tx, token);
    if (!link) throw new AuthError("ERR_AUTH_003");
    const email = emailFor(link, account.email);
    const name = account.name.replaceAll(/\p{Cc}/gu, "").trim();
    if (name === "" || name.length > LONGEST_NAME) throw new AuthError("ERR_AUTH_007");
    const { length } = account.password;
    if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) throw new AuthError("ERR_AUTH_006");
    // The library on this transaction, so that its rows stand or fall with the link.
    const { api } = createAuth({ ...settings, db: tx });
    try {
      await api.createUser({ body: { email, name, password: account.password, role: link.role } });
    } catch (cause) {
      throw isTaken(cause) ? new AuthError("ERR_AUTH_004", { cause }) : cause;
    }
    return email;
  });
}

function emailFor(link: AccessLink, given: string | undefined): string {
  const email = (given?.trim() || link.email || "").toLowerCase();
  if (!z.email().safeParse(email).success) throw new AuthError("ERR_AUTH_005");
  if (link.email !== null && link.email.toLowerCase() !== email) throw new AuthError("ERR_AUTH_008");
  return email;
}

function isTaken(error: unknown): boolean {
  if (isAPIError(error)) return error.body?.code === "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL";
  return isUniqueViolation(error);
}
