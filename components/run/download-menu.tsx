"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { ActionMenu, type ActionMenuProps } from "#components/frame/action-menu.tsx";

const FORMATS = [
  { format: "txt", name: "Text", use: "to read" },
  { format: "csv", name: "CSV", use: "for a spreadsheet" },
  { format: "json", name: "JSON", use: "whole run, for a script" },
  { format: "ndjson", name: "NDJSON", use: "an entry a line" },
] as const;

/** The formats the log is downloaded in. */
export function DownloadMenu({ runId, ...menu }: ActionMenuProps & { runId: string }) {
  return (
    <ActionMenu {...menu} label="Format of the log" placement="bottom end" onAction={() => menu.onOpenChange(false)}>
      {FORMATS.map(({ format, name, use }) => (
        <Dropdown.Item
          key={format}
          id={format}
          textValue={name}
          href={`/api/v1/runs/${runId}/log?format=${format}`}
          download
        >
          <span className="font-medium">{name}</span>
          <span className="text-muted">{use}</span>
        </Dropdown.Item>
      ))}
    </ActionMenu>
  );
}
