export default {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^@sigstore/sign$': '<rootDir>/scripts/jest-sigstore-sign.js' },
  transform: { '\\.ts$': './scripts/jest-transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.pipeline-trace/', '<rootDir>/lab/demo/scenarios/'],
  // Many tests start processes and servers; a busy machine is no failure.
  testTimeout: 60_000,
  // They mostly wait for those: as many files at once as there are processors.
  maxWorkers: '100%',
  coverageProvider: 'v8',
}
