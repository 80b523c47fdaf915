import { INVESTMENT_CLASSES, SUBTYPES } from "#lib/portfolio-import/investment-class.ts";
import type { EditedPosition } from "./edit-target.ts";

const NAMES: Readonly<Record<string, string>> = { ETF: "ETF" };

/** What a position can be, as one choice: class and subtype in one value. */
export const POSITION_KINDS = INVESTMENT_CLASSES.flatMap((investmentClass) =>
  SUBTYPES[investmentClass].map((subtype) => ({
    value: `${investmentClass}/${subtype}`,
    text: kindText(investmentClass, subtype),
  })),
);

/** The choice that a position has; a stock where there is none yet. */
export function kindOf(position: Pick<EditedPosition, "investmentClass" | "investmentSubtype"> | null): string {
  return position ? `${position.investmentClass}/${position.investmentSubtype}` : "PUBLIC/STOCK";
}

/** The choice taken apart again, as the API names it; an option's subtype is its type. */
export function kindFields(kind: string): Readonly<Record<string, string>> {
  const [investmentClass = "", subtype = ""] = kind.split("/");
  return investmentClass === "OPTIONS"
    ? { investmentClass, optionType: subtype }
    : { investmentClass, investmentSubtype: subtype };
}

export const isOptionKind = (kind: string): boolean => kind.startsWith("OPTIONS/");

function kindText(investmentClass: (typeof INVESTMENT_CLASSES)[number], subtype: string): string {
  const name = NAMES[subtype] ?? words(subtype);
  if (investmentClass === "OPTIONS") return `${name} option`;
  return investmentClass === "PRIVATE" && !name.startsWith("Private") ? `Private: ${name.toLowerCase()}` : name;
}

function words(subtype: string): string {
  const text = subtype.replaceAll("_", " ").toLowerCase().replace("reit", "REIT");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
