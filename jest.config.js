export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './scripts/jest-transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.pipeline-trace/'],
  coverageProvider: 'v8',
}
