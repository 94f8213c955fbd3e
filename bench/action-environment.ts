import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Addresses that an action may ask. */
export type Addresses = { readonly resultsUrl: string; readonly apiUrl: string; readonly serverUrl: string }

/**
 * Environment of an action process outside of a runner: command files, an event, the inputs of action.yml with their
 * defaults, and a runtime token of the right form. No runner files and no log are there to be read.
 */
export const actionEnvironment = async (
  folder: string,
  addresses: Addresses,
): Promise<Readonly<Record<string, string>>> => {
  const files = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY']
  await Promise.all(['temp', 'work'].map(name => mkdir(join(folder, name), { recursive: true })))
  await Promise.all(
    [...files, 'event.json'].map(name => writeFile(join(folder, name), name === 'event.json' ? '{}' : '')),
  )
  const sha = '0123456789abcdef0123456789abcdef01234567'
  return {
    PATH: process.env['PATH'] ?? '',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: addresses.serverUrl,
    GITHUB_API_URL: addresses.apiUrl,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_REPOSITORY_ID: '712345678',
    GITHUB_REPOSITORY_OWNER_ID: '1024025',
    GITHUB_RUN_ID: '31234567890',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_NUMBER: '57',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_JOB: 'build',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: join(folder, 'work'),
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_NAME: 'bench',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ACTIONS_RESULTS_URL: addresses.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(),
    ...Object.fromEntries(files.map(name => [`GITHUB_${name}`, join(folder, name)])),
    ...INPUTS,
  }
}

const INPUTS: Readonly<Record<string, string>> = {
  INPUT_ENABLED: 'true',
  INPUT_SIGNING: 'auto',
  'INPUT_PUBLIC-LOG': 'false',
  INPUT_UPLOAD: 'artifact',
  'INPUT_RETENTION-DAYS': '7',
  'INPUT_TIME-BUDGET': '20',
  'INPUT_RECORD-MATRIX': 'true',
  INPUT_API: 'auto',
  INPUT_TOKEN: 'no-token',
  'INPUT_JOB-ID': '98765432101',
  'INPUT_JOB-STATUS': 'success',
  'INPUT_JOB-WORKFLOW-REF': 'octo/app/.github/workflows/ci.yml@refs/heads/main',
  'INPUT_JOB-WORKFLOW-SHA': '27d5ce7f107fe9357f9df03efb73ab90386fccae',
  'INPUT_JOB-INDEX': '0',
  'INPUT_JOB-TOTAL': '1',
  'INPUT_HAS-MATRIX': 'false',
  'INPUT_HAS-CONTAINER': 'false',
  'INPUT_HAS-SERVICES': 'false',
}

/** Only the claim that clients read; nobody checks the signature here. */
const runtimeToken = (): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ scp: 'Actions.Results:bench-run:bench-job' })}.`
}
