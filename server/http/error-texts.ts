import { ERROR_CODES, type ErrorText } from "#lib/portfolio-import/error-codes.ts";
import { SECTOR_ERRORS } from "#lib/sector-weights/error-codes.ts";
import { AUTH_ERRORS } from "#server/auth/auth-error.ts";

const REQUEST_ERRORS = {
  ERR_PORT_014: { message: "The portfolio was not found", fix: "Check the link; it may belong to another user." },
  ERR_REQ_001: { message: "The request is not of the documented form", fix: "See /api/docs." },
  ERR_REQ_002: { message: "There is nothing at this address", fix: "See /api/docs for what there is." },
  ERR_REQ_003: { message: "The request is larger than allowed", fix: "Send less." },
  ERR_REQ_004: { message: "Pages of other sites cannot change anything here", fix: "Use Nonet's own address." },
  ERR_REQ_005: { message: "This address does not take this method", fix: "See /api/docs for what it takes." },
  ERR_SYMBOL_001: {
    message: "No failure of this symbol is known",
    fix: "Load the list again; it may be priced by now.",
  },
  ERR_SYMBOL_002: { message: "No alias was entered for this symbol", fix: "Load the list again." },
  ERR_SYMBOL_003: { message: "The price source cannot be searched now", fix: "Try again in a while." },
  ERR_SYMBOL_004: {
    message: "No position of this portfolio is priced by this symbol",
    fix: "Take a symbol of its positions; options are priced by their underlying.",
  },
  ERR_QUARANTINE_001: {
    message: "There is no such price in quarantine, or it is none that could be used",
    fix: "Load the list again. What is no positive price of a session cannot be released.",
  },
  ERR_QUARANTINE_002: {
    message: "Prices of this source are everybody's: an admin releases them",
    fix: "Ask an admin, or upload price files of your own.",
  },
  ERR_SRV_001: { message: "Something went wrong on the server", fix: "Try again; the log of the server says more." },
} satisfies Record<string, ErrorText>;

/** Every code the API answers with: what it means, and what to do about it. */
export const ERROR_TEXTS = { ...ERROR_CODES, ...SECTOR_ERRORS, ...AUTH_ERRORS, ...REQUEST_ERRORS };

export type ApiErrorCode = keyof typeof ERROR_TEXTS;

/** Whether a thrown value's code is one of the API's. */
export function isApiErrorCode(code: unknown): code is ApiErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_TEXTS, code);
}
