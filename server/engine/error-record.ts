import pino from "pino";

const PARAMETERS = /\nparams: [\s\S]*?(?=\n {4}at |$)/g;

/** An error as it is logged: a failed statement without its parameters, among which are session tokens and addresses. */
export function errorRecord(error: Error) {
  const { params: _params, ...record } = pino.stdSerializers.err(error);
  return { ...record, message: withoutParameters(record.message), stack: withoutParameters(record.stack) };
}

function withoutParameters(text: string): string {
  return text.replace(PARAMETERS, "");
}
