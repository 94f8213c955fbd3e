import { createRequire } from 'node:module'
import { TestEnvironment } from 'jest-environment-node'

// Hands Node's own loader to jest-sigstore-sign.js.
export default class extends TestEnvironment {
  constructor(...args) {
    super(...args)
    this.global.requireByNode = createRequire(import.meta.url)
  }
}
