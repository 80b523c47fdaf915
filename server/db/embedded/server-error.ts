export type EmbeddedServerErrorCode =
  | "ERR_POSTGRES_BINARIES"
  | "ERR_POSTGRES_USER"
  | "ERR_POSTGRES_FAILED"
  | "ERR_DATA_FOLDER_READ_ONLY"
  | "ERR_DATA_FOLDER_OWNER"
  | "ERR_DATA_FOLDER_IN_USE"
  | "ERR_DATA_FOLDER_VERSION"
  | "ERR_DISK_FULL";

/** The embedded server cannot run; the message is for the person who typed `npm start`. */
export class EmbeddedServerError extends Error {
  readonly code: EmbeddedServerErrorCode;

  constructor(code: EmbeddedServerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedServerError";
    this.code = code;
  }
}

type Symptom = { pattern: RegExp; code: EmbeddedServerErrorCode; message: (folder: string) => string };

const SYMPTOMS: Symptom[] = [
  {
    pattern: /no space left on device|disk quota exceeded|ENOSPC|EDQUOT/i,
    code: "ERR_DISK_FULL",
    message: (folder) =>
      `The disk that holds ${folder} is full. Free some space, or set NONET_DATA_DIR to another disk.`,
  },
  {
    pattern: /read-only file system|permission denied|operation not permitted|EROFS|EACCES|EPERM/i,
    code: "ERR_DATA_FOLDER_READ_ONLY",
    message: (folder) =>
      `The data folder ${folder} cannot be written. Make it writable for this user, or set NONET_DATA_DIR to another folder.`,
  },
  {
    pattern: /lock file .* already exists/i,
    code: "ERR_DATA_FOLDER_IN_USE",
    message: (folder) =>
      `Another Nonet is running on ${folder}. Stop it first, or set NONET_DATA_DIR to another folder for this one.`,
  },
];

/**
 * Names the cause of a failure from what the operating system or Postgres said about it.
 * `output` is an error's text or the last lines of the server's log; an unknown cause quotes them.
 */
export function diagnose(output: string, dataFolder: string, cause?: unknown): EmbeddedServerError {
  const symptom = SYMPTOMS.find(({ pattern }) => pattern.test(output));
  if (symptom) return new EmbeddedServerError(symptom.code, symptom.message(dataFolder), { cause: cause ?? output });
  const message = `The embedded Postgres in ${dataFolder} did not start:\n${output}`;
  return new EmbeddedServerError("ERR_POSTGRES_FAILED", message, { cause });
}
