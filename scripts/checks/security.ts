import { execFile } from 'node:child_process'
import type { RepositoryCheck } from '../repository-check.ts'

/** zizmor's own exit codes for findings, by their severity (docs.zizmor.sh/usage, "Exit codes"). */
const FINDINGS: readonly number[] = [10, 11, 12, 13, 14]

export const security: RepositoryCheck = {
  id: 'security',
  rule: 'zizmor finds nothing in workflow and action files, where it is installed (PyPI zizmor)',
  remedy: 'correct the file; what is left out stands with its reason in .github/zizmor.yml',
  run: async root => {
    const { code, output } = await runZizmor(root)
    if (code === 'ENOENT') {
      console.log('        zizmor is not on PATH: not checked')
      return []
    }
    if (code === 0) return []
    const lines = output.split('\n').filter(line => line.trim() !== '')
    return typeof code === 'number' && FINDINGS.includes(code) ? lines : [`zizmor ended with ${code}`, ...lines]
  },
}

const runZizmor = (root: string): Promise<{ readonly code: string | number; readonly output: string }> =>
  new Promise(done => {
    const args = [
      '--offline',
      '--no-progress',
      '--quiet',
      '--format',
      'plain',
      '.github',
      'action.yml',
      'report/action.yml',
      'converge/action.yml',
    ]
    execFile('zizmor', args, { cwd: root, maxBuffer: 16 * 1_048_576 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? 'no code'), output: `${stdout}\n${stderr}` })
    })
  })
