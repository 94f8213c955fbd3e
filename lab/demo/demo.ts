import type { DemoInput } from '../cli/inputs.ts'
import { EXIT, type Exit, type Terminal } from '../cli/terminal.ts'

export const demo = async (_input: DemoInput, terminal: Terminal): Promise<Exit> => {
  terminal.err('not yet\n')
  return EXIT.incomplete
}
