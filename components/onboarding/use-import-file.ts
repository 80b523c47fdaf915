import { useMemo, useState } from "react";
import { newYorkDate } from "#lib/new-york-date.ts";
import { createRowCheck } from "#lib/portfolio-import/checked-rows.ts";
import type { ColumnMapping } from "#lib/portfolio-import/column-mapping.ts";
import { type Corrections, correctedLines } from "#lib/portfolio-import/corrections.ts";
import { linesOf } from "#lib/portfolio-import/csv-source.ts";
import type { DecimalMark } from "#lib/portfolio-import/decimal-marks.ts";
import type { FileLayout } from "#lib/portfolio-import/exports/find-layout.ts";
import type { SourceField } from "#lib/portfolio-import/exports/source-fields.ts";
import { fileDay } from "#lib/portfolio-import/file-day.ts";
import { readFileText } from "#lib/portfolio-import/file-text.ts";
import { checkTable, type ParsedPositions } from "#lib/portfolio-import/positions-csv.ts";
import { NOTHING } from "#lib/portfolio-import/positions-table.ts";
import type { PickedFile } from "./picked-file.ts";
import type { ReadTable, TableTask } from "./read-table.ts";
import {
  type QuantityBasis,
  type RememberedColumns,
  recallColumns,
  rememberColumns,
  signatureOf,
} from "./remembered-columns.ts";
import { type FileChanges, useFileChanges } from "./use-file-changes.ts";
import { usePositionsTable } from "./use-positions-table.ts";

/** A file in preview: what is read of it, which of its columns are taken as what, and what was put right in it. */
export interface ImportFile {
  readonly file: PickedFile;
  readonly parsed: ParsedPositions;
  /** How the file is laid out by itself, whatever is said of its columns; null where that cannot be made out. */
  readonly own: FileLayout | null;
  /** A large file is read for the first time, or again. */
  readonly isReading: boolean;
  /** As a person has assigned the columns, now or for an earlier file of the same kind; null for the file's own. */
  readonly mapping: ColumnMapping | null;
  /** Whether that was for an earlier file. */
  readonly isRecalled: boolean;
  readonly quantityBasis: QuantityBasis;
  /** The day in whose shares quantities are where they are not as traded: as was said, as the file states, or today. */
  readonly fileDay: string;
  readonly acceptDuplicates: boolean;
  /** As a person has said; null for what the file itself tells. */
  readonly decimalMark: DecimalMark | null;
  readonly changes: FileChanges;
  readonly today: string;
  readonly assign: (mapping: ColumnMapping) => void;
  readonly chooseBasis: (basis: QuantityBasis) => void;
  readonly chooseDay: (day: string) => void;
  readonly chooseDecimals: (mark: DecimalMark) => void;
  readonly acceptAll: (accepted: boolean) => void;
  /** A line of the file as it stands, with what was put right in it. */
  readonly lineText: (row: number) => string;
}

interface Said {
  readonly of: PickedFile;
  readonly mapping: ColumnMapping | null;
  readonly basis: QuantityBasis | null;
  readonly acceptDuplicates: boolean;
  readonly decimalMark: DecimalMark | null;
  readonly fileDay: string | null;
}

const NOTHING_READ: ReadTable = { table: NOTHING, checked: [] };

