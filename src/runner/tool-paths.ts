import { delimiter } from 'node:path'
import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'
import type { ResolvedTool } from '../schema/job/replay.ts'

/**
 * Returns the tools on the path that are in the runner's tool cache, whose folders are `<tool>/<version>/<arch>`
 * (actions/toolkit packages/tool-cache/src/tool-cache.ts, `find`). The runner puts entries of `$GITHUB_PATH` in front
 * of the path of every later step (actions/runner src/Runner.Worker/Handlers/Handler.cs), so the first tool of a name
 * is the one in use. A hosted image of Windows has some cached tools on its path from the start, so their presence does
 * not prove that a step set them up.
 */
export const toolsOnPath = (environment: Environment): readonly ResolvedTool[] => {
  const cache = environment['RUNNER_TOOL_CACHE'] ?? ''
  if (cache === '') return []
  const byName = new Map<string, ResolvedTool>()
  const path = environment['PATH'] ?? environment['Path'] ?? ''
  for (const folder of path.split(delimiter)) {
    const tool = folder.startsWith(cache) ? findTool(folder.slice(cache.length)) : undefined
    if (tool !== undefined && byName.size < LIMITS.tools && !byName.has(tool.name)) byName.set(tool.name, tool)
  }
  return [...byName.values()]
}

const findTool = (below: string): ResolvedTool | undefined => {
  const [lead, name = '', version = '', arch = ''] = below.split(/[/\\]/, 4)
  if (lead !== '' || !isWord(name) || !isVersion(version) || !isWord(arch)) return undefined
  // `Java_Temurin-Hotspot_jdk/21.0.5-11`: one folder for each distribution (actions/setup-java base-installer.ts).
  const isJava = name.startsWith('Java_')
  return { name: isJava ? 'java' : name.toLowerCase(), version, arch, source: 'runner' }
}

const isWord = (text: string): boolean => /^[\w.+-]{1,40}$/.test(text)
const isVersion = (text: string): boolean => /^\d[\w.+-]{0,99}$/.test(text)
