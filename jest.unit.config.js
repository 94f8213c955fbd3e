import base from './jest.config.js'
import { listUnitTests } from './scripts/unit-tests.js'

// npm run test:unit: tests that start no process and no server. They need no compiled lib/.
export default { ...base, testMatch: listUnitTests(import.meta.dirname).map(file => `<rootDir>/${file}`) }
