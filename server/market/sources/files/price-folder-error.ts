import { type PriceFileProblem, priceProblemText } from "#lib/price-files/price-file-problem.ts";

/** A price folder or one of its files that cannot be used; `message` is fit for the reader of the run. */
export class PriceFolderError extends Error {
  readonly code: "source-unavailable" | "bad-file";

  constructor(code: "source-unavailable" | "bad-file", message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "PriceFolderError";
    this.code = code;
  }
}

/** A file's problem as its symbols' failure. */
export function badFile(problem: PriceFileProblem): PriceFolderError {
  return new PriceFolderError("bad-file", priceProblemText(problem));
}
