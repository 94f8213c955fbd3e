import type { Fact } from '../../model/fact.ts'
import { LIMITS } from '../../model/limits.ts'
import type { ResolvedTool } from '../../model/replay.ts'
import { createBelief } from './belief.ts'
import { after, between, type LogLine, parseLogLine } from './log-line.ts'
import type { JobLogOptions } from './read-job-log.ts'
import { createSections, type Section } from './section.ts'

export type ToolReader = {
  readonly read: (line: LogLine, section: Section) => void
  readonly tools: () => readonly ResolvedTool[]
  readonly cut: () => boolean
}

/**
 * Exact versions that the setup actions say they set up: actions/setup-node (src/util.ts), setup-python
 * (src/setup-python.ts), setup-go (src/main.ts), setup-java (src/setup-java.ts) and
 * astral-sh/setup-uv (src/setup-uv.ts). To be given the output of actions; `confidence` is how far a section is believed.
 */
export const createToolReader = (
  confidence: (section: Section) => Fact<unknown>['confidence'] = () => undefined,
): ToolReader => {
  const tools = new Map<string, ResolvedTool>()
  let section: Section | undefined
  /** The title over the lines that follow: they name versions of that alone. */
  let block = ''
  let cut = false
  const read = ({ text }: LogLine, where: Section): void => {
    if (where.kind !== 'action') return
    if (where !== section) block = ''
    section = where
    block = blockOf(text) ?? block
    const tool = cachedTool(text) ?? saidTool(text) ?? blockTool(block, text)
    if (tool === undefined || tools.has(`${tool.name} ${tool.version}`)) return
    if (tools.size >= LIMITS.tools) {
      cut = true
      return
    }
    const believed = confidence(where)
    tools.set(`${tool.name} ${tool.version}`, {
      ...tool,
      action: where.uses.uses,
      source: 'log',
      ...(believed === undefined ? {} : { confidence: believed }),
    })
  }
  return { read, tools: () => [...tools.values()], cut: () => cut }
}

type Tool = Pick<ResolvedTool, 'name' | 'version' | 'arch'>

const NODE_BLOCK = '##[group]Environment details'
const JAVA_BLOCK = 'Java configuration:'

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

/** Any line that a section or a tool begins or ends with; the others need not be looked at. */
const MARKED =
  /##\[|Post job cleanup|Download action |Found in cache @|Successfully |Java configuration|Version: |go version|(?:node|npm|yarn): |Z ?$/

/** A time, a byte order mark and the longest of the words above stand before this place. */
const LOOK = 120

/** The tools of a log whose lines go on to another reader: call `along` around the lines, `tools` after the last. */
export const createToolsAlong = (
  options: JobLogOptions,
): {
  readonly along: (lines: AsyncIterable<string>) => AsyncIterable<string>
  readonly tools: () => readonly ResolvedTool[]
} => {
  const sections = createSections({ fromStart: options.fromStart ?? true, steps: options.steps ?? [] })
  const belief = createBelief(options.steps ?? [])
  const reader = createToolReader(belief.of)
  let last: Section | undefined
  let isFirst = true
  const read = (raw: string): void => {
    if (!isFirst && !sections.needsEveryLine() && !MARKED.test(raw.slice(0, LOOK))) return
    isFirst = false
    const line = parseLogLine(raw)
    const section = sections.next(line)
    if (section !== last) belief.begin(section)
    last = section
    if (!sections.inHead()) reader.read(line, section)
  }
  // By hand: a generator around a generator costs as much per line as reading it.
  const along = (lines: AsyncIterable<string>): AsyncIterable<string> => ({
    [Symbol.asyncIterator]: () => {
      const inner = lines[Symbol.asyncIterator]()
      return {
        next: () =>
          inner.next().then(result => {
            if (result.done !== true) read(result.value)
            return result
          }),
        return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
      }
    },
  })
  return { along, tools: reader.tools }
}
