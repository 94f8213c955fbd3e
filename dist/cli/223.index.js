export const id = 223;
export const ids = [223];
export const modules = {

/***/ 2350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LIMITS)
/* harmony export */ });
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const LIMITS = {
    /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
    checkRunText: 65_535,
    checkRunTitle: 255,
    /** Annotations in one request (octokit/openapi checks-create). */
    checkRunAnnotations: 50,
    /** A step summary over this is dropped whole (actions/runner src/Runner.Worker/FileCommandManager.cs). */
    stepSummary: 1_048_576,
    perPage: 100,
    /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
    statementSubjects: 1_024,
    /** Our caps. */
    jobManifest: 4 * 1_048_576,
    runManifest: 64 * 1_048_576,
    /** report.md is written to fit a step summary. */
    runReport: 4 * 1_048_576,
    bundle: 8 * 1_048_576,
    /** A file with a bundle on each line, and how many. */
    bundleLines: 128 * 1_048_576,
    bundlesInFile: 10_000,
    artifactZip: 16 * 1_048_576,
    restBody: 16 * 1_048_576,
    jobLogTail: 32 * 1_048_576,
    setupInfo: 262_144,
    runnerLog: 64 * 1_048_576,
    stepsContext: 262_144,
    workflowFile: 1_048_576,
    policyFile: 65_536,
    policyFindings: 500,
    /** A run log archive as it is downloaded. */
    runLogArchive: 256 * 1_048_576,
    /** Of a run log archive: files in it, one job's log, one file of GitHub's own lines, and all that is inflated of it. */
    runLogEntries: 200_000,
    runLogOfJob: 256 * 1_048_576,
    runLogSystem: 4 * 1_048_576,
    runLogInflated: 512 * 1_048_576,
    /** What the logs of all unrecorded jobs add to a run manifest, as JSON. */
    logRecords: 16 * 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
    /** Of the workspace's lockfiles: how many, how large, how deep in folders, and entries of folders looked at. */
    lockfiles: 50,
    lockfile: 32 * 1_048_576,
    lockfileDepth: 4,
    workspaceEntries: 20_000,
    recordedVariables: 50,
    recordedValue: 1_024,
    deployManifests: 50,
    deployManifest: 32 * 1_048_576,
    /** Of a deployment manifest that is also read for images, and images kept of one. */
    deployManifestText: 8 * 1_048_576,
    deployManifestImages: 100,
    tools: 100,
    buildCaches: 200,
    pulls: 200,
    pushes: 200,
    services: 100,
    ownCalls: 50,
    variableNames: 200,
    dependencies: 20,
    /** Files and images that a job declares as made by it. */
    declaredSubjects: 2_000,
    subjectFile: 4 * 1_073_741_824,
    subjectPatterns: 100,
};


/***/ }),

/***/ 4853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s2: () => (/* binding */ knownValues),
  fp: () => (/* binding */ redactSecrets),
  F8: () => (/* binding */ redactThenCut)
});

// UNUSED EXPORTS: MIN_CREDENTIAL, NO_KNOWN_VALUES, REDACTED, isCredential

;// CONCATENATED MODULE: ./lib/src/model/credential-forms.js
/*
 * The forms of credentials that are replaced in everything that leaves a job. Each pattern is our own and takes linear
 * time. `source` says where the form was read: a rule of gitleaks (github.com/gitleaks/gitleaks config/gitleaks.toml), a
 * detector of trufflehog (github.com/trufflesecurity/trufflehog pkg/detectors), a plugin of detect-secrets
 * (github.com/Yelp/detect-secrets detect_secrets/plugins), or a page of the issuer. A form without a mark of its own
 * (32 hex digits, a UUID) is only taken beside the name of its service: digests, commits and cache keys look the same.
 */
