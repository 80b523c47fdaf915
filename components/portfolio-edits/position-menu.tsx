"use client";

import { Dropdown } from "@heroui/react/dropdown";
import type { RefObject } from "react";
import { isValued } from "#lib/portfolio-edits/is-valued.ts";
import { exitDeletion, positionDeletion } from "./deletions.ts";
import type { EditedPosition, EditTarget } from "./edit-target.ts";
import { useEdits } from "./edits-context.tsx";

interface Choice {
  readonly id: string;
  readonly text: string;
  readonly target: EditTarget;
}

/** What can be done with a position: change it, end it, value it, delete it. */
export function PositionMenu({
  position,
  name,
  anchor,
  isOpen,
  onOpenChange,
}: {
  position: EditedPosition;
  name: string;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const { open } = useEdits();
  const choices = choicesOf(position);
  const choose = (id: string | number) => {
    const target = choices.find((choice) => choice.id === id)?.target;
    onOpenChange(false);
    if (target) open(target);
  };
  return (
    <Dropdown.Popover
      placement="bottom start"
      className="popover rounded-xl border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Dropdown.Menu aria-label={`What to do with ${name}`} autoFocus="first" onAction={choose}>
        {choices.map(({ id, text }) => (
          <Dropdown.Item key={id} id={id} textValue={text} className={id === "delete" ? "text-failed" : ""}>
            {text}
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  );
}

function choicesOf(position: EditedPosition): readonly Choice[] {
  const { exitDate } = position;
  const valuation: EditTarget = { kind: "valuation", valuation: null, position };
  return [
    { id: "edit", text: "Edit…", target: { kind: "position", position } },
    { id: "exit", text: exitDate ? "Change exit…" : "Exit…", target: { kind: "exit", position } },
    ...(exitDate
      ? [{ id: "reopen", text: "Take back exit…", target: { kind: "delete", of: exitDeletion(position) } } as const]
      : []),
    ...(isValued(position) ? [{ id: "value", text: "Add valuation…", target: valuation }] : []),
    { id: "delete", text: "Delete…", target: { kind: "delete", of: positionDeletion(position) } },
  ];
}
