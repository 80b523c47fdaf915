"use client";

import { Dropdown } from "@heroui/react/dropdown";
import type { RefObject } from "react";

const FORMATS = [
  { format: "txt", name: "Text", use: "to read" },
  { format: "csv", name: "CSV", use: "for a spreadsheet" },
  { format: "json", name: "JSON", use: "whole run, for a script" },
  { format: "ndjson", name: "NDJSON", use: "an entry a line" },
] as const;

/** The formats the log is downloaded in. */
export function DownloadMenu({
  runId,
  anchor,
  isOpen,
  onOpenChange,
}: {
  runId: string;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  return (
    <Dropdown.Popover
      placement="bottom end"
      className="popover rounded-xl border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Dropdown.Menu aria-label="Format of the log" autoFocus="first" onAction={() => onOpenChange(false)}>
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
      </Dropdown.Menu>
    </Dropdown.Popover>
  );
}