const CREDENTIAL_FORMS = [
    // Source hosts. Some tokens of GitHub's hold `_`, and any may follow one.
    credential_forms_form('github', /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9_]{20}/, 'gitleaks github-pat, github-oauth, github-app-token'),
    credential_forms_form('github-fine-grained', /github_pat_[A-Za-z0-9_]{20}/, 'gitleaks github-fine-grained-pat'),
    credential_forms_form('github-app-old', /(?<![A-Za-z0-9.])v1\.[0-9a-f]{40}(?![A-Za-z0-9])/, 'docs.github.com REST "Create an installation access token", before 2021'),
    credential_forms_form('gitlab', /(?<![A-Za-z0-9])gl(?:pat|ptt|dt|rt|rtr|cbt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{20}/, 'gitleaks gitlab-pat and its siblings; docs.gitlab.com "Token overview"'),
    credential_forms_form('gitlab-runner-old', /(?<![A-Za-z0-9])GR1348941[A-Za-z0-9_-]{20}/, 'gitleaks gitlab-rrt'),
    credential_forms_form('bitbucket', /(?<![A-Za-z0-9])(?:ATBB[A-Za-z0-9_=.-]{28}|BBDC-[A-Za-z0-9+/@_-]{40})/, 'trufflehog bitbucketapppassword, atlassiandatacenter'),
    credential_forms_form('atlassian', /(?<![A-Za-z0-9])AT(?:ATT3|CTT3)[A-Za-z0-9+/=_-]{40}/, 'gitleaks atlassian-api-token'),
    // Cloud providers.
    credential_forms_form('aws-key-id', /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/, 'gitleaks aws-access-token'),
    credential_forms_form('aws-bedrock', /(?<![A-Za-z0-9])(?:ABSK[A-Za-z0-9+/]{100}|bedrock-api-key-[A-Za-z0-9+/]{20})/, 'gitleaks aws-amazon-bedrock-api-key'),
    credential_forms_form('google-api-key', /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/, 'gitleaks gcp-api-key'),
    credential_forms_form('google-oauth', /(?<![A-Za-z0-9])(?:ya29\.[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{24}|1\/\/0[A-Za-z0-9_-]{40})/, 'docs.github.com "Supported secret scanning patterns", Google; developers.google.com/identity "Using OAuth 2.0"'),
    credential_forms_form('azure-key', /(?:AccountKey|SharedAccessKey|SharedSecretKey)\s{0,2}=\s{0,2}[A-Za-z0-9+/]{20}/i, 'detect-secrets azure_storage_key'),
    credential_forms_form('azure-sas', /[?&]sig=[A-Za-z0-9%+/=_-]{20}/i, 'trufflehog azuresastoken'),
    credential_forms_form('azure-client-secret', /(?<![A-Za-z0-9])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31}/, 'gitleaks azure-ad-client-secret'),
    credential_forms_form('azure-common-key', /[A-Za-z0-9+/_-]{30}(?:JQQJ99[A-Za-z0-9]{2}|\+ASt|\+ABa|\+ASb|AIoT|APIM|ACDb|AzFu|AzSe|AzCa)[A-Za-z0-9+/]{4,40}={0,2}(?![A-Za-z0-9])/, 'github.com/microsoft/security-utilities, common annotated security keys'),
    credential_forms_form('digitalocean', /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}/, 'gitleaks digitalocean-pat, -access-token, -refresh-token'),
    credential_forms_form('cloudflare', /(?<![A-Za-z0-9])(?:cf(?:k|ut|at)_[A-Za-z0-9_-]{40}|v1\.0-[a-f0-9]{24}-[a-f0-9]{100})/, 'developers.cloudflare.com "Token formats"; gitleaks cloudflare-origin-ca-key'),
    credential_forms_form('heroku', /(?<![A-Za-z0-9])HRKU-[A-Za-z0-9_-]{36}/, 'gitleaks heroku-api-key-v2; devcenter.heroku.com'),
    credential_forms_form('alibaba', /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])/, 'gitleaks alibaba-access-key-id'),
    credential_forms_form('fly', /(?<![A-Za-z0-9])(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100})/, 'gitleaks flyio-access-token'),
    credential_forms_form('netlify', /(?<![A-Za-z0-9])nf[pocub]_[A-Za-z0-9_]{36}/, 'trufflehog netlify'),
    credential_forms_form('supabase', /(?<![A-Za-z0-9])(?:sbp_[a-z0-9]{40}|sb_secret_[A-Za-z0-9_-]{20})/, 'trufflehog supabasetoken'),
    credential_forms_form('planetscale', /(?<![A-Za-z0-9])pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32}/, 'gitleaks planetscale-api-token'),
    credential_forms_form('tailscale', /(?<![A-Za-z0-9])tskey-[a-z]{2,12}-[A-Za-z0-9_]{8,40}-[A-Za-z0-9_]{8}/, 'trufflehog tailscale'),
    credential_forms_form('deno', /(?<![A-Za-z0-9])dd[pw]_[A-Za-z0-9]{36}/, 'trufflehog deno'),
    credential_forms_form('openshift', /(?<![A-Za-z0-9])sha256~[A-Za-z0-9_-]{43}/, 'gitleaks openshift-user-token'),
    credential_forms_form('yandex', /(?<![A-Za-z0-9])(?:AQVN[A-Za-z0-9_-]{35}|t1\.[A-Za-z0-9_-]{20,400}={0,2}\.[A-Za-z0-9_-]{80})/, 'gitleaks yandex-api-key'),
    // Package registries.
    credential_forms_form('npm', /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/, 'gitleaks npm-access-token'),
    credential_forms_form('pypi', /(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{50}/, 'gitleaks pypi-upload-token; detect-secrets pypi_token'),
    credential_forms_form('rubygems', /(?<![A-Za-z0-9])rubygems_[a-f0-9]{48}/, 'gitleaks rubygems-api-token'),
    credential_forms_form('crates', /(?<![A-Za-z0-9])cio(?:[A-Za-z0-9]{32}(?![A-Za-z0-9])|_tp_[A-Za-z0-9]{20})/, 'rust-lang/crates.io, token prefix `cio`'),
    credential_forms_form('nuget', /(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])/, 'trufflehog nugetapikey'),
    credential_forms_form('clojars', /(?<![A-Za-z0-9])CLOJARS_[a-z0-9]{60}/i, 'gitleaks clojars-api-token'),
    credential_forms_form('docker-hub', /(?<![A-Za-z0-9])dckr_[po]at_[A-Za-z0-9_-]{20}/, 'trufflehog dockerhub/v2'),
    credential_forms_form('artifactory', /(?<![A-Za-z0-9])(?:AKC[A-Za-z0-9]{40}|cmVmd[A-Za-z0-9]{59})/, 'gitleaks artifactory-api-key, artifactory-reference-token'),
    // Chat.
    credential_forms_form('slack', /(?<![A-Za-z0-9])(?:xox[abceoprs]|xapp)-[A-Za-z0-9-]{10}/, 'gitleaks slack-bot-token and its siblings, slack-app-token'),
    credential_forms_form('slack-webhook', /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{20}/, 'gitleaks slack-webhook-url'),
    credential_forms_form('discord', /(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}/, 'detect-secrets discord'),
    credential_forms_form('discord-webhook', /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{10,20}\/[A-Za-z0-9_-]{20}/, 'trufflehog discordwebhook'),
    credential_forms_form('telegram', /(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/, 'detect-secrets telegram_token'),
    credential_forms_form('teams-webhook', /\.webhook\.office\.com\/webhookb2\/[A-Za-z0-9@/-]{36}|\/workflows\/[a-f0-9]{32}\/triggers\/manual\/paths\/invoke\?\S{0,200}sig=/, 'gitleaks microsoft-teams-webhook; trufflehog microsoftteamswebhook/v2'),
    // Payment.
    credential_forms_form('stripe', /(?<![A-Za-z0-9])(?:(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{24})/, 'gitleaks stripe-access-token'),
    credential_forms_form('square', /(?<![A-Za-z0-9])(?:sq0[a-z]{3}-[A-Za-z0-9_-]{22}|EAAA[A-Za-z0-9_+=-]{60})/, 'gitleaks square-access-token; trufflehog squareapp'),
    credential_forms_form('braintree', /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/, 'docs.github.com "Supported secret scanning patterns", PayPal'),
    credential_forms_form('shopify', /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}/, 'gitleaks shopify-access-token and its siblings'),
    // Mail and telephone.
    credential_forms_form('twilio', /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/, 'gitleaks twilio-api-key'),
    credential_forms_form('sendgrid', /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16}/, 'detect-secrets sendgrid'),
    credential_forms_form('mailgun', /(?<![A-Za-z0-9-])(?:key-[a-z0-9]{32}(?![A-Za-z0-9])|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}(?![A-Za-z0-9-]))/, 'trufflehog mailgun'),
    credential_forms_form('mailchimp', /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/, 'gitleaks mailchimp-api-key'),
    credential_forms_form('brevo', /(?<![A-Za-z0-9])xkeysib-[a-f0-9]{64}/, 'gitleaks sendinblue-api-token'),
    // Models. Without a known second word only an unbroken run of characters: `sk-learn-integration-tests` is no key.
    credential_forms_form('openai', /(?<![A-Za-z0-9])sk[-_](?:(?:proj|svcacct|admin|or-v1|lf)-[A-Za-z0-9_-]{20}|[A-Za-z0-9]{32})/, 'gitleaks openai-api-key'),
    credential_forms_form('anthropic', /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{20}/, 'gitleaks anthropic-api-key, anthropic-admin-api-key'),
    credential_forms_form('hugging-face', /(?<![A-Za-z0-9])(?:hf|api_org)_[A-Za-z0-9]{34}/, 'gitleaks huggingface-access-token'),
    credential_forms_form('groq', /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40}/, 'trufflehog groq'),
    credential_forms_form('xai', /(?<![A-Za-z0-9])xai-[A-Za-z0-9_]{60}/, 'trufflehog xai'),
    credential_forms_form('replicate', /(?<![A-Za-z0-9])r8_[A-Za-z0-9_-]{37}/, 'trufflehog replicate'),
    credential_forms_form('perplexity', /(?<![A-Za-z0-9])pplx-[A-Za-z0-9]{48}/, 'gitleaks perplexity-api-key'),
    credential_forms_form('langsmith', /(?<![A-Za-z0-9])lsv2_(?:pt|sk)_[a-f0-9]{32}/, 'trufflehog langsmith'),
    // Observability and data.
    credential_forms_form('databricks', /(?<![A-Za-z0-9])dapi[a-f0-9]{32}/, 'gitleaks databricks-api-token'),
    credential_forms_form('new-relic', /(?<![A-Za-z0-9])NR(?:AK|II|JS|RA|SP|IQ)-[A-Za-z0-9_-]{18}|[a-f0-9x]{30,36}(?:FFFF)?NRAL(?![A-Za-z0-9])/, 'gitleaks new-relic-user-api-key and its siblings'),
    credential_forms_form('sentry', /(?<![A-Za-z0-9])sntry[sua]_[A-Za-z0-9+/=_-]{32}/, 'gitleaks sentry-org-token, sentry-user-token'),
    credential_forms_form('sentry-dsn', /:\/\/[a-f0-9]{32}(?::[a-f0-9]{32})?@[A-Za-z0-9.-]{1,100}\/\d/, 'docs.sentry.io "Data Source Name"'),
    credential_forms_form('grafana', /(?<![A-Za-z0-9])(?:gl(?:c|sa)_[A-Za-z0-9+/_]{32}|eyJrIjoi[A-Za-z0-9]{60})/, 'gitleaks grafana-api-key and its siblings'),
    credential_forms_form('dynatrace', /(?<![A-Za-z0-9])dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{40}/i, 'gitleaks dynatrace-api-token'),
    credential_forms_form('postman', /(?<![A-Za-z0-9])PMAK-[A-Za-z0-9]{24}-[A-Za-z0-9]{20}/, 'gitleaks postman-api-token'),
    credential_forms_form('airtable', /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/, 'trufflehog airtablepersonalaccesstoken'),
    credential_forms_form('contentful', /(?<![A-Za-z0-9])CFPAT-[A-Za-z0-9_-]{40}/, 'trufflehog contentfulpersonalaccesstoken'),
    credential_forms_form('typeform', /(?<![A-Za-z0-9])tfp_[A-Za-z0-9_.=-]{40}/, 'gitleaks typeform-api-token'),
    credential_forms_form('readme', /(?<![A-Za-z0-9])rdme_[a-z0-9]{64}/, 'gitleaks readme-api-token'),
    credential_forms_form('duffel', /(?<![A-Za-z0-9])duffel_(?:test|live)_[A-Za-z0-9_=-]{43}/, 'gitleaks duffel-api-token'),
    credential_forms_form('facebook', /(?<![A-Za-z0-9])EAA[A-Z][A-Za-z0-9]{90}/, 'gitleaks facebook-page-access-token'),
    credential_forms_form('figma', /(?<![A-Za-z0-9])fig[du]r?_[A-Za-z0-9_-]{40}/, 'docs.github.com "Supported secret scanning patterns", Figma'),
    credential_forms_form('dropbox', /(?<![A-Za-z0-9.])sl\.[A-Za-z0-9=_-]{130}/, 'gitleaks dropbox-short-lived-api-token'),
    // Secret stores, infrastructure and CI.
    credential_forms_form('vault', /(?<![A-Za-z0-9.])(?:hv[sbr]\.[A-Za-z0-9_-]{24}|s\.(?=[A-Za-z]{0,23}\d)(?=[A-Z0-9]{0,23}[a-z])[A-Za-z0-9]{24}(?![A-Za-z0-9]))/, 'gitleaks vault-service-token, vault-batch-token'),
    credential_forms_form('terraform', /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40}/, 'gitleaks hashicorp-tf-api-token'),
    credential_forms_form('doppler', /(?<![A-Za-z0-9])dp\.(?:ct|pt|st|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40}/, 'trufflehog doppler'),
    credential_forms_form('pulumi', /(?<![A-Za-z0-9])pul-[a-f0-9]{40}/, 'gitleaks pulumi-api-token'),
    credential_forms_form('one-password', /(?<![A-Za-z0-9])(?:ops_eyJ[A-Za-z0-9+/]{40}|A3-[A-Z0-9]{6}-[A-Z0-9]{6,11}-[A-Z0-9]{5}-[A-Z0-9]{5})/, 'gitleaks 1password-service-account-token, 1password-secret-key'),
    credential_forms_form('age', /(?<![A-Za-z0-9])AGE-SECRET-KEY-1[A-Z0-9]{40}/, 'gitleaks age-secret-key'),
    credential_forms_form('infracost', /(?<![A-Za-z0-9])ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])/, 'gitleaks infracost-api-token'),
    credential_forms_form('octopus', /(?<![A-Za-z0-9])API-[A-Z0-9]{25,27}(?![A-Za-z0-9])/, 'gitleaks octopus-deploy-api-key'),
    credential_forms_form('circleci', /(?<![A-Za-z0-9])CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[A-Fa-f0-9]{40}/, 'trufflehog circleci/v2'),
    credential_forms_form('buildkite', /(?<![A-Za-z0-9])bk[a-z]{2}_[a-z0-9]{40}/, 'trufflehog buildkite/v2'),
    credential_forms_form('sonar', /(?<![A-Za-z0-9])sq(?:[pua]_[a-f0-9]{40}|co_[A-Za-z0-9]{40})/, 'trufflehog sonarcloud/v2; docs.sonarsource.com "Managing your tokens"'),
    credential_forms_form('harness', /(?<![A-Za-z0-9])[ps]at\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/, 'gitleaks harness-api-key'),
    credential_forms_form('prefect', /(?<![A-Za-z0-9])pn[ub]_[A-Za-z0-9]{36}/, 'gitleaks prefect-api-token'),
    credential_forms_form('sourcegraph', /(?<![A-Za-z0-9])sgp_(?:(?:[A-Fa-f0-9]{16}|local)_)?[A-Fa-f0-9]{40}/, 'gitleaks sourcegraph-access-token'),
    credential_forms_form('rootly', /(?<![A-Za-z0-9])rootly_[a-f0-9]{64}/, 'trufflehog rootly'),
    // Trackers and identity.
    credential_forms_form('linear', /(?<![A-Za-z0-9])lin_(?:api|oauth)_[A-Za-z0-9]{32}/, 'gitleaks linear-api-key'),
    credential_forms_form('notion', /(?<![A-Za-z0-9])(?:ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9]))/, 'gitleaks notion-api-token; developers.notion.com'),
    credential_forms_form('okta', /(?<![A-Za-z0-9])SSWS\s{1,3}[A-Za-z0-9_-]{20}|(?<![A-Za-z0-9_-])00(?=[a-z0-9-]{0,39}[A-Z_])[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/, 'trufflehog okta; developer.okta.com "Okta API tokens"'),
    credential_forms_form('adobe', /(?<![A-Za-z0-9])p8e-[A-Za-z0-9]{32}/, 'gitleaks adobe-client-secret'),
    // Forms of no one issuer.
    credential_forms_form('jwt', /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,2000}\.(?:eyJ[A-Za-z0-9_-]{8}|[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10})/, 'RFC 7519; gitleaks jwt'),
    credential_forms_form('pem', /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/, 'RFC 7468; gitleaks private-key'),
    credential_forms_form('private-key-body', /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3,4}IBAAK|MII[A-Za-z0-9+/]{2,5}IBADANBgkqhkiG9w0BAQEF|MI[A-Za-z0-9+/]{1,3}AgEAMBMGByqGSM49|MHcCAQEEI|M[A-Za-z0-9+/]{3}AgEAMAUGAytlcAQ|MC4CAQAwBQYDK2VwBCIE|b3BlbnNzaC1rZXktdjE)/, 'RFC 5208, RFC 5915, RFC 8410 in base64; openssh PROTOCOL.key'),
    credential_forms_form('pem-in-base64', /LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,60}(?:UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW)/, 'RFC 7468 in base64 (RFC 4648)'),
    credential_forms_form('url-password', /:\/\/[^\s/:@]{0,100}:(?!\*{3,200}@)[^\s/@]{1,200}@(?!sha\d{3}:)/, 'RFC 3986 section 3.2.1; detect-secrets basic_auth'),
    credential_forms_form('url-token', /:\/\/(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{32,200}@(?!sha\d{3}:)/, 'RFC 3986 section 3.2.1: a token in the place of a user'),
    credential_forms_form('signed-url', /[?&](?:x-amz-signature|x-goog-signature|x-amz-security-token|signature)=[A-Za-z0-9%+/=_-]{20}/i, 'docs.aws.amazon.com "Authenticating Requests: Using Query Parameters"'),
    credential_forms_form('authorization', /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:basic|bearer|token|digest|negotiate|apikey|ssws)\s{1,3})?[^\s"'${*]{8}/i, 'RFC 9110 section 11.6.2; gitleaks curl-auth-header'),
    credential_forms_form('bearer', /(?<![A-Za-z0-9])bearer\s{1,3}(?=[A-Za-z._~+/-]{0,60}\d)[A-Za-z0-9._~+/-]{20}/i, 'RFC 6750 section 2.1'),
    credential_forms_form('git-basic', /eC1hY2Nlc3MtdG9rZW46[A-Za-z0-9+/]{8}/, 'actions/checkout src/git-auth-helper.ts: `x-access-token:` in base64'),
    credential_forms_form('docker-auth', /["']auth["']\s{0,2}:\s{0,2}["'][A-Za-z0-9+/=]{12}/, 'docs.docker.com "docker login", config.json'),
    credential_forms_form('pair', /(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|credentials?)(?:[_-](?:key|value|access[_-]?key))?["']?\s{0,3}[=:]\s{0,3}["']?(?!\*{3}|(?:write|read|none|true|false|inherit)(?![A-Za-z0-9]))[^\s${"'][^\s]{5}/i, 'gitleaks generic-api-key; detect-secrets keyword'),
    credential_forms_form('flag', /(?<![A-Za-z0-9-])--?(?:password|passwd|passphrase|token|secret|api-?key|access-?key|auth-?token|access-?token|secret-?key)[ =]{1,3}["']?(?!\*{3})[^\s${"'-][^\s]{5}/i, 'gitleaks curl-auth-user: the same as an option of a command'),
    credential_forms_form('connection', /;\s{0,2}pwd\s{0,2}=\s{0,2}[^\s;${*]{4}/i, 'learn.microsoft.com "Connection String Syntax"'),
    credential_forms_form('netrc', /machine\s{1,3}\S{1,200}\s{1,3}login\s{1,3}\S{1,200}\s{1,3}password\s{1,3}[^\s${*]/, 'gnu.org inetutils ".netrc file"'),
    credential_forms_form('user-password', /(?:curl|wget)\s[^\n]{0,300}(?:-u|--user)[ =]["']?[^\s:"'${]{1,100}:[^\s"'${*]{3}/, 'gitleaks curl-auth-user'),
    credential_forms_form('service-key', /(?:datadog|dd_|heroku|twilio|okta|snyk|cloudflare|bitbucket|fastly|travis|circleci|pagerduty|opsgenie|codecov|braintree|paypal|jfrog|artifactory)[\w .-]{0,30}["']?\s{0,3}[=:]\s{0,3}["']?(?:[A-Za-z0-9_-]{32,100}|[0-9a-f]{8}-[0-9a-f]{4}-)/i, 'gitleaks heroku-api-key, datadog-access-token and their siblings: a name, then a value without a form of its own'),
];
function credential_forms_form(id, pattern, source) {
    return { id, pattern, source };
}
/**
 * What every text that has one of these forms also has, and few others have: most texts cost two patterns and not a
 * hundred.
 */
const mayHoldCredential = (text) => MARKS.test(text) || WORDS.test(text);
const MARKS = /gh[pousr]_|github_pat_|v1\.\d|v1\.[a-f]|gl[a-z]{1,5}[-_]|GR1348|AT(?:BB|ATT|CTT)|BBDC-|A3[-T]|A(?:KI|SI|BI)A|ACCA|ABSK|AKC|AQVN|AIza|AIoT|APIM|ACDb|Az(?:Fu|Se|Ca)|ya29|GOCSPX|1\/\/0|JQQJ|\+AS|\+AB|Q~|do[opr]_v|cf[a-z]{1,2}_|HRKU|LTAI|fo1_|fm[12]|nf[a-z]_|sbp_|sb_s|pscale|tskey|dd[pw]_|t1\.|npm_|pypi-|rubygems_|cio|oy2|dckr_|cmVmd|xox|xapp|hooks\.|webhook|triggers\/|[MNO][\w-]{23}|\d{8}:[\w-]{9}|[sr]k[-_]|whsec|sq[0pauc]|EAA|shp[a-z]{2}_|SK[0-9a-f]{9}|SG\.|key-|[0-9a-f]{32}-|xkeysib|hf_|api_org|gsk_|xai-|r8_|pplx|lsv2|dapi|NR[A-Z]|sntry|:\/\/[^/]{0,300}@|eyJ|dt0|PMAK|[ps]at\.|pat[A-Za-z0-9]{14}\.|CFPAT|tfp_|rdme|duffel|fig[du]|sl\.[\w=-]{9}|hv[sbr]\.|s\.[A-Za-z0-9]{24}|atlasv1|dp\.|pul-|ops_|AGE-|ico-|API-|CCIP|bk[a-z]{2}_|pn[ub]_|sgp_|rootly|lin_|ntn_|SSWS|00[\w-]{40}|p8e-|-----BEGIN|PuTTY|MI[A-Z]|M[A-Za-z0-9+/]{3}AgE|MHcC|MC4C|b3Bl|LS0t|eC1h|sha256~/;
const WORDS = /pass|secret|token|key["']?\s{0,3}[=:]|--?[a-z]{3,6}-?key|credential|auth|bearer|sig(?:nature)?=|pwd|clojars|machine|curl|wget|datadog|dd_|heroku|twilio|okta|snyk|cloudflare|bitbucket|fastly|travis|circleci|pagerduty|opsgenie|codecov|braintree|paypal|jfrog|artifactory|bedrock|dt0/i;

// EXTERNAL MODULE: ./lib/src/model/cut-text.js
var cut_text = __webpack_require__(602);
;// CONCATENATED MODULE: ./lib/src/model/redact.js


/** What stands in the place of a credential. */
const REDACTED = 'redacted';
/** What stands there where the text was also too long: counted once more when the whole is redacted. */
const REDACTED_AND_CUT = 'redacted…';
/** Nothing that a text could hold. */
const NO_KNOWN_VALUES = { isIn: () => false, replaceIn: text => text };
/**
 * The same value with every string that looks like a credential, or holds a known value, replaced by `redacted`, and how
 * many those were. A manifest holds only named fields, but some of them (a step's name, a matrix value, a cache key) are
 * written by the user, and artifacts are not masked by GitHub (actions/runner masks logs and summaries alone).
 *
 * A credential that was divided over a list (the lines of a PEM, the words of a command) is found in the joined list,
 * one that follows the name `password` in a record by both together.
 */
const redactSecrets = (value, known = NO_KNOWN_VALUES) => {
    let redacted = 0;
    const replaced = () => {
        redacted += 1;
        return REDACTED;
    };
    const walkText = (text) => text === REDACTED_AND_CUT || isCredential(text, known) ? replaced() : text;
    const walkList = (list) => {
        const divided = dividedIn(list, known);
        return list.map((item, index) => (divided.has(index) && item !== '' ? replaced() : walk(item)));
    };
    const walkMember = (key, member) => typeof member === 'string' && isPair(key, member) ? replaced() : walk(member);
    const walk = (item) => {
        if (typeof item === 'string')
            return walkText(item);
        if (Array.isArray(item))
            return walkList(item);
        if (item === null || typeof item !== 'object')
            return item;
        return Object.fromEntries(Object.entries(withNamedValue(item)).map(([key, member]) => [walkText(key), walkMember(key, member)]));
    };
    const withNamedValue = (item) => 'name' in item && 'value' in item && isNamedPair(item.name, item.value) ? { ...item, value: replaced() } : item;
    // The shape is kept: strings stay strings.
    return { value: walk(value), redacted };
};
/** Whether a text looks like a credential, or holds a known one. */
const isCredential = (text, known = NO_KNOWN_VALUES) => text.length >= MIN_CREDENTIAL && (known.isIn(text) || hasForm(text));
/**
 * A text of at most `max` UTF-16 units. Whatever is cut is looked at before, whole: the beginning of a credential may
 * not look like one any more.
 */
const redactThenCut = (text, max) => {
    if (text.length <= max)
        return text;
    return isCredential(text.slice(0, max + LOOKED_BEYOND)) ? REDACTED_AND_CUT.slice(0, max) : (0,cut_text/* cutText */.I)(text, max);
};
/** What is looked at beyond the cut: longer than any form before it can be told. */
const LOOKED_BEYOND = 2_100;
/** A shorter text (`true`, `none`) is no credential, and stands in too many others. */
const MIN_CREDENTIAL = 8;
const hasForm = (text) => mayHoldCredential(text) && CREDENTIAL_FORMS.some(({ pattern }) => pattern.test(text));
/** Only where the name makes the value one: a value that is a credential by itself is counted as such. */
const isPair = (key, value) => NAMES_CREDENTIAL.test(key) && !isCredential(value) && isCredential(`${key}=${value}`);
const isNamedPair = (name, value) => typeof name === 'string' && typeof value === 'string' && isPair(name, value);
const NAMES_CREDENTIAL = /pass|secret|token|key|credential|auth/i;
/** Lists over this are not joined: nobody divides a credential into so many parts. */
const MAX_JOINED = 200;
const MAX_JOINED_LENGTH = 65_536;
/** The places of a list whose strings are a credential together: all of them, or those from the head of a PEM to its end. */
const dividedIn = (list, known) => {
    const isText = (item) => typeof item === 'string';
    if (list.length < 2 || list.length > MAX_JOINED || !list.every(isText))
        return NOWHERE;
    if (list.reduce((sum, { length }) => sum + length, 0) > MAX_JOINED_LENGTH)
        return NOWHERE;
    const pem = placesOfPem(list);
    if (pem.size > 0)
        return pem;
    if (list.some(item => isCredential(item, known)))
        return NOWHERE;
    return ['', ' ', '\n'].some(by => isCredential(list.join(by), known)) ? new Set(list.keys()) : NOWHERE;
};
const NOWHERE = new Set();
const placesOfPem = (lines) => {
    const places = new Set();
    let inside = false;
    for (const [index, line] of lines.entries()) {
        inside ||= /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY/.test(line);
        if (inside)
            places.add(index);
        if (/-----END [A-Z0-9 ]{0,60}PRIVATE KEY/.test(line))
            inside = false;
    }
    return places;
};
/** A longer value is also known by its beginning: where a text was cut, no more of it may be there. */
const KNOWN_PREFIX = 16;
/**
 * What finds `values` in a text: as they are, in base64 at each of its three alignments, URL-encoded and as JSON writes
 * them; of a value of several lines, such as a key, also each line.
 */
const knownValues = (values) => {
    const spellings = [...new Set(values.flatMap(value => (value === undefined ? [] : spellingsOf(value))))]
        .filter(({ length }) => length >= MIN_CREDENTIAL)
        .sort((a, b) => b.length - a.length);
    if (spellings.length === 0)
        return NO_KNOWN_VALUES;
    const beginnings = [...new Set(spellings.map(spelling => spelling.slice(0, KNOWN_PREFIX)))];
    const isIn = (text) => beginnings.some(beginning => text.includes(beginning));
    return {
        isIn,
        replaceIn: text => isIn(text) ? spellings.reduce((left, spelling) => left.split(spelling).join(REDACTED), text) : text,
    };
};
const spellingsOf = (given) => {
    // Halves of characters have no URL encoding.
    const value = new TextDecoder().decode(new TextEncoder().encode(given.trim()));
    if (value.length < MIN_CREDENTIAL)
        return [];
    const lines = value.includes('\n')
        ? value.split(/\r?\n/).filter(line => line.length >= 2 * MIN_CREDENTIAL && !line.startsWith('-----'))
        : [];
    return [value, ...lines].flatMap(text => [
        text,
        JSON.stringify(text).slice(1, -1),
        encodeURIComponent(text),
        encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
        ...base64Of(text),
    ]);
};
/** The part of its base64 that does not depend on what stands before and after it; both alphabets (RFC 4648). */
const base64Of = (text) => {
    const bytes = new TextEncoder().encode(text);
    return [0, 1, 2].flatMap(before => {
        const padded = new Uint8Array(before + bytes.length);
        padded.set(bytes, before);
        const whole = Math.floor(padded.length / 3) * 4;
        const encoded = btoa(Array.from(padded, byte => String.fromCharCode(byte)).join('')).slice(before === 0 ? 0 : 4, whole);
        return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')];
    });
};


/***/ }),

/***/ 5350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SW: () => (/* binding */ openEnum),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Vi: () => (/* binding */ numericId),
/* harmony export */   mJ: () => (/* binding */ commitSha),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   sI: () => (/* binding */ sha256Digest)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const text = (max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item).check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n([...values, 'other']),
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(text(100), zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._gte */ .qm(0));


/***/ })

};
