import type { CommandOutcome } from '../outcome.ts'
import { writeOutputFile } from '../output-file.ts'

/** Properties of standard output. */
export type Terminal = { readonly isTerminal: boolean; readonly hasColour: boolean }

/** Where an answer goes: a file, or standard output. */
export type Target = { readonly output: string | undefined }

/**
 * Whether the terminal form is used. Without `--format`, a terminal gets its own form; a file or a pipe gets Markdown.
 */
export const isShown = ({ output }: Target, { isTerminal }: Terminal): boolean => output === undefined && isTerminal

export const writeAnswer = async ({ output }: Target, content: string, exitCode: number): Promise<CommandOutcome> => {
  if (output === undefined) return { output: content, exitCode }
  await writeOutputFile(output, content)
  return { output: '', exitCode }
}
