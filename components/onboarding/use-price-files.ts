import { useState } from "react";
import { type CheckedPriceFiles, checkPriceFiles } from "#lib/price-files/check-price-files.ts";
import { weekdayRule } from "#lib/price-files/date-rule.ts";
import { type PickedFile, pickFile } from "./picked-file.ts";

/** The price files chosen for a portfolio, and what is in them. */
export interface PriceFiles {
  readonly files: readonly PickedFile[];
  /** As far as the browser can tell: it knows weekends, not the exchange's holidays. */
  readonly checked: CheckedPriceFiles;
  readonly reading: boolean;
  /** Why a file was not taken. */
  readonly refused: string | null;
  /** Takes files beside those chosen before; one of the same name takes the other's place. */
  readonly add: (chosen: readonly File[]) => Promise<void>;
  readonly remove: (name: string) => void;
}

interface Chosen {
  readonly files: readonly PickedFile[];
  readonly checked: CheckedPriceFiles;
}

const NONE: Chosen = { files: [], checked: { files: [], problems: [] } };

const chosenOf = (files: readonly PickedFile[]): Chosen => ({
  files,
  checked: checkPriceFiles(
    files.map(({ name, bytes }) => ({ name, content: bytes })),
    weekdayRule,
  ),
});

export function usePriceFiles(): PriceFiles {
  const [{ files, checked }, setChosen] = useState(NONE);
  const [reading, setReading] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (chosen: readonly File[]) => {
    setReading(true);
    setRefused(null);
    const read = await Promise.all(chosen.map((file) => pickFile(file, "Leave out what is not needed.")));
    const picked = read.flatMap((file) => ("refused" in file ? [] : [file]));
    const names = new Set(picked.map(({ name }) => name.toLowerCase()));
    const isKept = ({ name }: PickedFile) => !names.has(name.toLowerCase());
    setChosen((before) => chosenOf([...before.files.filter(isKept), ...picked]));
    const [first] = read.flatMap((file) => ("refused" in file ? [file.refused] : []));
    setRefused(first ?? null);
    setReading(false);
  };
  const remove = (name: string) => {
    setRefused(null);
    setChosen((before) => chosenOf(before.files.filter((file) => file.name !== name)));
  };
  return { files, checked, reading, refused, add, remove };
}
