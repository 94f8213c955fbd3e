import type { LinePatterns } from './lines/line-table.ts'
import { createAnnotationReader } from './readers/annotations.ts'
import { createArtifactReader } from './readers/artifacts.ts'
import { createBuildCacheReader } from './readers/build-caches.ts'
import { createCacheReader } from './readers/caches.ts'
import { createContainerReader } from './readers/containers.ts'
import { createFailureReader } from './readers/failures/failures.ts'
import { createImageReader } from './readers/images.ts'
import type { LineReader } from './readers/line-reader.ts'
import { createServiceReader } from './readers/services/services.ts'
import { createSetUpReader } from './readers/set-up.ts'
import { createToolReader } from './readers/tools.ts'

/** Every reader of a log, by the field that it fills. To add one: its file, a line here, and its test. */
export const createReaders = () => ({
  setUp: createSetUpReader(),
  containers: createContainerReader(),
  caches: createCacheReader(),
  artifacts: createArtifactReader(),
  buildCaches: createBuildCacheReader(),
  images: createImageReader(),
  tools: createToolReader(),
  annotations: createAnnotationReader(),
  services: createServiceReader(),
  failures: createFailureReader(),
})

export type Readers = ReturnType<typeof createReaders>
export type ReaderName = keyof Readers

/** What a reader found. */
export type FactsOf<Name extends ReaderName> = ReturnType<Readers[Name]['located']>

export type AnyReader = LinePatterns & Pick<LineReader<unknown>, 'steps' | 'read' | 'isCut' | 'needsEveryLine'>
