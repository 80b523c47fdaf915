import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { PortfolioFields } from "#lib/portfolio-import/portfolio-fields.ts";
import { validatePortfolioFields } from "#lib/portfolio-import/portfolio-fields.ts";
import type { ParsedPositions } from "#lib/portfolio-import/positions-csv.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import {
  createPortfolio,
  type EarlierImport,
  type FieldProblems,
  fieldProblems,
  type Refusal,
} from "./create-portfolio.ts";
import { isTaken, type OnboardingOffer } from "./onboarding-offer.ts";
import { createRequestKeys } from "./request-key.ts";
import type { ImportFile } from "./use-import-file.ts";
import { type PriceFiles, usePriceFiles } from "./use-price-files.ts";

export type FieldValues = Record<keyof PortfolioFields, string>;

/** The form's state and what can be done with it. */
export interface ImportForm {
  readonly values: FieldValues;
  readonly problems: FieldProblems;
  /** Those the preview found and those only the server knows. */
  readonly fileProblems: readonly Problem[];
  readonly prices: PriceFiles;
  /** As `fileProblems`, of the price files. */
  readonly priceProblems: readonly PriceFileProblem[];
  /** What concerns neither a field nor a file. */
  readonly message: string | null;
  /** Nothing was imported since the session is over. */
  readonly isSignedOut: boolean;
  /** Rises with every refused attempt. */
  readonly attempt: number;
  readonly busy: boolean;
  /** The portfolio that has the same positions already, where that is why nothing was imported. */
  readonly earlier: EarlierImport | null;
  readonly change: (field: keyof FieldValues, value: string) => void;
  /** `again`: the same positions once more, as another account. */
  readonly submit: (again?: boolean) => Promise<void>;
}

interface Importing {
  readonly chosen: ImportFile;
  readonly offer: OnboardingOffer;
  /** What the portfolio is called until its owner says otherwise. */
  readonly suggestedName: string;
}

type Refused = Pick<Refusal, "fields" | "file" | "prices" | "earlier"> & {
  readonly message: string | null;
  readonly isSignedOut: boolean;
  /** What the files' problems are about; another reading of them has its own. */
  readonly parsed: ParsedPositions | null;
  readonly priceFiles: PriceFiles["files"] | null;
};

const NOTHING: Refused = {
  ...{ fields: {}, file: [], prices: [], message: null, isSignedOut: false },
  ...{ parsed: null, priceFiles: null, earlier: null },
};

/** Checks and sends an import. Nothing entered is lost on the way, whatever is refused. */
export function useImport({ chosen, offer, suggestedName }: Importing): ImportForm {
  const { file, parsed, isReading, acceptDuplicates, mapping, decimalMark, quantityBasis, fileDay, changes } = chosen;
  const router = useRouter();
  const [entered, setEntered] = useState(() => initialValues(offer));
  const [refused, setRefused] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [keyOf] = useState(createRequestKeys);
  const prices = usePriceFiles();
  const values = { ...entered, name: entered.name ?? suggestedName };
  const refuse = (why: Partial<Refused>) => {
    setRefused({ ...NOTHING, parsed, priceFiles: prices.files, ...why });
    setAttempt((count) => count + 1);
    setBusy(false);
  };
  const submit = async (again = false) => {
    if (busy || isReading) return;
    const sent = values.priceSource === UPLOAD ? prices : null;
    const fields = ownProblems(values, offer, sent?.files.length ?? 0);
    const wrong = [...parsed.problems, ...(sent?.checked.problems ?? [])];
    if (Object.keys(fields).length > 0 || wrong.length > 0) return refuse({ fields });
    setBusy(true);
    const quantityAsOf = quantityBasis === "as of today" ? fileDay : null;
    const made = await createPortfolio({
      fields: values,
      source: { file: new Blob([file.bytes], { type: "text/csv" }), fileName: file.name },
      reading: {
        acceptDuplicates,
        quantityBasis,
        quantityAsOf,
        mapping,
        decimalMark,
        corrections: changes.corrections,
      },
      importAgain: again,
      prices: sent?.files ?? [],
      idempotencyKey: keyOf(
        ...[file, JSON.stringify(values), acceptDuplicates, quantityBasis, quantityAsOf, decimalMark],
        ...[mapping, changes.corrections, again, sent?.files],
      ),
    });
    if ("runId" in made) return router.push(`/runs/${made.runId}`);
    refuse(placed(made.refusal));
  };
  const change = (field: keyof FieldValues, value: string) => {
    setEntered((before) => ({ ...before, [field]: value }));
    setRefused(({ fields: { [field]: _mended, ...fields }, ...rest }) => ({ ...rest, fields }));
  };
  const { fields: problems, message, isSignedOut } = refused;
  // Of other positions it says nothing.
  const earlier = refused.parsed === parsed ? refused.earlier : null;
  const fileProblems = useMemo(
    () =>
      refused.parsed === parsed && refused.file.length > 0 ? [...parsed.problems, ...refused.file] : parsed.problems,
    [parsed, refused.parsed, refused.file],
  );
  const priceProblems = refused.priceFiles === prices.files ? told(prices, refused.prices) : prices.checked.problems;
  return {
    ...{ values, problems, fileProblems, prices, priceProblems, message, isSignedOut },
    ...{ attempt, busy, earlier, change, submit },
  };
}

/** The server's problems hold the browser's, where it has read the files too. */
function told({ checked }: PriceFiles, ofServer: readonly PriceFileProblem[]): readonly PriceFileProblem[] {
  return ofServer.length > 0 ? ofServer : checked.problems;
}

function initialValues({ priceSources }: OnboardingOffer): Omit<FieldValues, "name"> & { name: string | null } {
  // Observed prices where there are any; made-up ones are a choice.
  const source = priceSources.find(({ name, simulated }) => !simulated && name !== UPLOAD) ?? priceSources[0];
  return {
    ...{ name: null, accountName: "", accountType: "taxable", openingEquity: "", priceSource: source?.name ?? "" },
    ...{ description: "", from: "", to: "" },
  };
}

/** What the browser can tell by itself; the server has the last word. */
function ownProblems(
  values: FieldValues,
  { priceSources, accountNames }: OnboardingOffer,
  priceFiles: number,
): FieldProblems {
  const today = new Date().toISOString().slice(0, 10);
  const rules = { today, priceSources: priceSources.map(({ name }) => name), priceFiles };
  const { problems } = validatePortfolioFields(values, rules);
  return { ...fieldProblems(problems), ...(isTaken(values.accountName, accountNames) ? taken() : {}) };
}

function taken(): FieldProblems {
  const { message, fix } = ERROR_CODES.ERR_PORT_001;
  return { accountName: `${message}. ${fix}` };
}

/** A name taken meanwhile comes without a field; what has its place needs no message besides. */
function placed({ code, message, fields, file, prices, earlier }: Refusal): Partial<Refused> {
  if (earlier !== null) return { earlier };
  if (code === "ERR_AUTH_001") return { isSignedOut: true };
  if (code === "ERR_PORT_001") return { fields: { ...fields, ...taken() } };
  const hasPlace = Object.keys(fields).length > 0 || file.length > 0 || prices.length > 0;
  return { fields, file, prices, message: hasPlace ? null : message };
}
