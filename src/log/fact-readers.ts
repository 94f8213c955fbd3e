import { toReaderSet } from './reader-set.ts'
import { createAnnotationReader } from './readers/annotations.ts'
import { createArtifactReader } from './readers/artifacts.ts'
import { createBuildCacheReader } from './readers/build-caches.ts'
import { createCacheReader } from './readers/caches.ts'
import { createContainerReader } from './readers/containers.ts'
import { createImageReader } from './readers/images.ts'
import { createServiceReader } from './readers/services/services.ts'
import { createSetUpReader } from './readers/set-up.ts'
import { createToolReader } from './readers/tools.ts'

/**
 * Readers of the facts that the recorder keeps of its own job, by the field that each fills; every other set includes
 * them.
 */
export const createFactReaders = () => ({
  setUp: createSetUpReader(),
  containers: createContainerReader(),
  caches: createCacheReader(),
  artifacts: createArtifactReader(),
  buildCaches: createBuildCacheReader(),
  images: createImageReader(),
  tools: createToolReader(),
  annotations: createAnnotationReader(),
  services: createServiceReader(),
})

/**
 * The recorder's set of readers. The report reads why a job failed afterwards: failure rules are no part of the
 * recorder.
 */
export const FACT_READERS = toReaderSet(createFactReaders)

export type FactReaders = ReturnType<typeof createFactReaders>
