import { LIMITS } from '../model/limits.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { coreSections } from './core-sections.ts'
import { gapSection } from './detail-sections.ts'
import { answer, title } from './headline.ts'
import { assemble } from './section.ts'

/** Title and summary of the check run: at most 255 characters and 65 535 bytes. */
export const renderCheckRun = (manifest: RunManifest): { readonly title: string; readonly summary: string } => ({
  title: title(manifest),
  summary: assemble(
    [{ title: '', blocks: [answer(manifest)] }, ...coreSections(manifest), gapSection(manifest)],
    LIMITS.checkRunText,
  ),
})
