import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = `${root}lib/.test-cli/main.mjs`

/** Builds the command line from the sources under test; packages stay outside, found in node_modules. */
export const buildCli = async (): Promise<void> => {
  await build({
    entryPoints: [`${root}src/cli/main.ts`],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
}

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the command line as a process of its own. */
export const runCli = (...args: readonly string[]): Promise<CliResult> => runNode(program, args, process.env)

/** The same with these variables besides those of the caller. */
export const runCliWith = (
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CliResult> => runNode(program, args, { ...process.env, ...environment })

/** The compiled command line with its own imports, with nothing of the caller's environment but what is given. */
export const runCompiledCli = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
  input?: Uint8Array,
): Promise<CliResult> => runNode(`${root}lib/src/cli/main.js`, args, environment, nodeOptions, input)

/** Any program by its path from the root, with nothing of the caller's environment but what is given. */
export const runProgram = (
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CliResult> => runNode(`${root}${file}`, args, environment)

const runNode = (
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  nodeOptions: readonly string[] = [],
  input?: Uint8Array,
): Promise<CliResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeOptions, file, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
