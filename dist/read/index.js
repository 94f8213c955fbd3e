import { read } from '../shared/index.js'

export const { isReadError, readFindings, readHistory, readJobManifest, readRunManifest } = await read()
