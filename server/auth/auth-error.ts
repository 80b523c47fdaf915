import { ERROR_CODES, type ErrorText } from "#lib/portfolio-import/error-codes.ts";

/** What can be refused about sessions, links and accounts; code → message and fix. */
export const AUTH_ERRORS = {
  ERR_AUTH_001: ERROR_CODES.ERR_AUTH_001,
  ERR_AUTH_002: ERROR_CODES.ERR_AUTH_002,
  ERR_AUTH_003: {
    message: "This link is not valid: it has been used, has expired or was never issued",
    fix: "Ask an admin for a new one; the set-up link is printed when Nonet starts without users.",
  },
  ERR_AUTH_004: { message: "A user with this e-mail address exists already", fix: "Sign in instead." },
  ERR_AUTH_005: { message: "The e-mail address does not fit", fix: "Write it like name@example.com." },
  ERR_AUTH_006: { message: "The password is too short or too long", fix: "Use 8 to 128 characters." },
  ERR_AUTH_007: { message: "The name is missing or longer than 100 characters", fix: "Enter your name." },
  ERR_AUTH_008: { message: "The e-mail address is not the invited one", fix: "Use the address the link was made for." },
} satisfies Record<string, ErrorText>;

export type AuthErrorCode = keyof typeof AUTH_ERRORS;

/** A refusal. Told apart by `code`, since pages and the server have each their own copy of this class. */
export class AuthError extends Error {
  readonly code: AuthErrorCode;

  constructor(code: AuthErrorCode, options?: ErrorOptions) {
    super(AUTH_ERRORS[code].message, options);
    this.name = "AuthError";
    this.code = code;
  }
}
