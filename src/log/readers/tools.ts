import { LIMITS } from '../../core/limits.ts'
import type { ResolvedTool } from '../../schema/job/replay.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { type Located, type LogStep, locate, placeInJob } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

/**
 * Reads the exact versions that the setup actions report: actions/setup-node (src/util.ts), setup-python
 * (src/setup-python.ts), setup-go (src/main.ts), setup-java (src/setup-java.ts) and astral-sh/setup-uv
 * (src/setup-uv.ts).
 */
export const createToolReader = (): LineReader<ResolvedTool> => {
  const tools = new Map<string, Located<ResolvedTool>>()
  let last: LogStep | undefined
  /** The title above the lines that follow: they name versions of that tool alone. */
  let block = ''
  let blockLines = 0
  let isCut = false
  const read = (line: LogLine, step: LogStep): void => {
    const { text } = line
    if (step !== last) block = ''
    last = step
    const opened = toBlock(text)
    blockLines = opened === undefined ? blockLines + 1 : 0
    block = opened ?? (blockLines > MAX_BLOCK ? '' : block)
    const tool = cachedTool(text) ?? statedTool(text) ?? blockTool(block, text)
    const name = tool === undefined ? '' : `${tool.name} ${tool.version}`
    if (tool === undefined || tools.has(name)) return
    const { step: _, ...place } = placeInJob(step)
    if (tools.size < LIMITS.tools) tools.set(name, locate({ ...tool, ...place }, line, step))
    else isCut = true
  }
  return {
    prefixes: [
      NODE_BLOCK,
      JAVA_BLOCK,
      'Found in cache @ ',
      'Successfully set up ',
      'Successfully installed uv ',
      'go version go',
    ],
    steps: ['action'],
    read,
    needsEveryLine: () => block !== '',
    located: () => [...tools.values()],
    isCut: () => isCut,
  }
}

type Tool = Pick<ResolvedTool, 'name' | 'version' | 'arch'>

const NODE_BLOCK = '##[group]Environment details'
const JAVA_BLOCK = 'Java configuration:'

/** Maximum number of lines in a block. The known blocks have three. */
const MAX_BLOCK = 10

const toBlock = (text: string): string | undefined => {
  if (text === NODE_BLOCK || text === JAVA_BLOCK) return text
  return text === '' || text.startsWith('##[') ? '' : undefined
}

/** Reads `Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64`: `<tool>/<version>/<arch>` of the tool cache. */
const cachedTool = (text: string): Tool | undefined => {
  const [arch = '', version = '', name = ''] = after(text, 'Found in cache @ ')?.split(/[/\\]/).reverse() ?? []
  return /^[\w-]{1,40}$/.test(arch) ? toTool(name.toLowerCase(), version, arch) : undefined
}

const statedTool = (text: string): Tool | undefined => {
  const uv = after(text, 'Successfully installed uv version ')
  if (uv !== undefined) return toTool('uv', uv)
  // This is the version in use. `Successfully set up Go version 1.23` names the requested version.
  const [, go = '', platform] = /^go version go(\S{1,100}) [a-z0-9]{1,20}\/([a-z0-9]{1,20})$/.exec(text) ?? []
  if (platform !== undefined) return toTool('go', go, platform)
  const graal = after(text, 'Successfully set up GraalPy ')
  if (graal !== undefined) return toTool('graalpy', graal)
  const python = between(text, 'Successfully set up ', ')')
  // `CPython (3.12.7)`, `PyPy 7.3.17 with Python (3.10.14)`.
  const [, name = '', own, version = ''] =
    /^(\w{1,20})(?: (\S{1,40}) with Python)? \((\S{1,60})$/.exec(python ?? '') ?? []
  if (python === undefined || !/^(?:CPython|PyPy)$/.test(name)) return undefined
  return own === undefined ? toTool('python', version) : toTool(name.toLowerCase(), own)
}

/** Reads `node: v22.11.0`, `npm: 10.9.0`, `yarn: 1.22.22`; `  Version: 21.0.5+11`. An absent tool has no version. */
const blockTool = (block: string, text: string): Tool | undefined => {
  if (block === JAVA_BLOCK) return toTool('java', after(text, '  Version: ') ?? '')
  if (block !== NODE_BLOCK) return undefined
  const [, name = '', version = ''] = /^(node|npm|yarn): v?(\S{1,100})$/.exec(text) ?? []
  return toTool(name, version)
}

const toTool = (name: string, version: string, arch?: string): Tool | undefined =>
  /^[\w.+-]{1,40}$/.test(name) && /^\d[\w.+-]{0,99}$/.test(version) ? { name, version, arch } : undefined
