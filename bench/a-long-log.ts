import { open } from 'node:fs/promises'

const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
const HEX = 'ab'.repeat(32)

/**
 * Lines of one step of a build: what logs are full of, with a few of the lines that the reader looks for. Of a log of
 * pytorch/pytorch with 4 767 lines, 4 in 100 are the runner's own; here 2 in 100 are annotations.
 */
const output = (step: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    switch (index % 10) {
      case 0:
        return `  CC      src/module_${step}/file_${index}.o`
      case 1:
        return `npm warn deprecated package-${index}@1.${step}.0: this version is no longer supported`
      case 2:
        return `#${(step % 30) + 5} ${index}.123 Get:${index} http://archive.ubuntu.com/ubuntu noble/main amd64 lib${index}`
      case 3:
        return `test tests::module_${step}::case_${index} ... ok`
      case 4:
        return `\u001b[32mPASS\u001b[0m src/components/view-${index}.test.ts (${index % 7}.${step % 10} s)`
      case 5:
        return `[${step}/${count}] Building CXX object lib/CMakeFiles/core.dir/source_${index}.cpp.o -O2 -Wall -Wextra -fPIC`
      case 6:
        return `Downloading https://repo.example.org/maven2/org/example/lib-${index}/1.${step}/lib-${index}-1.${step}.jar`
      case 7:
        return `INFO  [main] o.e.s.Application - handled request ${index} of session ${step} in ${index % 90} ms`
      case 8:
        return `${index % 50 === 8 ? '##[warning]' : ''}file_${index}.c:${step}:3: unused variable`
      default:
        return `   at org.example.Service.call(Service.java:${index})`
    }
  })

const step = (number: number): readonly string[] => [
  '##[group]Run actions/cache@v4',
  'with:',
  `  key: key-${number}`,
  '##[endgroup]',
  `Cache hit for: key-${number}`,
  'Cache Size: ~2 MB (2097152 B)',
  `Cache restored from key: key-${number}`,
  '##[group]Run make -j4',
  '\u001b[36;1mmake -j4\u001b[0m',
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  ...output(number, 5_000),
  '#12 CACHED',
  `#48 pushing manifest for ghcr.io/octo/app:${number}@sha256:${HEX} 0.5s done`,
  '##[error]Process completed with exit code 2.',
]

/** Writes a log of about so many bytes, with the times of a log. */
export const writeLongLog = async (path: string, size: number): Promise<void> => {
  const file = await open(path, 'w')
  let written = 0
  let tick = 0
  const put = async (lines: readonly string[]): Promise<void> => {
    const text = lines.map(line => `${timeOf(tick++)} ${line}\n`).join('')
    written += (await file.write(text)).bytesWritten
  }
  try {
    await put([
      "Current runner version: '2.336.0'",
      `Download action repository 'actions/cache@v4' (SHA:${SHA})`,
      'Complete job name: build',
    ])
    for (let number = 0; written < size; number += 1) await put(step(number))
  } finally {
    await file.close()
  }
}

const timeOf = (tick: number): string =>
  `${new Date(Date.UTC(2026, 6, 29) + Math.floor(tick / 100)).toISOString().slice(0, 23)}${String(tick % 10_000).padStart(4, '0')}Z`
