"use client";

import { DeleteDialog } from "./delete-dialog.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditTarget, ValuedPosition } from "./edit-target.ts";
import { ExitDialog } from "./exit-dialog.tsx";
import { FlowDialog } from "./flow-dialog.tsx";
import { PositionDialog } from "./position-dialog.tsx";
import { ScenarioDialog } from "./scenario-dialog.tsx";
import { ValuationDialog } from "./valuation-dialog.tsx";

/** The dialog that a target asks for. */
export function EditDialog({
  target,
  valued,
  ...dialog
}: EditDialogProps & { target: EditTarget; valued: readonly ValuedPosition[] }) {
  switch (target.kind) {
    case "position":
      return <PositionDialog {...dialog} position={target.position} />;
    case "exit":
      return <ExitDialog {...dialog} position={target.position} />;
    case "flow":
      return <FlowDialog {...dialog} flow={target.flow} />;
    case "valuation": {
      const { valuation, position = null } = target;
      return <ValuationDialog {...dialog} {...{ valuation, valued, position }} />;
    }
    case "scenario":
      return <ScenarioDialog {...dialog} scenario={target.scenario} />;
    case "delete":
      return <DeleteDialog {...dialog} of={target.of} />;
    default:
      return target satisfies never;
  }
}
