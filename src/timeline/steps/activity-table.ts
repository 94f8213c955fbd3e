import type { Activity } from '../../schema/run/run-timeline.ts'

type Known = Exclude<Activity, 'other'>

/**
 * Actions by activity, matched on `owner/repo[/path]` in lower case; the first match wins. A new entry needs a line
 * here and a case in __tests__/timeline/steps/activities.test.ts.
 */
export const ACTIONS: readonly (readonly [RegExp, Known])[] = [
  [/^actions\/checkout$/, 'checkout'],
  [/^actions\/(?:setup-[\w-]+|cache|cache\/restore)$/, 'dependency-fetch'],
  [/^(?:[\w.-]+\/setup-[\w-]+|[\w.-]+\/install-[\w-]+|gradle\/actions\/setup-gradle)$/, 'dependency-fetch'],
  [
    /^(?:dtolnay\/rust-toolchain|actions-rs\/toolchain|swatinem\/rust-cache|awalsh128\/cache-apt-pkgs-action)$/,
    'dependency-fetch',
  ],
  [/^docker\/(?:build-push-action|bake-action)$/, 'build'],
  [/^(?:goreleaser\/goreleaser-action|pypa\/gh-action-pypi-publish|softprops\/action-gh-release)$/, 'publish'],
  [/^(?:actions\/deploy-pages|ncipollo\/release-action|changesets\/action|peaceiris\/actions-gh-pages)$/, 'publish'],
  [/^(?:azure\/webapps-deploy|azure\/k8s-deploy|aws-actions\/amazon-ecs-deploy-task-definition)$/, 'publish'],
  [/^(?:pypa\/cibuildwheel|pyo3\/maturin-action|ruby\/build-[\w-]+)$/, 'build'],
  [/^(?:github\/codeql-action|aquasecurity|snyk|anchore|ossf|gitleaks|trufflesecurity|semgrep|sonarsource)\//, 'scan'],
  [
    /^(?:actions\/dependency-review-action|golangci\/golangci-lint-action|pre-commit\/action|zizmorcore\/[\w-]+)$/,
    'scan',
  ],
  [/^(?:cypress-io\/github-action|nick-fields\/retry-test|mikepenz\/action-junit-report)$/, 'test'],
]

/**
 * Commands by activity, matched on one line of a script in lower case, after `sudo` and variable assignments. If
 * several lines of a script match, the last matching kind in ORDER wins: a script that fetches and then tests is a
 * test.
 */
export const COMMANDS: readonly (readonly [RegExp, Known])[] = [
  [/^git (?:clone|checkout|fetch|pull|submodule)\b/, 'checkout'],
  [/^gh repo clone\b/, 'checkout'],
  [/^(?:npm|pnpm|yarn|bun) (?:ci|install|i|add)\b/, 'dependency-fetch'],
  [/^(?:yarn|bundle install|composer install|corepack \w+)$/, 'dependency-fetch'],
  [
    /^(?:bundle|composer|gem|brew|choco|winget|conda|mamba|pipx|cargo|apk|dnf|yum|snap) (?:install|add|update|fetch)\b/,
    'dependency-fetch',
  ],
  [/^(?:pip3?|python3? -m pip|uv pip|poetry|uv) (?:install|sync|download)\b/, 'dependency-fetch'],
  [/^apt(?:-get)? (?:-\S+ )?(?:install|update|upgrade)\b/, 'dependency-fetch'],
  [/^go (?:mod download|get|install)\b/, 'dependency-fetch'],
  [/^(?:dotnet restore|nuget restore|docker pull|rustup)\b/, 'dependency-fetch'],
  [/^(?:curl|wget)\b/, 'dependency-fetch'],
  [/^(?:npm|pnpm|yarn|bun) (?:run )?(?:lint|format:check|typecheck|audit)\b/, 'scan'],
  [/^(?:npx )?(?:eslint|tsc --noemit|prettier|biome|stylelint|oxlint)\b/, 'scan'],
  [
    /^(?:ruff|mypy|flake8|pylint|black|bandit|golangci-lint|trivy|snyk|semgrep|pre-commit|actionlint|shellcheck)\b/,
    'scan',
  ],
  [/^(?:cargo (?:clippy|fmt|deny|audit)|go vet|gofmt)\b/, 'scan'],
  [/^(?:npm|pnpm|yarn|bun) (?:run )?build\b/, 'build'],
  [/^(?:make|cmake|ninja|meson|msbuild|xcodebuild|tsc|webpack|vite build)\b/, 'build'],
  [/^(?:cargo|go|bazel|bazelisk|dotnet|docker|docker buildx|swift|zig) build\b/, 'build'],
  [/^(?:\.\/)?(?:mvnw?|gradlew?)\b.{0,200}\b(?:package|compile|assemble|build|install)\b/, 'build'],
  [/^python3? -m build\b/, 'build'],
  [/^(?:npm|pnpm|yarn|bun) (?:run )?(?:test|t|e2e)\b/, 'test'],
  [
    /^(?:npx |poetry run |uv run |python3? -m )?(?:jest|vitest|mocha|playwright|cypress|pytest|tox|nox|unittest|coverage)\b/,
    'test',
  ],
  [/^(?:cargo|go|bazel|bazelisk|dotnet|swift|zig|make) (?:test|check|nextest)\b/, 'test'],
  [/^node (?:--[\w=-]{1,40} ){0,5}--test\b/, 'test'],
  [/^(?:ctest|rspec|bundle exec rspec|phpunit|gotestsum|bats)\b/, 'test'],
  [/^(?:\.\/)?(?:mvnw?|gradlew?)\b.{0,200}\b(?:test|verify|check)\b/, 'test'],
  [/^(?:npm|pnpm|yarn|bun|cargo|poetry|uv) publish\b/, 'publish'],
  [
    /^(?:twine upload|docker push|helm push|gh release|goreleaser|gem push|mvn deploy|crane push|skopeo copy)\b/,
    'publish',
  ],
  [
    /^(?:kubectl (?:apply|set|rollout)|helm (?:upgrade|install)|terraform apply|pulumi up|argocd app|vercel|netlify|fly deploy|serverless deploy)\b/,
    'publish',
  ],
]

/** If a script has several kinds, the later one in this list names it. */
export const ORDER: readonly Known[] = ['checkout', 'dependency-fetch', 'scan', 'build', 'test', 'publish']
