import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { HttpHeaders, RestAnswer, RunClient } from '../../github/rest/client.ts'
import { toFileAnswer } from '../../github/rest/contents.ts'
import { readRunResponse } from '../../github/rest/workflow-run.ts'
import { createArtifactBudget, openArtifact } from '../../github/unpack-artifact.ts'
import type { OpenZip } from '../../io/zip/open-zip.ts'
import { SCHEMA_VERSION, VERSION } from '../../schema/values/version.ts'
import type { LogSource, RunPlace } from '../subject.ts'
import type { Asked, FetchRecord } from './fetch-record.ts'
import { FETCH_FILE, type FolderRun, findPlace, manifestFolder, type Place, UNREADABLE_ZIP } from './paths.ts'

export type Recording = {
  readonly client: RunClient
  /** Writes `fetch.json`. */
  readonly finish: (observedAt: string | undefined) => Promise<void>
  /** Files that could not be written, and answers that have no file in a folder. */
  readonly lost: () => readonly string[]
}

/**
 * Creates a client that forwards requests to another client and keeps every answer in a folder. It returns each answer
 * unchanged.
 */
export const createRecordingClient = (
  client: RunClient,
  root: string,
  reported: RunPlace,
  logs: LogSource,
): Recording => {
  const asked = new Map<string, Asked>()
  const pages = new Map<string, Map<number, unknown>>()
  const artifacts = new Map<string, string>()
  const lost: string[] = []
  const budget = createArtifactBudget()
  let run: FolderRun = {
    repository: reported.repository,
    runId: reported.runId,
    attempt: reported.attempt,
    workflowPath: undefined,
  }

  const write = async (file: string, content: string | Uint8Array): Promise<string | undefined> => {
    try {
      await mkdir(dirname(join(root, file)), { recursive: true })
      await writeFile(join(root, file), content)
      return file
    } catch {
      lost.push(file)
      return undefined
    }
  }

  const note = <T>(path: string, answer: RestAnswer<T>, file: string | undefined): void => {
    if (answer.ok && file === undefined) lost.push(path)
    asked.set(path, { path, ...(answer.ok ? accepted(answer.headers, file) : refused(answer)) })
  }

  /**
   * The run's own answer comes first. It gives the attempt and the workflow file of the files at the top of the
   * folder.
   */
  const learn = (file: string, value: unknown): void => {
    if (file !== 'run.json') return
    const facts = readRunResponse(value)
    run = { ...run, attempt: run.attempt ?? facts?.attempt ?? 1, workflowPath: facts?.path?.split('@')[0] }
  }

  const keepPage = (place: Extract<Place, { kind: 'list' }>, value: unknown): Promise<string | undefined> => {
    const [file] = place.files
    // A list that is read again from its first page, with fewer entries per page, replaces the kept pages.
    const kept = place.page === 1 ? new Map<number, unknown>() : (pages.get(file) ?? new Map<number, unknown>())
    kept.set(place.page, value)
    pages.set(file, kept)
    if (place.member === 'artifacts') for (const one of listNamed(value)) artifacts.set(one.id, one.name)
    const all = [...kept.values()]
    return write(file, json(all.length === 1 ? all[0] : all))
  }

  const keepJson = async (place: Place | undefined, value: unknown): Promise<string | undefined> => {
    switch (place?.kind) {
      case 'json':
        learn(place.files[0], value)
        return write(place.files[0], json(value))
      case 'list':
        return keepPage(place, value)
      default:
        return undefined
    }
  }

  /** Keeps a file of the repository as that file. An answer that holds no file is noted by its meaning for a reader. */
  const keepContent = async (path: string, place: Extract<Place, { kind: 'content' }>, answer: RestAnswer<unknown>) => {
    const file = toFileAnswer(answer)
    if (file.ok) note(path, answer, await write(place.files[0], file.bytes))
    else note(path, file, undefined)
  }

  const keepArtifact = async (id: string, bytes: Uint8Array): Promise<string | undefined> => {
    const name = artifacts.get(id)
    const folder = name === undefined ? undefined : manifestFolder(name)
    if (name === undefined || folder === undefined) return undefined
    const files = openArtifact(name, bytes, budget)
    if (files === undefined) return write(`${folder}/${UNREADABLE_ZIP}`, bytes)
    let isWritten = true
    // One after the other, so that a run artifact is never in memory whole.
    for (const file of files.names) {
      const content = readOrNothing(files, file)
      if (content === undefined) return write(`${folder}/${UNREADABLE_ZIP}`, bytes)
      if ((await write(`${folder}/${file}`, content)) === undefined) isWritten = false
    }
    return isWritten ? folder : undefined
  }

  const keepBytes = async (path: string, bytes: Uint8Array): Promise<string | undefined> => {
    const place = findPlace(path, run)
    if (place?.kind === 'artifact') return keepArtifact(place.id, bytes)
    return place?.kind === 'bytes' ? write(place.files[0], bytes) : undefined
  }

  return {
    client: {
      get: async (path, inSpite) => {
        const answer = await client.get(path, inSpite)
        const place = findPlace(path, run)
        if (place?.kind === 'content') await keepContent(path, place, answer)
        else note(path, answer, answer.ok ? await keepJson(place, answer.value) : undefined)
        return answer
      },
      getBytes: async (path, maxBytes) => {
        // An answer that is kept as a file is held whole in memory.
        const answer = await client.getBytes(path, Math.min(maxBytes, LIMITS.runLogArchive))
        note(path, answer, answer.ok ? await keepBytes(path, answer.value) : undefined)
        return answer
      },
    },
    finish: async observedAt => {
      const record: FetchRecord = {
        schemaVersion: SCHEMA_VERSION,
        tool: { name: 'pipeline-trace', version: VERSION },
        serverUrl: reported.serverUrl,
        repository: reported.repository,
        runId: reported.runId,
        attempt: reported.attempt ?? null,
        logs,
        observedAt: observedAt ?? null,
        asked: [...asked.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
      }
      await write(FETCH_FILE, json(record))
    },
    lost: () => [...new Set(lost)].sort(),
  }
}

const readOrNothing = (files: OpenZip, name: string): Uint8Array | undefined => {
  try {
    return files.read(name)
  } catch (error) {
    if (error instanceof TraceError) return undefined
    throw error
  }
}

/** Formats JSON for people while it is small. In a list of thousands of jobs the spaces are half of the bytes. */
const json = (value: unknown): string => {
  const text = JSON.stringify(value)
  return `${text.length > LIMITS.recordedAnswer ? text : JSON.stringify(value, null, 2)}\n`
}

const accepted = (headers: HttpHeaders, file: string | undefined): Omit<Asked, 'path'> => ({
  status: 200,
  next: (headers['link'] ?? '').includes('rel="next"') ? true : undefined,
  file,
})

const refused = (answer: Extract<RestAnswer<never>, { ok: false }>): Omit<Asked, 'path'> => ({
  status: answer.status ?? null,
  reason: answer.reason,
  detail: redactThenCut(answer.detail, 300),
  permission: answer.permission === undefined ? undefined : redactThenCut(answer.permission, 300),
  final: answer.isEarlier === true || answer.hint !== undefined ? true : undefined,
})

const listNamed = (value: unknown): readonly { readonly id: string; readonly name: string }[] => {
  const list = typeof value === 'object' && value !== null && 'artifacts' in value ? value.artifacts : undefined
  if (!Array.isArray(list)) return []
  return list.flatMap((one: { readonly id?: unknown; readonly name?: unknown } | null) =>
    typeof one?.name === 'string' && typeof one.id === 'number' ? [{ id: String(one.id), name: one.name }] : [],
  )
}
