import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  digestLine,
  jobArtifactName,
  NOT_UPLOADED,
  parseDigestLine,
  parseJobArtifactName,
  runArtifactName,
} from '../../src/core/artifact-name.ts'

const id = fc.bigInt({ min: 1n, max: 99_999_999_999_999_999_999n }).map(String)
const job = fc.oneof(
  id.map(jobId => ({ jobId })),
  fc.uuid().map(backendJobId => ({ backendJobId })),
)

test('a name gives back run, attempt and job', () => {
  fc.assert(
    fc.property(id, fc.integer({ min: 1, max: 99_999 }), job, (runId, attempt, identity) => {
      const name = jobArtifactName(runId, attempt, identity)
      expect(parseJobArtifactName(name)).toEqual({ runId, attempt, job: identity })
      // What the artifact service refuses in names (toolkit packages/artifact, path-and-artifact-name-validation.ts).
      expect(name).not.toMatch(/[":<>|*?\r\n\\/]/)
    }),
  )
})

test.each([
  runArtifactName('1', 1),
  'pipeline-trace-job-1-1',
  'pipeline-trace-job-1-1-',
  'pipeline-trace-job-1-1-../../etc/passwd',
  'pipeline-trace-job-1-1-2/3',
  'pipeline-trace-job-1-1-k-',
  'pipeline-trace-job-1-1-k-xyz',
  'pipeline-trace-job--1-1-2',
  'pipeline-trace-job-1-1-2\n',
  'xpipeline-trace-job-1-1-2',
  `pipeline-trace-job-1-1-${'9'.repeat(21)}`,
])('%j is no job artifact', name => {
  expect(parseJobArtifactName(name)).toBeUndefined()
})

test('the digest line', () => {
  expect(digestLine('ab'.repeat(32), '98', 2)).toBe(
    `pipeline-trace manifest sha256:${'ab'.repeat(32)} job=98 attempt=2`,
  )
})

test.each([undefined, ...NOT_UPLOADED])('the digest line of a manifest that was not uploaded (%s) says why', word => {
  const line = digestLine('ab'.repeat(32), '98', 2, word)
  expect(line.endsWith(word === undefined ? 'attempt=2' : `attempt=2 · not uploaded: ${word}`)).toBe(true)
  expect(parseDigestLine(line)).toEqual({
    digest: `sha256:${'ab'.repeat(32)}`,
    jobId: '98',
    attempt: 2,
    ...(word === undefined ? {} : { notUploaded: word }),
  })
})

test.each([
  `${digestLine('ab'.repeat(32), '98', 2)} · not uploaded: because`,
  `${digestLine('ab'.repeat(32), '98', 2)} · not uploaded: `,
  `${digestLine('ab'.repeat(32), '98', 2, 'upload-failed')} and more`,
  `say ${digestLine('ab'.repeat(32), '98', 2)}`,
  `${digestLine('ab'.repeat(32), '98', 2)}\n`,
  digestLine('ab', '98', 2),
])('%j is no digest line', line => {
  expect(parseDigestLine(line)).toBeUndefined()
})
