import { converge } from '../shared/index.js'

await converge()
