import type { RunManifest } from '../schema/run/run-manifest.ts'
import { text } from './text/markdown.ts'

/** The artifact that a report was kept in; of a signed one that was not kept, why. */
export type Storage = { readonly notStored?: string | undefined; readonly artifact?: string | undefined }

/**
 * Whether a text speaks of the signature of the report itself. `report.md` is signed with the run manifest, so that it is
 * made before: it leaves the signature out.
 */
export type OwnSignature = 'shown' | 'left-out'

/** What is said of the signature where `report.md` is shown. */
export const signatureLine = ({ signing }: RunManifest, storage: Storage = {}): string =>
  `This report is ${renderSignature(signing)}${notStoredIn(storage)}.\n`

const renderSignature = (signing: RunManifest['signing']): string =>
  signing.mode === 'none' || signing.mode === 'other'
    ? `unsigned (${BY_COMMAND_LINE[signing.reason] ?? signing.reason})`
    : `signed (${signing.mode})`

const BY_COMMAND_LINE: Readonly<Record<string, string>> = {
  'made-by-command-line': 'made by the command line, not signed',
}

const notStoredIn = ({ notStored }: Storage): string =>
  notStored === undefined ? '' : `, not stored: ${text(notStored)}`
