/** What every dialog of an edit is handed. */
export interface EditDialogProps {
  readonly portfolioId: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}
