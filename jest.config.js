export default {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^@sigstore/sign$': '<rootDir>/scripts/jest-sigstore-sign.js' },
  transform: { '\\.ts$': './scripts/jest-transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.pipeline-trace/'],
  coverageProvider: 'v8',
}
