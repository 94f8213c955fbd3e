// @sigstore/sign is CommonJS and reaches ESM-only packages by require(), which Node does (20.19 and later) and Jest's own
// loader does not on Node 20. This hands out the package as Node's loader gives it.
export const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = globalThis.requireByNode('@sigstore/sign')
