import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What another process of a bench can be asked to do: an argument to each question, and its answer. */
export type Questions = Record<string, (argument: never) => unknown>;

type Argument<Question> = Question extends (argument: infer Given) => unknown ? Given : never;
type AnswerOf<Question> = Question extends (argument: never) => infer Given ? Awaited<Given> : never;

export interface RemoteProcess<Asked extends Questions> {
  readonly child: ChildProcess;
  ask<Name extends keyof Asked & string>(name: Name, argument: Argument<Asked[Name]>): Promise<AnswerOf<Asked[Name]>>;
  /** Ends the process and resolves when it is gone. */
  end(): Promise<void>;
}

interface Question {
  readonly question: number;
  readonly name: string;
  readonly argument: unknown;
}

type Answer = { readonly answer: number } & ({ readonly value: unknown } | { readonly error: string });

export interface ForkOptions {
  readonly argv?: readonly string[];
  readonly execArgv?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

const PATIENCE_MS = 120_000;

/** Starts a module that calls `answerQuestions`, in a process of its own. */
export function forkProcess<Asked extends Questions>(entry: URL, options: ForkOptions = {}): RemoteProcess<Asked> {
  const child = fork(fileURLToPath(entry), [...(options.argv ?? [])], {
    execArgv: [...(options.execArgv ?? [])],
    env: options.environment ?? process.env,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const open = new Map<number, (answer: Answer) => void>();
  const gone = once(child, "exit");
  child.on("message", (message: Answer) => open.get(message.answer)?.(message));
  void gone.then(([code, signal]) => {
    for (const [answer, settle] of open) settle({ answer, error: `${entry.pathname} ended: ${signal ?? code}` });
  });
  let asked = 0;
  return {
    child,
    async ask(name, argument) {
      asked += 1;
      const answer = await answered(open, asked, name, () => child.send({ question: asked, name, argument }));
      // The other side answers with what the question's type says.
      return answer as AnswerOf<Asked[typeof name]>;
    },
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await gone;
    },
  };
}

async function answered(open: Map<number, (answer: Answer) => void>, id: number, name: string, send: () => void) {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const late = setTimeout(() => resolve({ answer: id, error: `"${name}" was not answered in time` }), PATIENCE_MS);
  open.set(id, resolve);
  send();
  const answer = await promise;
  clearTimeout(late);
  open.delete(id);
  if ("error" in answer) throw new Error(answer.error);
  return answer.value;
}

/** Answers the parent's questions, and ends this process when the parent has gone. */
export function answerQuestions(questions: Questions): void {
  const send = (answer: Answer) => void process.send?.(answer);
  process.on("message", async ({ question, name, argument }: Question) => {
    try {
      const value = await questions[name]?.(argument as never);
      send({ answer: question, value });
    } catch (error) {
      send({ answer: question, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit());
}
