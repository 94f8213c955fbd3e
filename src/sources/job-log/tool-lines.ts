import { LIMITS } from '../../model/limits.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import { after, between, type LogLine } from './log-line.ts'
import type { Section } from './section.ts'

type ActionSection = Extract<Section, { kind: 'action' }>

export type LocatedTool = { readonly tool: Tool; readonly line: LogLine; readonly section: ActionSection }

export type ToolReader = {
  readonly read: (line: LogLine, section: ActionSection) => void
  /** Whether the next line counts whatever it says: it may be one of a block that names versions. */
  readonly needsEveryLine: () => boolean
  readonly located: () => readonly LocatedTool[]
  readonly cut: () => boolean
}

/**
 * Exact versions that the setup actions say they set up: actions/setup-node (src/util.ts), setup-python
 * (src/setup-python.ts), setup-go (src/main.ts), setup-java (src/setup-java.ts) and
 * astral-sh/setup-uv (src/setup-uv.ts). To be given the output of actions.
 */
export const createToolReader = (): ToolReader => {
  const tools = new Map<string, LocatedTool>()
  let section: Section | undefined
  /** The title over the lines that follow: they name versions of that alone. */
  let block = ''
  let blockLines = 0
  let cut = false
  const read = (line: LogLine, where: ActionSection): void => {
    const { text } = line
    if (where !== section) block = ''
    section = where
    const opened = blockOf(text)
    blockLines = opened === undefined ? blockLines + 1 : 0
    block = opened ?? (blockLines > MAX_BLOCK ? '' : block)
    const tool = cachedTool(text) ?? saidTool(text) ?? blockTool(block, text)
    if (tool === undefined) return
    const name = `${tool.name} ${tool.version}`
    if (tools.has(name)) return
    if (tools.size < LIMITS.tools) tools.set(name, { tool, line, section: where })
    else cut = true
  }
  return { read, needsEveryLine: () => block !== '', located: () => [...tools.values()], cut: () => cut }
}

export type Tool = Pick<ResolvedTool, 'name' | 'version' | 'arch'>

const NODE_BLOCK = '##[group]Environment details'
const JAVA_BLOCK = 'Java configuration:'

/** The blocks have three lines. */
const MAX_BLOCK = 10

const blockOf = (text: string): string | undefined => {
  if (text === NODE_BLOCK || text === JAVA_BLOCK) return text
  return text === '' || text.startsWith('##[') ? '' : undefined
}

/** `Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64`: `<tool>/<version>/<arch>` of the tool cache. */
const cachedTool = (text: string): Tool | undefined => {
  const [arch = '', version = '', name = ''] = after(text, 'Found in cache @ ')?.split(/[/\\]/).reverse() ?? []
  return /^[\w-]{1,40}$/.test(arch) ? toolOf(name.toLowerCase(), version, arch) : undefined
}

const saidTool = (text: string): Tool | undefined => {
  const uv = after(text, 'Successfully installed uv version ')
  if (uv !== undefined) return toolOf('uv', uv)
  // What is used. `Successfully set up Go version 1.23` names what was asked for.
  const [, go = '', platform] = /^go version go(\S{1,100}) [a-z0-9]{1,20}\/([a-z0-9]{1,20})$/.exec(text) ?? []
  if (platform !== undefined) return toolOf('go', go, platform)
  const graal = after(text, 'Successfully set up GraalPy ')
  if (graal !== undefined) return toolOf('graalpy', graal)
  const python = between(text, 'Successfully set up ', ')')
  // `CPython (3.12.7)`, `PyPy 7.3.17 with Python (3.10.14)`.
  const [, name = '', own, version = ''] =
    /^(\w{1,20})(?: (\S{1,40}) with Python)? \((\S{1,60})$/.exec(python ?? '') ?? []
  if (python === undefined || !/^(?:CPython|PyPy)$/.test(name)) return undefined
  return own === undefined ? toolOf('python', version) : toolOf(name.toLowerCase(), own)
}

/** `node: v22.11.0`, `npm: 10.9.0`, `yarn: 1.22.22`; `  Version: 21.0.5+11`. An absent tool has no version. */
const blockTool = (block: string, text: string): Tool | undefined => {
  if (block === JAVA_BLOCK) return toolOf('java', after(text, '  Version: ') ?? '')
  if (block !== NODE_BLOCK) return undefined
  const [, name = '', version = ''] = /^(node|npm|yarn): v?(\S{1,100})$/.exec(text) ?? []
  return toolOf(name, version)
}

const toolOf = (name: string, version: string, arch?: string): Tool | undefined =>
  /^[\w.+-]{1,40}$/.test(name) && /^\d[\w.+-]{0,99}$/.test(version)
    ? { name, version, ...(arch === undefined ? {} : { arch }) }
    : undefined
