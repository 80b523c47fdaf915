import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import type { ReferenceSource } from "../reference-source.ts";

export const optionSymbolSource: ReferenceSource = {
  file: "occ_symbols",
  title: "OCC option symbols, read or refused",
  answers: {
    parse_occ: ({ inputs }) => {
      const contract = readOccSymbol(String(inputs.symbol));
      if (contract === null) return null;
      const { root, expiration: expiry, type, strike } = contract;
      return { root, expiry, type: type.toLowerCase(), strike: Number(strike) };
    },
  },
  notHeld: {},
};
