import type { Format } from "#lib/format.ts";
import type { Deletion, EditedFlow, EditedPosition, EditedScenario, EditedValuation } from "./edit-target.ts";
import { positionName } from "./position-name.ts";

/** What is said before a position goes. */
export function positionDeletion(position: EditedPosition, format: Format): Deletion {
  const what =
    position.investmentClass === "PRIVATE"
      ? "Its valuations and everything computed of it go"
      : "Everything computed of it goes";
  return {
    name: positionName(position, format),
    consequence: `${what} with it, as if it had never been held. To end it on a day instead, use Exit.`,
    path: `/positions/${position.id}`,
  };
}

export function exitDeletion(position: EditedPosition, format: Format): Deletion {
  return {
    ...{ name: `the exit of ${positionName(position, format)}`, path: `/positions/${position.id}/exit` },
    verb: "Take back",
    consequence: "The position is held on from that day, as if it had not ended.",
  };
}

export function flowDeletion({ id, date }: EditedFlow, format: Format): Deletion {
  return {
    ...{ name: `the cash flow of ${format.day(date)}`, path: `/flows/${id}` },
    consequence: "The account has all sessions since without it.",
  };
}

export function valuationDeletion({ id, date, symbol }: EditedValuation, format: Format): Deletion {
  return {
    ...{ name: `the valuation of ${symbol} of ${format.day(date)}`, path: `/valuations/${id}` },
    consequence: "The valuation before it holds on, or the entry price where there is none.",
  };
}

export function scenarioDeletion({ id, name }: EditedScenario): Deletion {
  return { name: `the scenario “${name}”`, path: `/scenarios/${id}`, consequence: "Its results go with it." };
}
