"use client";

import { useId } from "react";
import type { ColumnMapping } from "#lib/portfolio-import/column-mapping.ts";
import { COLUMNS } from "#lib/portfolio-import/columns.ts";
import { HELPER_FIELDS, type SourceField } from "#lib/portfolio-import/exports/source-fields.ts";

const MEANINGS: Partial<Record<SourceField, string>> = {
  Symbol: "needed",
  Quantity: "needed",
  "Entry Price Per Share": "or the total cost",
  "Total Cost": "÷ quantity where no price is given",
  "Market Value": "of cash without a quantity",
  "Last Price": "offered where no price paid is given",
  Currency: "of the costs",
  "Asset Type": "tells funds, bonds, options and cash",
  Description: "tells cash without a symbol",
  Account: "where the file has several",
};

/** Which column of the file is taken as which field; a change is read at once. */
export function ColumnFields({
  headers,
  mapping,
  onAssign,
}: {
  headers: readonly string[];
  mapping: ColumnMapping;
  onAssign: (mapping: ColumnMapping) => void;
}) {
  const assign = (field: SourceField, index: number | null) => {
    const { [field]: _before, ...others } = mapping.columns;
    onAssign({ ...mapping, columns: index === null ? others : { ...others, [field]: index } });
  };
  const options = headers.map((name, index) => ({ index, text: name === "" ? `Column ${index + 1}` : name }));
  const fields = (names: readonly SourceField[]) => (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
      {names.map((field) => (
        <ColumnField key={field} {...{ field, options }} value={mapping.columns[field]} onChoose={assign} />
      ))}
    </div>
  );
  return (
    <div className="grid gap-4">
      {fields(COLUMNS)}
      <p className="text-data text-muted">From these, what the file does not say follows:</p>
      {fields(HELPER_FIELDS)}
    </div>
  );
}

function ColumnField({
  field,
  options,
  value,
  onChoose,
}: {
  field: SourceField;
  options: readonly { index: number; text: string }[];
  value: number | undefined;
  onChoose: (field: SourceField, index: number | null) => void;
}) {
  const id = useId();
  const meaning = MEANINGS[field];
  return (
    <div className="grid min-w-0 content-end gap-1">
      <label htmlFor={id} className="text-data font-medium">
        {field} {meaning && <span className="font-normal text-muted">· {meaning}</span>}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={({ currentTarget: { value: chosen } }) => onChoose(field, chosen === "" ? null : Number(chosen))}
        className={`input input--full-width min-h-9 text-data ${value === undefined ? "text-muted" : ""}`}
      >
        <option value="">Not in the file</option>
        {options.map(({ index, text }) => (
          <option key={index} value={index}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
