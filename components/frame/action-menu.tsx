"use client";

import { Dropdown } from "@heroui/react/dropdown";
import type { ReactNode, RefObject } from "react";

/** Where a menu opens, and whether it is open: its button is apart from it, so that it is loaded on the first press. */
export interface ActionMenuProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** A menu over the page; `Dropdown.Item`s are its children. */
export function ActionMenu({
  label,
  placement,
  onAction,
  children,
  anchor,
  isOpen,
  onOpenChange,
}: ActionMenuProps & {
  /** Names the menu, and what it floats in: without a trigger around both, neither takes the name of its button. */
  label: string;
  placement: "bottom start" | "bottom end";
  onAction: (id: string | number) => void;
  children: ReactNode;
}) {
  return (
    <Dropdown.Popover
      aria-label={label}
      className="popover rounded-xl border border-border"
      {...{ placement, triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Dropdown.Menu aria-label={label} autoFocus="first" onAction={onAction}>
        {children}
      </Dropdown.Menu>
    </Dropdown.Popover>
  );
}
