import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { convergenceSection } from '../convergence/convergence-section.ts'
import type { OwnSignature } from '../run-headline.ts'
import { testSection } from '../tests/test-section.ts'
import type { Section } from '../text/section.ts'
import { timeSection } from '../timeline/timeline-answer.ts'
import { timelineSections } from '../timeline/timeline-sections.ts'
import { probedSection } from './answer-sections.ts'
import { buildCacheSection, imageSection } from './build-section.ts'
import { cacheMissSection } from './cache-misses.ts'
import { cacheSection } from './cache-section.ts'
import { confirmationSection } from './confirmation-section.ts'
import {
  actionSection,
  artifactSection,
  contradictionSection,
  runnerSection,
  unmatchedSection,
  warningSection,
} from './detail-sections.ts'
import { failureSection, serviceSection } from './failure-section.ts'
import { jobTable } from './job-table.ts'
import { deployedSection, lineageSection } from './lineage-sections.ts'
import { permissionSection } from './permission-section.ts'
import { policySection } from './policy-section.ts'

/**
 * Returns the tables of the run report, the most needed first; the last ones are cut first.
 * @param isTimeSaid whether the first screen above them states where the time went
 */
export const coreSections = (manifest: RunManifest, own: OwnSignature, isTimeSaid = false): readonly Section[] => [
  policySection(manifest),
  jobTable(manifest, own),
  failureSection(manifest),
  convergenceSection(manifest),
  contradictionSection(manifest),
  testSection(manifest),
  serviceSection(manifest),
  probedSection(manifest),
  ...(manifest.timeline === undefined
    ? []
    : [timeSection(manifest.timeline, isTimeSaid), ...timelineSections(manifest.timeline)]),
  warningSection(manifest, own),
  unmatchedSection(manifest),
  confirmationSection(manifest),
  deployedSection(manifest),
  lineageSection(manifest),
  cacheMissSection(manifest),
  cacheSection(manifest),
  buildCacheSection(manifest),
  artifactSection(manifest),
  imageSection(manifest),
  runnerSection(manifest),
  actionSection(manifest),
  permissionSection(manifest),
]