/** Reads a file and keeps what is said of it; another file begins anew. The same object until something of it changes. */
export function useImportFile(picked: PickedFile): ImportFile {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [kept, setKept] = useState<Said>(() => nothingSaid(picked));
  const said = useMemo(() => (kept.of === picked ? kept : nothingSaid(picked)), [kept, picked]);
  const changes = useFileChanges(picked);
  const { corrections } = changes;
  const {
    own: ownLayout,
    recalled,
    mapping,
    isRecalled,
    shown,
    isReading,
  } = useFileTables(picked, {
    ...{ said, today },
    lines: corrections.lines,
  });
  const check = useMemo(() => createRowCheck(today, shown.checked), [shown, today]);
  const { acceptDuplicates, decimalMark } = said;
  const parsed = useMemo(
    () => checkTable(shown.table, { corrections, acceptDuplicates, check }),
    [shown, corrections, acceptDuplicates, check],
  );
  const broker = parsed.layout?.broker ?? null;
  const day = said.fileDay ?? fileDay(parsed.statedDate, newYorkDate(new Date()));
  const quantityBasis = said.basis ?? recalled?.quantityBasis ?? (broker === null ? "as traded" : "as of today");
  return useMemo(() => {
    const say = (more: Partial<Said>) => setKept({ ...said, ...more });
    return {
      ...{ file: picked, parsed, own: ownLayout, isReading, mapping, isRecalled },
      ...{ quantityBasis, fileDay: day, acceptDuplicates, decimalMark, changes, today },
      assign: (next) => {
        remember(ownLayout, next, quantityBasis);
        say({ mapping: next });
      },
      chooseBasis: (basis) => {
        if (parsed.layout) remember(ownLayout, mapping ?? parsed.layout.mapping, basis);
        say({ basis });
      },
      chooseDay: (fileDay) => say({ fileDay }),
      chooseDecimals: (mark) => say({ decimalMark: mark }),
      acceptAll: (accepted) => say({ acceptDuplicates: accepted }),
      lineText: (row) => lineText(picked, changes.corrections, row),
    };
  }, [
    picked,
    said,
    parsed,
    ownLayout,
    isReading,
    mapping,
    isRecalled,
    quantityBasis,
    day,
    acceptDuplicates,
    decimalMark,
    changes,
    today,
  ]);
}

/** The file as it is read by itself, and as it is read with what is said of it. */
function useFileTables(
  picked: PickedFile,
  { said, lines, today }: { said: Said; lines: Corrections["lines"]; today: string },
) {
  const { decimalMark } = said;
  const ownTask = useMemo<TableTask>(
    () => ({ bytes: picked.bytes, mapping: null, lines: undefined, decimalMark: null, today }),
    [picked, today],
  );
  const read = usePositionsTable(ownTask);
  const own = read?.table.layout ?? null;
  const recalled = useMemo(() => recall(own), [own]);
  const recalledMapping = useMemo(() => otherMapping(own, recalled), [own, recalled]);
  const mapping = said.mapping ?? recalledMapping;
  const changedTask = useMemo<TableTask | null>(
    () =>
      mapping === null && lines === undefined && decimalMark === null
        ? null
        : { ...ownTask, mapping, lines, decimalMark },
    [ownTask, mapping, lines, decimalMark],
  );
  const changed = usePositionsTable(changedTask);
  const latest = changedTask === null ? read : changed;
  const isRecalled = said.mapping === null && recalledMapping !== null;
  return { own, recalled, mapping, isRecalled, shown: latest ?? read ?? NOTHING_READ, isReading: latest === null };
}

function lineText({ bytes }: PickedFile, corrections: Corrections, row: number): string {
  const read = readFileText(bytes);
  return "text" in read ? (correctedLines(linesOf(read.text), corrections)[row - 1] ?? "") : "";
}

function remember(own: FileLayout | null, { columns }: ColumnMapping, quantityBasis: QuantityBasis): void {
  const signature = own && signatureOf(own);
  if (signature) rememberColumns({ signature, columns, quantityBasis });
}

function nothingSaid(of: PickedFile): Said {
  return { of, mapping: null, basis: null, acceptDuplicates: false, decimalMark: null, fileDay: null };
}

/** What was said of an earlier file, where this one's own columns are only a guess or are not those. */
function otherMapping(layout: ParsedPositions["layout"], recalled: RememberedColumns | null): ColumnMapping | null {
  if (layout === null || recalled === null) return null;
  const own = layout.mapping.columns;
  const fields = new Set([...Object.keys(own), ...Object.keys(recalled.columns)]) as Set<SourceField>;
  const isSame = [...fields].every((field) => own[field] === recalled.columns[field]);
  return isSame && layout.kind !== "guessed" ? null : { ...layout.mapping, columns: recalled.columns };
}

function recall(layout: ParsedPositions["layout"]): RememberedColumns | null {
  const signature = layout && signatureOf(layout);
  return signature ? recallColumns(signature) : null;
}
