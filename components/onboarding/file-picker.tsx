import { FilesPicker, type PickerProps } from "./files-picker.tsx";

/** A button that opens the system's file dialog for one file. */
export function FilePicker({ onPick, ...picker }: PickerProps & { onPick: (file: File) => void }) {
  return <FilesPicker {...picker} multiple={false} onPick={([file]) => file && onPick(file)} />;
}
