import type { RunManifest } from '../schema/run/run-manifest.ts'
import { text } from './text/markdown.ts'

/** The artifact that holds the report. For a signed report that was not stored: the reason. */
export type Storage = { readonly notStored?: string | undefined; readonly artifact?: string | undefined }

/**
 * Whether a text includes the signature of the report itself. `report.md` is signed with the run manifest, so it is
 * written before the signature exists and leaves it out.
 */
export type OwnSignature = 'shown' | 'left-out'

/** Returns the words about the signature for a place that shows `report.md`. */
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
