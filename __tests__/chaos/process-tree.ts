import { readFileSync } from 'node:fs'

/** Process ids of the children of a process, on Linux. */
export const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

export const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const peakOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}

/** Watches a process and its children: the largest resident memory that any of them had, in MB, until `stop`. */
export const watchMemory = (): { readonly start: (pid: number) => void; readonly stop: () => number } => {
  let peak = 0
  let timer: NodeJS.Timeout | undefined
  return {
    start: pid => {
      timer = setInterval(() => {
        for (const process of [pid, ...childrenOf(pid)]) peak = Math.max(peak, peakOf(process))
      }, 25)
    },
    stop: () => {
      clearInterval(timer)
      return Math.round(peak)
    },
  }
}
