import { describe, expect, test } from '@jest/globals'
import type { PlannedStep } from '../../../src/schema/observed/workflow-plan.ts'
import { recognizeActivity } from '../../../src/timeline/steps/activities.ts'
import type { StepTime } from '../../../src/timeline/steps/step-times.ts'

const step = (more: Partial<StepTime> = {}): StepTime => ({
  number: 2,
  name: 'A step',
  stage: 'main',
  action: undefined,
  outcome: 'success',
  start: 0,
  end: 1,
  source: 'api',
  confidence: 'high',
  resolutionMs: 1_000,
  reversed: false,
  ...more,
})
const planned = (more: Partial<PlannedStep>): PlannedStep => ({ background: false, ...more })

describe('by the action', () => {
  test.each([
    ['actions/checkout@v4', 'checkout'],
    ['actions/setup-node@v4', 'dependency-fetch'],
    ['astral-sh/setup-uv@v5', 'dependency-fetch'],
    ['actions/cache/restore@v4', 'dependency-fetch'],
    ['Swatinem/rust-cache@v2', 'dependency-fetch'],
    ['docker/build-push-action@v6', 'build'],
    ['pypa/gh-action-pypi-publish@release/v1', 'publish'],
    ['github/codeql-action/analyze@v3', 'scan'],
    ['golangci/golangci-lint-action@v6', 'scan'],
    ['somebody/something@v1', 'other'],
    ['./.github/actions/own', 'other'],
  ])('%s: %s', (uses, activity) => {
    expect(recognizeActivity(step(), planned({ uses }))).toEqual({
      activity,
      source: 'workflow-file',
      confidence: 'high',
    })
    expect(recognizeActivity(step({ action: uses }), undefined)).toEqual({
      activity,
      source: 'runner',
      confidence: 'high',
    })
  })
})

describe('by the commands of the script', () => {
  test.each([
    ['npm ci', 'dependency-fetch', 'medium'],
    ['sudo apt-get -y install libfoo-dev', 'dependency-fetch', 'medium'],
    ['CI=true yarn install --frozen-lockfile', 'dependency-fetch', 'medium'],
    ['python -m pip install -r requirements.txt', 'dependency-fetch', 'medium'],
    ['go mod download', 'dependency-fetch', 'medium'],
    ['npm run build', 'build', 'medium'],
    ['cargo build --release', 'build', 'medium'],
    ['./gradlew assemble', 'build', 'medium'],
    ['npm test', 'test', 'medium'],
    ['uv run pytest -x', 'test', 'medium'],
    ['go test ./...', 'test', 'medium'],
    ['./mvnw -B verify', 'test', 'medium'],
    ['cargo clippy -- -D warnings', 'scan', 'medium'],
    ['kubectl apply -f deploy/', 'publish', 'medium'],
    ['npm ci && npm test', 'test', 'low'],
    ['npm ci\nnpm run build\nnpm publish', 'publish', 'low'],
    ['echo done', 'other', 'low'],
    ['', 'other', 'low'],
  ])('%j: %s, %s', (run, activity, confidence) => {
    expect(recognizeActivity(step(), planned({ run }))).toEqual({ activity, source: 'workflow-file', confidence })
  })
})

describe('by the name that REST gives a step without one', () => {
  test.each([
    ['Run actions/checkout@v4', 'checkout', 'medium'],
    ['Run npm ci', 'dependency-fetch', 'low'],
    ['Run echo hello', 'other', 'low'],
    ['Run echo tests', 'test', 'low'],
    ['Compute something', 'other', 'low'],
  ])('%s: %s, %s', (name, activity, confidence) => {
    expect(recognizeActivity(step({ name }), undefined)).toEqual({ activity, source: 'api', confidence })
  })
})

describe('by the title that its author gave it, in which nothing but words speaks', () => {
  test.each([
    ['Unit tests', 'test'],
    ['Run ONNX tests', 'test'],
    ['Test in the browser', 'test'],
    ['Build the test image', 'build'],
    ['Upload test results', 'other'],
    ['Set up test environment', 'other'],
    ['Test report', 'other'],
    ['Publish test results', 'other'],
    ['Latest version', 'other'],
    ['Install dependencies', 'dependency-fetch'],
    ['Download artifacts', 'other'],
    ['Deploy to staging', 'publish'],
    ['Check out the code', 'checkout'],
    ['Check the tests', 'other'],
    ['Lint', 'scan'],
    ['テスト', 'other'],
    ['', 'other'],
  ])('%s: %s', (name, activity) => {
    expect(recognizeActivity(step({ name }), undefined)).toEqual({ activity, source: 'api', confidence: 'low' })
  })

  test('a script that is known says more than the title', () => {
    expect(recognizeActivity(step({ name: 'Unit tests' }), planned({ run: 'npm ci' })).activity).toBe(
      'dependency-fetch',
    )
    expect(recognizeActivity(step({ name: 'Unit tests' }), planned({ run: './ci.sh' })).activity).toBe('test')
  })
})
