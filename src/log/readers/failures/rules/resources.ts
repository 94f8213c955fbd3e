import { defineRules } from '../failure-rule.ts'

const memory = defineRules('memory')
const disk = defineRules('disk')
const files = defineRules('files')

/**
 * What the kernel and run-times say when the machine is used up: errno(3) wordings, V8's fatal errors, CUDA, the OOM
 * killer; 137 is 128 + SIGKILL (docs.docker.com "docker run", exit status). Info-ZIP ends with 50 on a full disk (its manual).
 */
export const RESOURCE_RULES = [
  disk.cause(
    'disk-full',
    'resource',
    [
      'no space left on device',
      'enospc',
      'disk quota exceeded',
      'not enough space on the disk',
      'disk full?',
      'database or disk is full',
      'number of file watchers reached',
    ],
    /(?:^|[\s:,('"\]])(?<quote>no space left on device\b|enospc|disk quota exceeded|there is not enough space on the disk)|write error \(disk full\?\)|database or disk is full|system limit for number of file watchers reached/,
    { quote: 'no space left on the disk' },
  ),
  memory.cause(
    'memory',
    'resource',
    [
      'heap out of memory',
      'cuda out of memory',
      'cannot allocate memory',
      'std::bad_alloc',
      'oomkilled',
      'oom-kill',
      'out of memory',
      'memory allocation of',
      'system.outofmemoryexception',
      'signal=sigkill',
    ],
    /(?<quote>(?:javascript heap|js heap|cuda) out of memory|cannot allocate memory|\boomkilled\b|\boom-kill)|terminate called after throwing an instance of 'std::bad_alloc'|^(?:fatal error: |runtime: ){0,2}out of memory(?:$|[:(.,])|^llvm error: out of memory|^(?:unhandled exception\. |out of memory\.)?system\.outofmemoryexception|a jest worker process \(pid=\d{1,10}\) was terminated by another process: signal=sigkill|^memory allocation of \d{1,15} bytes failed/,
    { quote: 'out of memory' },
  ),
  memory.cause(
    'killed',
    'resource',
    ['exit code 137', 'exit code: 137', 'exited with code 137', 'exited with 137', 'exit status 137', 'killed'],
    /\b(?:exit(?:ed)?(?: with)?(?: code| status)?:? )(?<quote>137)\b|^(?:.{0,200}: line \d{1,6}: +\d{1,9} )?killed(?: {1,40}\S.{0,200})?$/,
    { quote: 'killed' },
  ),
  files.cause('open-files', 'resource', ['too many open files', 'emfile'], /(?<quote>too many open files|\bemfile\b)/),
]
