import { verify } from '../shared/index.js'

export const { CHECK_IDS, filesInMemory, readTrustedRoots, verifyTarget } = await verify()
