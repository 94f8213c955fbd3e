export const id = 425;
export const ids = [425];
export const modules = {

/***/ 74853:
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
var cut_text = __webpack_require__(70602);
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

/***/ 78796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ SCHEMA_VERSION),
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** Version of this program, held equal to package.json by a check. */
const VERSION = '0.1.0';
/** Version of the schemas of manifests and timeline. From 1.0 on only additions: docs/schema.md, and a check holds it. */
const SCHEMA_VERSION = '1.0.0';


/***/ }),

/***/ 29425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  recordJob: () => (/* binding */ recordJob)
});

// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __webpack_require__(69810);
// EXTERNAL MODULE: ./lib/src/env.js
var env = __webpack_require__(29449);
// EXTERNAL MODULE: ./lib/src/model/redact.js + 1 modules
var redact = __webpack_require__(74853);
;// CONCATENATED MODULE: ./lib/src/sources/own-credentials.js


/**
 * The credentials that this process was given: the job's tokens, which the runner puts into the environment of an action
 * (actions/runner src/Runner.Worker/Handlers/NodeScriptActionHandler.cs), and the inputs that hold one. None of them may
 * appear in anything that is written, whatever form it has.
 */
const readOwnCredentials = (environment) => (0,redact/* knownValues */.s2)([...VARIABLES.map(name => environment[name]), ...INPUTS.map(name => (0,env/* readInput */.R)(environment, name))]);
const VARIABLES = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'];
const INPUTS = ['token', 'signing-key'];

// EXTERNAL MODULE: ./lib/src/recorder/guard.js
var guard = __webpack_require__(96924);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(63619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(23945);
;// CONCATENATED MODULE: ./lib/src/input-reader.js



const flagText = schemas/* pipe */.FsL(schemas/* enum */.k5n(['true', 'false']), schemas/* transform */.pdi(value => value === 'true'));
const urlText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^https?:\/\/[^\s]{1,300}$/));
const idText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/));
const wholeText = (min, max) => schemas/* pipe */.FsL(schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,6}$/)), schemas/* pipe */.FsL(schemas/* transform */.pdi(Number), schemas/* int */.Whr().check(api/* _gte */.qm(min), api/* _lte */.Zm(max))));
const createInputReader = (environment) => {
    const problems = [];
    const reject = (name, remedy) => {
        problems.push(`${name}: ${remedy}`);
    };
    const read = (name, schema, fallback, remedy) => {
        const given = (0,env/* readInput */.R)(environment, name);
        if (given === '')
            return fallback;
        const parsed = parse/* safeParse */.xL(schema, given);
        if (parsed.success)
            return parsed.data;
        reject(name, remedy);
        return fallback;
    };
    return {
        text: name => (0,env/* readInput */.R)(environment, name),
        read,
        reject,
        oneOf: (name, values, fallback) => read(name, schemas/* enum */.k5n(values), fallback, `use ${values.join(', ')}`),
        flag: (name, fallback) => read(name, flagText, fallback, 'use true or false'),
        whole: (name, min, max, fallback) => read(name, wholeText(min, max), fallback, `use a whole number from ${min} to ${max}`),
        url: name => read(name, urlText, '', 'use an http(s) URL'),
        list: (name, max, good, remedy) => {
            const given = new Set((0,env/* readInput */.R)(environment, name)
                .split(/[,\r\n]/)
                .map(item => item.trim())
                .filter(item => item !== ''));
            const fit = [...given].filter(good);
            if (fit.length < given.size)
                reject(name, remedy);
            if (fit.length > max)
                reject(name, `name at most ${max}`);
            return fit.slice(0, max);
        },
        jobId: name => read(name, idText, '', 'leave it to its default'),
        problem: () => problems.length === 0
            ? undefined
            : new model_error/* TraceError */.y('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
                hint: 'The default was taken for each',
            }),
    };
};

// EXTERNAL MODULE: ./lib/src/model/budgets.js
var budgets = __webpack_require__(54858);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(82350);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/deadline.js
var deadline = __webpack_require__(80604);
;// CONCATENATED MODULE: ./lib/src/model/name-pattern.js
/** A segment of a display name is cut to 100 characters, the last three dots (actions/runner JobNameBuilder.cs). */
const SEGMENT_LENGTH = 100;
const CUT_LENGTH = SEGMENT_LENGTH - 3;
/** Ten nested segments and the separators between them: no display name is longer. */
const MAX_NAME = 10 * (SEGMENT_LENGTH + 3);
const SEPARATOR = ' / ';
/** `segment` as GitHub shows it. */
const cutSegment = (segment) => segment.length <= SEGMENT_LENGTH ? segment : `${segment.slice(0, CUT_LENGTH)}...`;
/** Neighbouring pieces of one kind become one piece; empty text is none. */
const toPattern = (pieces) => pieces.reduce((pattern, piece) => {
    const last = pattern.at(-1);
    if (piece === '' || (piece === null && last === null))
        return pattern;
    if (typeof piece === 'string' && typeof last === 'string')
        pattern[pattern.length - 1] = last + piece;
    else
        pattern.push(piece);
    return pattern;
}, []);
/** `scope / name`; the name alone at top level. */
const nestName = (scope, name) => scope.length === 0 ? name : toPattern([...scope, SEPARATOR, ...name]);
/** The name, where the pattern leaves nothing open. */
const exactName = (pattern) => {
    const [only] = pattern;
    return pattern.length === 1 && typeof only === 'string' ? only : undefined;
};
/** Characters the pattern fixes: of two patterns that match a name, the longer one says more. */
const literalLength = (pattern) => pattern.reduce((length, piece) => length + (piece?.length ?? 0), 0);
/**
 * Whether a display name can be what the pattern planned: `null` stands for any text, the empty one included. A segment
 * of the name that GitHub has cut matches every planned text that begins as it does.
 */
const matchesName = (pattern, name) => {
    if (name.length > MAX_NAME)
        return false;
    if (matchesWhole(pattern, name))
        return true;
    const planned = segmentsOf(pattern);
    const segments = name.split(SEPARATOR);
    return (planned.length === segments.length && segments.every((segment, at) => matchesSegment(planned[at] ?? [], segment)));
};
/** Blanks at the ends of a segment may be gone: an expression that comes out empty often leaves one. */
const matchesSegment = (pattern, segment) => matchesWhole(trimEnds(pattern), segment.trim()) ||
    (segment.length === SEGMENT_LENGTH && segment.endsWith('...') && begins(pattern, segment.slice(0, CUT_LENGTH)));
/** Whether a text longer than the start can match. What follows an open piece may have been cut away with its text. */
const begins = (pattern, start) => {
    const [first, ...rest] = pattern;
    if (typeof first !== 'string')
        return first === null;
    if (rest.length === 0)
        return first.length > SEGMENT_LENGTH && first.startsWith(start);
    return first.length < start.length ? start.startsWith(first) : first.startsWith(start);
};
/**
 * Whether the pattern is the whole text, as it stands. The first and the last piece are fixed to the ends; between them
 * the leftmost place of each piece is the best one.
 */
const matchesWhole = (pattern, name) => {
    const [first, last] = [pattern[0], pattern.at(-1)];
    if (pattern.length <= 1 && first !== null)
        return name === (first ?? '');
    const start = first?.length ?? 0;
    const end = name.length - (last?.length ?? 0);
    if (start > end || !name.startsWith(first ?? '') || !name.endsWith(last ?? ''))
        return false;
    let at = start;
    for (const piece of pattern.slice(typeof first === 'string' ? 1 : 0, typeof last === 'string' ? -1 : undefined)) {
        if (piece === null)
            continue;
        const found = name.indexOf(piece, at);
        if (found < 0 || found + piece.length > end)
            return false;
        at = found + piece.length;
    }
    return true;
};
const trimEnds = (pattern) => toPattern(pattern.map((piece, at) => {
    const atStart = at === 0 ? piece?.trimStart() : piece;
    return (at === pattern.length - 1 ? atStart?.trimEnd() : atStart) ?? null;
}));
const segmentsOf = (pattern) => {
    const segments = [[]];
    for (const piece of pattern)
        for (const [index, text] of (piece?.split(SEPARATOR) ?? [null]).entries()) {
            if (index > 0)
                segments.push([]);
            segments.at(-1)?.push(text);
        }
    return segments.map(toPattern);
};

// EXTERNAL MODULE: ./lib/src/sources/digest-file.js
var digest_file = __webpack_require__(53930);
// EXTERNAL MODULE: ./lib/src/sources/workspace-file.js
var workspace_file = __webpack_require__(38993);
;// CONCATENATED MODULE: ./lib/src/sources/declared-subjects.js







/**
 * What the user declares as made by this job: files of the workspace, hashed here, and images by the digest that he
 * gives. `*` in the last part of a path stands for any text without `/`. Nothing is asked of a registry.
 */
const readDeclaredSubjects = async (workspace, given, millis) => {
    const images = given.flatMap(text => imageOf(text) ?? []);
    const paths = given.filter(text => imageOf(text) === undefined);
    const read = [];
    const gaps = [];
    const clock = { isOver: false };
    try {
        await (0,deadline/* withDeadline */.N)('hashing the subjects', millis, async (signal) => {
            signal.addEventListener('abort', () => {
                clock.isOver = true;
            });
            const files = await expandAll(workspace, paths, gaps);
            for (const path of files.slice(0, limits/* LIMITS */.b.declaredSubjects))
                read.push({
                    path,
                    file: await (0,workspace_file/* readInWorkspace */.Z)(workspace, path, real => (0,digest_file/* digestFile */.T)(real, limits/* LIMITS */.b.subjectFile, () => clock.isOver)),
                });
            if (files.length > limits/* LIMITS */.b.declaredSubjects)
                gaps.push(gap('too-large', `${files.length - limits/* LIMITS */.b.declaredSubjects} files beyond the limit`));
        });
    }
    catch {
        clock.isOver = true;
        gaps.push(gap('deadline', 'not every file was hashed in time'));
    }
    // A copy: what is still being hashed would be added behind the caller's back.
    const hashed = [...read];
    return {
        facts: [...hashed.flatMap(toSubject), ...images],
        gaps: [...gaps, ...countReasons(hashed)],
    };
};
/** `image@sha256:<64 hex>` */
const isSubject = (text) => imageOf(text) !== undefined || (text.length <= 1_024 && !/^(?:[/\\~]|[A-Za-z]:)/.test(text) && hasStarOnlyAtEnd(text));
const hasStarOnlyAtEnd = (path) => !external_node_path_.posix.dirname(path).includes('*');
const imageOf = (text) => {
    const at = text.lastIndexOf('@');
    const [name, digest] = [text.slice(0, at), text.slice(at + 1)];
    return at > 0 && name.length <= 1_024 && !/\s/.test(name) && /^sha256:[0-9a-f]{64}$/.test(digest)
        ? { name, digest, kind: 'oci', source: 'user' }
        : undefined;
};
const expandAll = async (workspace, paths, gaps) => {
    const files = new Set();
    for (const path of paths) {
        const found = await expand(workspace, path);
        if (found.length === 0)
            gaps.push(gap('not-found', 'a pattern of input subjects matches no file'));
        for (const each of found)
            files.add(each);
    }
    return [...files];
};
/** Sorted, so that the same folder gives the same list. Folders outside the workspace are not looked into. */
const expand = async (workspace, path) => {
    if (!path.includes('*'))
        return [external_node_path_.posix.normalize(path)];
    const [folder, name] = [external_node_path_.posix.dirname(path), external_node_path_.posix.basename(path)];
    const pattern = toPattern(name.split('*').flatMap((piece, index) => (index === 0 ? [piece] : [null, piece])));
    try {
        const [root, real] = [await (0,promises_.realpath)(workspace), await (0,promises_.realpath)((0,external_node_path_.resolve)(workspace, folder))];
        if (real !== root && !(0,workspace_file/* isInside */.F)(root, real))
            return [];
        const entries = await (0,promises_.readdir)(real, { withFileTypes: true });
        return entries
            .filter(entry => !entry.isDirectory() && matchesWhole(pattern, entry.name))
            .map(entry => external_node_path_.posix.join(folder, entry.name))
            .sort();
    }
    catch {
        return [];
    }
};
const toSubject = ({ path, file }) => file.kind === 'digest'
    ? [{ name: path, digest: file.digest, kind: 'file', source: 'runner', sizeBytes: file.sizeBytes }]
    : [];
const countReasons = (hashed) => {
    const reasons = hashed.flatMap(({ file }) => (file.kind === 'unread' ? [file.reason] : []));
    return [...new Set(reasons)]
        .sort()
        .map(reason => gap(reason, `${reasons.filter(one => one === reason).length} files not hashed`));
};
const gap = (reason, detail) => ({ field: 'declaredSubjects', source: 'user', reason, detail });

;// CONCATENATED MODULE: ./lib/src/sources/dependency-name.js
const MAX_TEXT = 2_048;
const MAX_HOST = 253;
/** `https://host[:port][/path]` or `host:port`. Of a URL, credentials, query and fragment are dropped here already. */
const parseDependency = (text) => {
    if (text.length > MAX_TEXT)
        return undefined;
    const isUrl = /^https?:\/\//i.test(text);
    const url = parseUrl(isUrl ? text : `port://${text}`);
    if (url === undefined)
        return undefined;
    const host = hostOf(url.hostname);
    if (!/^[A-Za-z0-9_.:-]{1,253}$/.test(host) || host.length > MAX_HOST)
        return undefined;
    if (isUrl) {
        const isTls = url.protocol === 'https:';
        const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
        return { kind: 'url', host, port, isTls, path: url.pathname };
    }
    const port = Number(url.port);
    const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return isBare && url.pathname === '' && port > 0 ? { kind: 'port', host, port } : undefined;
};
const parseUrl = (text) => (URL.canParse(text) ? new URL(text) : undefined);
/** An IPv6 address stands in brackets within a URL, and without them everywhere else. */
const hostOf = (hostname) => hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;

;// CONCATENATED MODULE: ./lib/src/sources/recorded-env.js


/**
 * The values of the variables that the user named, as this process sees them. Refused by name: what is called a
 * credential, and GitHub's own ACTIONS_*, which hold the job's tokens. A value that holds the value of such a variable
 * is redacted here; one that looks like a credential is redacted with the rest of the manifest.
 */
const readRecordedEnv = (environment, names) => {
    const credentials = credentialsOf(environment);
    const read = [...new Set(names)].map(name => variableOf(environment, name, credentials));
    return {
        facts: {
            variables: read.flatMap(one => (one.variable === undefined ? [] : [one.variable])),
            redacted: read.filter(({ isRedacted }) => isRedacted === true).length,
        },
        gaps: read.flatMap(one => (one.gap === undefined ? [] : [one.gap])),
    };
};
const variableOf = (environment, name, credentials) => {
    if (isRefused(name))
        return { gap: gapOf(name, 'not-applicable', 'refused: variables of that name are not recorded') };
    const value = environment[name];
    if (value === undefined)
        return { gap: gapOf(name, 'not-found') };
    if (credentials.some(credential => value.includes(credential)))
        return { variable: { name, value: 'redacted', source: 'runner' }, isRedacted: true };
    // Not cut: the beginning of a credential may not look like one.
    if (value.length > limits/* LIMITS */.b.recordedValue)
        return { gap: gapOf(name, 'too-large', `over ${limits/* LIMITS */.b.recordedValue} characters`) };
    return { variable: { name, value, source: 'runner' } };
};
/** Whether a variable of this name is never recorded, whoever asks. */
const isRefused = (name) => /TOKEN|SECRET|PASSWORD|KEY/i.test(name) || /^ACTIONS_/i.test(name);
/** The name of a variable that may be asked for. A credential pasted by mistake is none: names are written down. */
const isVariableName = (text) => /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(text) && (0,redact/* redactSecrets */.fp)(text).redacted === 0;
/** A shorter value (`true`, `none`) says nothing, and stands in too many others. */
const MIN_CREDENTIAL = 8;
/** Values of this environment that the names call credentials, inputs of this action such as `token` among them. */
const credentialsOf = (environment) => Object.entries(environment).flatMap(([name, value]) => {
    const text = value?.trim() ?? '';
    return isRefused(name) && text.length >= MIN_CREDENTIAL ? [text] : [];
});
const gapOf = (name, reason, detail) => ({
    field: (0,redact/* redactThenCut */.F8)(`replay.env.${name}`, 200),
    source: 'user',
    reason,
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/recorder/inputs.js






/** Reads every input; one error lists all bad ones with their remedy. */
const readInputs = (environment) => {
    const { text, oneOf, flag, whole, url, list, jobId, problem } = createInputReader(environment);
    const asked = oneOf('upload', ['artifact', 'never'], 'artifact');
    const keptHome = (environment['PIPELINE_TRACE_UPLOAD'] ?? '').trim().toLowerCase() === 'never';
    const inputs = {
        signing: oneOf('signing', ['auto', 'keyless', 'key', 'none'], 'auto'),
        signingKey: text('signing-key'),
        fulcioUrl: url('fulcio-url'),
        rekorUrl: url('rekor-url'),
        tsaUrl: url('tsa-url'),
        publicLog: flag('public-log', false),
        upload: keptHome ? 'never' : asked,
        retentionDays: whole('retention-days', 1, 400, 7),
        budgetMs: 1000 * whole('time-budget', 1, 300, budgets/* BUDGETS */.b.postTotal / 1000),
        recordMatrix: flag('record-matrix', true),
        recordEnv: list('record-env', limits/* LIMITS */.b.recordedVariables, isVariableName, 'use names of environment variables'),
        deployManifests: list('deploy-manifests', limits/* LIMITS */.b.deployManifests, isRelative, 'use paths inside the workspace'),
        dependencies: list('dependencies', limits/* LIMITS */.b.dependencies, isDependency, 'use http(s) URLs or host:port'),
        subjects: list('subjects', limits/* LIMITS */.b.subjectPatterns, isSubject, 'use paths inside the workspace or image@sha256:…'),
        attest: flag('attest', false),
        api: oneOf('api', ['auto', 'never', 'always'], 'auto'),
        token: text('token'),
        jobId: jobId('job-id'),
        jobStatus: text('job-status'),
        stepsJson: text('steps'),
        jobJson: text('job-context'),
        matrixJson: text('matrix'),
        strategyJson: text('strategy'),
        runnerJson: text('runner-context'),
    };
    return { inputs, problem: problem() };
};
const MAX_PATH = 1_024;
const isRelative = (path) => path.length <= MAX_PATH && !/^(?:[/\\~]|[A-Za-z]:)/.test(path);
const isDependency = (text) => parseDependency(text) !== undefined;

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/src/github/upload-artifact.js



/**
 * Uploads files as one zip artifact with @actions/artifact, loaded only here. `path` is absolute and must be
 * `<rootDirectory>/<name>`; `name` is the path inside the zip. `retentionDays` undefined takes the repository's default.
 * The client retries a sick service for 30 s by itself (actions/toolkit
 * packages/artifact/src/internal/shared/artifact-twirp-client.ts), so it runs under our deadline and is left behind
 * when that passes: the caller ends the process. Its lines on stdout go into one folded log group.
 * The returned digest is `sha256:<hex>` of the zip; the client itself gives bare hex.
 * @throws TraceError UPLOAD or DEADLINE.
 */
const uploadArtifact = async (name, files, rootDirectory, retentionDays, deadlineMs) => {
    const misplaced = files.find(file => (0,external_node_path_.join)(rootDirectory, file.name) !== file.path);
    if (misplaced !== undefined)
        throw new model_error/* TraceError */.y('INTERNAL', `${misplaced.name} is not at its place under the root`);
    process.stdout.write(`::group::pipeline-trace: upload of ${name}\n`);
    try {
        const uploaded = await (0,deadline/* withDeadline */.N)(`upload of ${name}`, deadlineMs, async () => {
            const { DefaultArtifactClient } = await loadUploader();
            const paths = files.map(file => file.path);
            const options = retentionDays === undefined ? {} : { retentionDays };
            return new DefaultArtifactClient().uploadArtifact(name, paths, rootDirectory, options);
        });
        return readUploaded(uploaded);
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('UPLOAD', `upload of ${name} failed: ${cause instanceof Error ? cause.message : ''}`, {
            cause,
        });
    }
    finally {
        process.stdout.write('::endgroup::\n');
    }
};
/** Loads the client, a tenth of a second of work: whoever will upload calls this while something else is awaited. */
const loadUploader = () => Promise.all(/* import() */[__webpack_require__.e(562), __webpack_require__.e(177)]).then(__webpack_require__.bind(__webpack_require__, 51177));
const readUploaded = (uploaded) => {
    if (uploaded.id === undefined || uploaded.digest === undefined)
        throw new model_error/* TraceError */.y('UPLOAD', 'the upload gave back no id or no digest');
    const hex = uploaded.digest.replace(/^sha256:/, '').toLowerCase();
    return { id: String(uploaded.id), sizeBytes: uploaded.size ?? 0, digest: `sha256:${hex}` };
};

;// CONCATENATED MODULE: ./lib/src/model/artifact-name.js
/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
const ARTIFACT_PREFIX = 'pipeline-trace-';
const JOB_MANIFEST_FILE = 'job-manifest.json';
const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json';
const artifact_name_RUN_MANIFEST_FILE = 'run-manifest.json';
const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json';
const artifact_name_RUN_REPORT_FILE = 'report.md';
/** Artifact names are unique per run and immutable, and outlive attempts: all three ids stand in the name. */
const jobArtifactName = (runId, attempt, job) => `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`;
const runArtifactName = (runId, attempt) => `${ARTIFACT_PREFIX}run-${runId}-${attempt}`;
/** The parts of a job artifact's name; undefined for any other artifact. */
const parseJobArtifactName = (name) => {
    const match = /^pipeline-trace-job-(\d{1,20})-(\d{1,5})-(?:(\d{1,20})|k-([0-9a-fA-F-]{1,64}))$/.exec(name);
    const [, runId, attempt, jobId, backendJobId] = match ?? [];
    if (runId === undefined || attempt === undefined)
        return undefined;
    if (jobId !== undefined)
        return { runId, attempt: Number(attempt), job: { jobId } };
    return backendJobId === undefined ? undefined : { runId, attempt: Number(attempt), job: { backendJobId } };
};
/** The one line in the job's log that binds a manifest to the job: only this job can write there. */
const digestLine = (digestHex, jobId, attempt) => `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}`;

;// CONCATENATED MODULE: ./lib/src/model/time.js

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
/**
 * Epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined when it is none. Offsets other than Z are read:
 * GitHub has sent `+09:00` to callers in that zone (recorded responses hold 50 of 557 jobs with one).
 */
const toMillis = (value) => {
    const match = PATTERN.exec(value);
    if (match === null)
        return undefined;
    const [, , , , , , , fraction = '', zone = 'Z'] = match;
    const whole = Date.parse(`${value.slice(0, 19)}${zone}`);
    return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction || '0'}`) * 1000;
};
/** Epoch microseconds, an integer: the seventh decimal (100 ns) is dropped. Undefined when it is no RFC 3339 time. */
const toMicros = (value) => {
    if (!PATTERN.test(value))
        return undefined;
    // Timelines read ten thousands of these, nearly all in UTC: counting the digits is several times faster than a Date.
    const isUtc = value.endsWith('Z');
    const zone = isUtc ? 'Z' : value.slice(-6);
    const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    // Those of REST have no fraction.
    if (value.length === WHOLE_SECONDS)
        return whole * 1_000;
    const fraction = value.slice(20, -zone.length);
    return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
};
const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length;
const utcMillis = (value) => {
    const number = (from, to) => {
        let sum = 0;
        for (let at = from; at < to; at += 1)
            sum = sum * 10 + value.charCodeAt(at) - 48;
        return sum;
    };
    const month = number(5, 7);
    const day = number(8, 10);
    const hour = number(11, 13);
    const minute = number(14, 16);
    const second = number(17, 19);
    // Date.UTC would carry a thirteenth month or a 61st second over; Date.parse refuses both.
    return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
        ? Number.NaN
        : Date.UTC(number(0, 4), month - 1, day, hour, minute, second);
};
/** The same instant in UTC, decimals kept as given; undefined when it is no RFC 3339 time. */
const toUtc = (value) => {
    const match = PATTERN.exec(value);
    const [, , , , , , , fraction, zone = 'Z'] = match ?? [];
    // Without the fraction: a double cannot hold 0.9999999 s beside today's seconds and would round to the next one.
    const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`;
};
/** RFC 3339 UTC with millisecond resolution of epoch milliseconds. */
const fromMillis = (millis) => new Date(millis).toISOString();
/** `end - start` in milliseconds (may be negative: the caller decides what a reversed pair means); undefined if unknown. */
const millisBetween = (start, end) => {
    const from = start === undefined ? undefined : toMillis(start);
    const to = end === undefined ? undefined : toMillis(end);
    return from === undefined || to === undefined ? undefined : to - from;
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');

;// CONCATENATED MODULE: ./lib/src/model/canonical-json.js
/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
const toCanonicalJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;
const sorted = (value) => {
    if (Array.isArray(value))
        return value.map(sorted);
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => [key, sorted(member)]));
};

;// CONCATENATED MODULE: ./lib/src/trust/choose-signing.js
/**
 * Decides how to sign, and says why. Modes are never mixed silently: what was asked for by name and cannot be done
 * becomes `none` with the reason, not another mode.
 *
 * `auto` in a recorder means a given key, and keyless only where a private Sigstore is set: with `id-token: write` in a
 * build job every step of it can sign with the same identity (actions/runner src/Runner.Worker/Handlers/
 * ScriptHandler.cs puts the request token into the environment of run steps). In the report it means keyless where that
 * can be done, else a given key.
 */
const chooseSigning = (request) => {
    switch (request.signing) {
        case 'none':
            return unsigned('switched-off');
        case 'key':
            return withKey(request, 'requested') ?? unsigned('key-unusable');
        case 'keyless':
            return keyless(request, 'requested');
        case 'auto':
            return request.where === 'recorder' ? automaticInJob(request) : automaticInReport(request);
    }
};
const automaticInJob = (request) => withKey(request, 'automatic') ??
    (request.fulcioUrl === '' ? unsigned('not-asked-in-build-job') : keyless(request, 'automatic'));
const automaticInReport = (request) => {
    const plan = keyless(request, 'automatic');
    return plan.mode === 'keyless' ? plan : (withKey(request, 'automatic') ?? plan);
};
const withKey = (request, reason) => request.key === '' ? undefined : { mode: 'key', state: { mode: 'key', reason }, key: request.key };
const keyless = (request, reason) => {
    if (!request.idTokenAvailable)
        return unsigned('no-id-token-permission');
    const instance = chooseInstance(request);
    if (instance === undefined)
        return unsigned('no-private-sigstore');
    const isPublic = request.visibility === 'public' || request.publicLog;
    if (!isPublic && Object.values(instance).some(publishesIdentity))
        return unsigned('private-identity-not-for-public-log');
    return { mode: 'keyless', state: { mode: 'keyless', reason }, ...instance };
};
const PUBLIC_GOOD = { fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' };
/**
 * Explicit addresses, else the public good for a public repository, else GitHub's own instance, which has a timestamp
 * authority and no log (actions/toolkit packages/attest/src/endpoints.ts). An unknown or internal visibility counts as
 * private. undefined: explicit addresses that cannot give a certificate with a time, or a server that GitHub's instance
 * does not serve (GHES, the lab).
 */
const chooseInstance = (request) => {
    const { fulcioUrl, rekorUrl, tsaUrl } = request;
    if (fulcioUrl !== '' || rekorUrl !== '' || tsaUrl !== '') {
        if (fulcioUrl === '' || (rekorUrl === '' && tsaUrl === ''))
            return undefined;
        return { fulcioUrl, ...(rekorUrl === '' ? {} : { rekorUrl }), ...(tsaUrl === '' ? {} : { tsaUrl }) };
    }
    const host = choose_signing_hostOf(request.serverUrl);
    if (host.endsWith('.ghe.com'))
        return { fulcioUrl: `https://fulcio.${host}`, tsaUrl: `https://timestamp.${host}` };
    if (host !== 'github.com')
        return undefined;
    return request.visibility === 'public' || request.publicLog
        ? PUBLIC_GOOD
        : { fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' };
};
/** The public good's Rekor and also its Fulcio (through certificate transparency) publish the identity for ever. */
const publishesIdentity = (url) => /(^|\.)sigst(ore|age)\.dev$/.test(choose_signing_hostOf(url));
/** '' for what is no address. A root dot at the end is taken off: `rekor.sigstore.dev.` is the same host. */
const choose_signing_hostOf = (url) => {
    try {
        return new URL(url).hostname.replace(/\.$/, '');
    }
    catch {
        return '';
    }
};
const unsigned = (reason) => ({ mode: 'none', state: { mode: 'none', reason } });

;// CONCATENATED MODULE: ./lib/src/trust/predicate-types.js
/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
const JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1';
const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1';
/** A run manifest that a later run made: its certificate names that later run, not the one that the manifest is about. */
const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1';
/** All types of ours. */
const OUR_PREDICATE_TYPES = [
    JOB_PREDICATE_TYPE,
    RUN_PREDICATE_TYPE,
    COLLECTED_RUN_PREDICATE_TYPE,
];
/** What a statement about this run manifest has to be. */
const predicate_types_runPredicateType = ({ reporter }) => reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE;
/** Read where the caller asks for it: provenance of GitHub's build type names its run too (slsa.dev/spec/v1.1/provenance). */
const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const predicate_types_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/dsse.js



/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
const preAuthEncoding = (payloadType, payload) => Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
]);
/**
 * Bundle v0.3 with a signature by a key of the user's own: node:crypto only, no service. The key is named by
 * base64(SHA-256(SPKI)); the bundle does not carry it, and a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. The key itself is in no message.
 */
const signWithKey = (payload, pem) => {
    const key = readPrivateKey(pem);
    const keyid = keyHint((0,external_node_crypto_.createPublicKey)(key));
    const sig = (0,external_node_crypto_.sign)('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
    return JSON.stringify({
        mediaType: BUNDLE_MEDIA_TYPE,
        verificationMaterial: { publicKey: { hint: keyid } },
        dsseEnvelope: {
            payload: Buffer.from(payload).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: [{ sig, keyid }],
        },
    });
};
/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
const keyHint = (publicKey) => (0,external_node_crypto_.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new model_error/* TraceError */.y('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

// EXTERNAL MODULE: ./lib/src/plain-call.js
var plain_call = __webpack_require__(59831);
;// CONCATENATED MODULE: ./lib/src/trust/id-token.js



const MAX_ANSWER = 65_536;
const answer = schemas/* object */.Ikc({ value: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\w-]+\.[\w-]+\.[\w-]+$/)) });
/**
 * An OIDC token of this job for one audience, by one GET (actions/toolkit packages/core/src/oidc-utils.ts).
 * @throws TraceError SIGNING. Neither of the two tokens is in a message or a cause.
 */
const requestIdToken = async (request, audience, deadlineMs) => {
    const { status, body } = await ask(request, audience, deadlineMs);
    if (status !== 200)
        throw refused(`the id-token service answered ${status}`);
    const parsed = parse/* safeParse */.xL(answer, parseJson(new TextDecoder().decode(body)));
    if (!parsed.success)
        throw refused('the id-token service gave no token');
    return parsed.data.value;
};
const ask = async ({ url, token }, audience, deadlineMs) => {
    try {
        const address = new URL(url);
        address.searchParams.set('audience', audience);
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
        const bounds = { deadlineMs, maxBytes: MAX_ANSWER };
        return await (0,plain_call/* plainCall */.D)('the id-token', address.href, { method: 'GET', headers }, bounds);
    }
    catch (error) {
        const isLong = error instanceof model_error/* TraceError */.y && error.code === 'TOO_LARGE';
        throw refused(isLong ? 'the id-token service gave no token' : 'the id-token service did not answer');
    }
};
const refused = (message) => new model_error/* TraceError */.y('SIGNING', message, { hint: 'Keyless signing needs `permissions: id-token: write` in this job' });
const parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/sign.js





/** Fulcio's audience for GitHub's tokens (sigstore/fulcio config/identity/config.yaml, client-id). */
const AUDIENCE = 'sigstore';
/** One quick second try; @actions/attest's three cost 7 s on a refused connection. The deadline rules over both. */
const RETRY = { retries: 1, minTimeout: 200, maxTimeout: 400 };
/**
 * Signs a statement as the plan says, in at most `deadlineMs`, loading of the signing library included.
 * @param payload bytes of an in-toto statement (statement.ts)
 * @param idToken how to ask for the job's OIDC token; needed for a keyless plan
 * @returns the Sigstore bundle v0.3 as JSON text
 * @throws TraceError SIGNING (which service, which status) or DEADLINE. No token or key is in a message.
 */
const signStatement = async (payload, plan, idToken, deadlineMs) => {
    switch (plan.mode) {
        case 'key':
            return signWithKey(payload, plan.key);
        case 'keyless': {
            if (idToken === undefined)
                throw new model_error/* TraceError */.y('SIGNING', 'this job cannot ask for an id-token', {
                    hint: 'Keyless signing needs `permissions: id-token: write` in this job',
                });
            return (0,deadline/* withDeadline */.N)('signing', deadlineMs, () => signKeyless(payload, plan, idToken, deadlineMs));
        }
    }
};
const signKeyless = async (payload, plan, idToken, timeout) => {
    // The token first, while the library loads: nothing else is worth doing without it.
    const [token, { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness }, { bundleToJSON }] = await Promise.all([
        requestIdToken(idToken, AUDIENCE, timeout),
        Promise.all(/* import() */[__webpack_require__.e(562), __webpack_require__.e(40), __webpack_require__.e(179)]).then(__webpack_require__.t.bind(__webpack_require__, 15179, 19)),
        __webpack_require__.e(/* import() */ 40).then(__webpack_require__.t.bind(__webpack_require__, 61040, 19)),
    ]);
    const http = { retry: RETRY, timeout };
    const rekor = plan.rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: withoutSlash(plan.rekorUrl), ...http })];
    const tsa = plan.tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: withoutSlash(plan.tsaUrl), ...http })];
    const signer = new FulcioSigner({
        fulcioBaseURL: withoutSlash(plan.fulcioUrl),
        identityProvider: { getToken: async () => token },
        ...http,
    });
    try {
        const builder = new DSSEBundleBuilder({ signer, witnesses: [...rekor, ...tsa] });
        const bundle = await builder.create({ data: Buffer.from(payload), type: PAYLOAD_TYPE });
        return JSON.stringify(bundleToJSON(bundle));
    }
    catch (error) {
        throw new model_error/* TraceError */.y('SIGNING', describe(error, plan));
    }
};
/** The library's own messages are not used: one of them quotes the token. Its codes and statuses are enough. */
const describe = (error, plan) => {
    const code = field(error, 'code');
    const status = field(field(error, 'cause'), 'statusCode');
    const said = typeof status === 'number' ? `answered ${status}` : 'did not answer';
    switch (code) {
        case 'CA_CREATE_SIGNING_CERTIFICATE_ERROR':
            return `the certificate authority ${plan.fulcioUrl} ${said}`;
        case 'TLOG_CREATE_ENTRY_ERROR':
        case 'TLOG_FETCH_ENTRY_ERROR':
            return `the transparency log ${plan.rekorUrl ?? ''} ${said}`;
        case 'TSA_CREATE_TIMESTAMP_ERROR':
            return `the timestamp authority ${plan.tsaUrl ?? ''} ${said}`;
        default:
            return 'keyless signing failed';
    }
};
const field = (value, name) => typeof value === 'object' && value !== null ? value[name] : undefined;
const withoutSlash = (url) => (url.endsWith('/') ? url.slice(0, -1) : url);

;// CONCATENATED MODULE: ./lib/src/trust/seal.js






/**
 * Builds the manifest for the signing that is planned and signs it. The manifest states how it was signed, so where
 * that fails it is built once more as unsigned, with the reason. An outage costs BUDGETS.signing at most.
 * @param remaining milliseconds that are left when it comes to signing
 */
const sealManifest = async (signer, { build, statement }, remaining) => {
    const idToken = idTokenOf(signer.environment);
    const plan = planOf(signer, idToken !== undefined);
    const built = seal_unsigned(build(plan.state));
    if (plan.mode === 'none')
        return built;
    try {
        const payload = statement(built, built.digestHex, built.bytes.byteLength);
        const deadline = Math.min(budgets/* BUDGETS */.b.signing, remaining());
        return { ...built, bundleText: await signStatement(payload, plan, idToken, deadline) };
    }
    catch (error) {
        const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable';
        return { ...seal_unsigned(build({ mode: 'none', reason })), fault: `manifest not signed: ${(0,model_error/* toOneLine */.G)(error)}` };
    }
};
const seal_unsigned = (built) => {
    const bytes = new TextEncoder().encode(toCanonicalJson(built.manifest));
    return { ...built, bytes, digestHex: sha256Hex(bytes), bundleText: undefined, fault: undefined };
};
const planOf = ({ where, visibility, serverUrl, inputs }, idTokenAvailable) => {
    const { signing, signingKey: key, fulcioUrl, rekorUrl, tsaUrl, publicLog } = inputs;
    return chooseSigning({
        where,
        signing,
        key,
        idTokenAvailable,
        visibility,
        serverUrl,
        fulcioUrl,
        rekorUrl,
        tsaUrl,
        publicLog,
    });
};
const idTokenOf = (environment) => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
    return url === undefined || token === undefined ? undefined : { url, token };
};

;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const MANIFEST_MEDIA_TYPE = 'application/json';
/** `<job id>`, or `k-<backend job id>` where the runner gave no id; undefined for a job without a manifest. */
const jobFileStem = (job) => {
    if (job.manifest === undefined)
        return undefined;
    if (job.id !== undefined)
        return job.id;
    const backendJobId = job.record?.job.backendId?.value ?? job.manifest.artifact?.backendJobId;
    return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`;
};
/** Paths inside the run artifact of a job's manifest and of its bundle. */
const jobManifestPath = (stem) => `jobs/${stem}.json`;
const jobBundlePath = (stem) => `jobs/${stem}.sigstore.json`;
/** A path that a run statement may name: anything else could lead out of the folder. */
const isRunFilePath = (path) => path === RUN_MANIFEST_FILE || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const run_files_jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/trust/statement.js




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    const made = madeByJob(manifest);
    return toBytes({
        _type: predicate_types_STATEMENT_TYPE,
        subject: [file, ...made].slice(0, limits/* LIMITS */.b.statementSubjects).map(statement_toSubject),
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
            // Those are in the manifest all the same, whose digest is the first subject.
            subjectsLeftOut: Math.max(0, made.length + 1 - limits/* LIMITS */.b.statementSubjects) || undefined,
        },
    });
};
/**
 * What the job declared as its own, so that whoever has the file finds the job: files, images, and its artifacts: zips
 * under names of their own, since a zip's digest is not that of the file in it, and what was uploaded without an archive
 * under the name of the file that it is. Only SHA-256: the digest that `gh attestation verify` takes of a file.
 */
const madeByJob = (manifest) => {
    const declared = manifest.declaredSubjects.map(({ name, digest }) => ({ name, digest }));
    const uploaded = manifest.artifacts.map(({ name, archive, digest }) => ({
        name: archive === false ? name : `${name}.zip`,
        digest,
    }));
    return [...declared, ...uploaded].flatMap(({ name, digest }) => digest?.startsWith('sha256:') ? [{ name, sha256: digest.slice('sha256:'.length) }] : []);
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, the report that people read, then every
 * job's files. The tools that read statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over
 * that is in the predicate alone, which names every job, also those that left nothing: a list that may drop entries proves
 * nothing.
 * @param reportDigestHex of report.md; undefined where there is none.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes, reportDigestHex) => {
    const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const report = reportDigestHex === undefined ? [] : [{ name: RUN_REPORT_FILE, sha256: reportDigestHex }];
    const files = [file, ...report, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(statement_toSubject),
        predicateType: runPredicateType(manifest),
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            reporter: manifest.reporter,
            manifest: toDescriptor(file, sizeBytes),
            jobs: manifest.jobs.map(job => ({
                id: job.id,
                key: job.key,
                presence: job.presence,
                signature: { mode: job.signature.mode, by: job.signature.by },
                files: jobFiles(job).map(each => toDescriptor(each)),
                payload: job.manifest?.payloadDigest,
            })),
        },
    });
};
const runIndex = (run) => ({
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    repositoryId: run.repositoryId.value,
    runId: run.runId.value,
    runAttempt: String(run.attempt.value),
    event: run.event?.value,
    ref: run.ref?.value,
    sha: run.sha?.value,
    workflowRef: run.workflowRef?.value,
    workflowSha: run.workflowSha?.value,
});
/** Only sha256, 384, 512 and sha3 may stand in a subject: sigstore-python refuses the statement otherwise. */
const statement_toSubject = (file) => ({ name: file.name, digest: { sha256: file.sha256 } });
/** in-toto ResourceDescriptor (in-toto/attestation spec/v1/resource_descriptor.md). */
const toDescriptor = (file, sizeBytes) => ({
    ...statement_toSubject(file),
    mediaType: file.name.endsWith('.sigstore.json') ? BUNDLE_MEDIA_TYPE : MANIFEST_MEDIA_TYPE,
    annotations: sizeBytes === undefined ? undefined : { sizeBytes: String(sizeBytes) },
});
const toBytes = (statement) => new TextEncoder().encode(JSON.stringify(statement));

;// CONCATENATED MODULE: ./lib/src/model/ids.js
/** `<server host>/<repository id>/<run id>`: names a run for ever, constant over its attempts. */
const correlationId = (serverUrl, repositoryId, runId) => `${new URL(serverUrl).host}/${repositoryId}/${runId}`;
/*
 * Trace and span ids by the contract of the OpenTelemetry Collector's githubreceiver with UseCheckRunID (its default
 * since v0.151.0), so that an organisation which runs the receiver gets one trace:
 * open-telemetry/opentelemetry-collector-contrib receiver/githubreceiver. A hashed id is not random, so the W3C
 * flags are `01` (sampled) and never `03`.
 */
const traceId = (sha256, runId, attempt) => sha256(`${runId}${attempt}t`).slice(0, 32);
const runSpanId = (sha256, runId, attempt) => sha256(`${runId}${attempt}s`).slice(16, 32);
const jobSpanId = (sha256, jobId) => sha256(`${jobId}-j`).slice(16, 32);
/** W3C `traceparent` of a span of ours. */
const traceparent = (trace, span) => `00-${trace}-${span}-01`;
/** Trace and span of a valid W3C `traceparent` (version 00, ids not all zero), else undefined. */
const parseTraceparent = (value) => {
    const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value);
    const [, trace, span] = match ?? [];
    if (trace === undefined || span === undefined)
        return undefined;
    return /^0+$/.test(trace) || /^0+$/.test(span) ? undefined : { traceId: trace, spanId: span };
};

;// CONCATENATED MODULE: ./lib/src/model/source-ranking.js
/*
 * Which source is believed first, the one place of this decision. Runner files and the log hold 100 ns, REST 1 s; what
 * a job could have written itself (the steps context, an input) stands last. Where REST contradicts a job's own claim,
 * the report keeps both values (report/merge/field-agreement.ts): ranking decides what is recorded, not who is right.
 */
/** Who and where: the runner's context and files before the log, REST after both. */
const identitySources = ['runner', 'log', 'api', 'steps', 'user'];
/** Steps: the runner's own file holds 100 ns and every stage, the log's groups an order, the context only outcomes. */
const stepSources = ['runner', 'log', 'steps'];
/** Artifacts: the service that keeps them before the log. */
const artifactSources = ['results', 'log', 'steps'];
/** `runs-on`: REST is what GitHub scheduled; the workflow file is a reading of it. */
const labelSources = ['api', 'workflow-file'];
/** A workflow can override ImageOS and ImageVersion, so they come as low-confidence facts after files and log. */
const imageSources = ['runner', 'log'];
/**
 * The fact of the best ranked source. Among equals the higher confidence wins, then the earlier in `facts`; a source
 * that the ranking does not name comes last.
 */
const best = (ranking, facts) => facts
    .filter(fact => fact !== undefined)
    .map((fact, order) => ({ fact, order }))
    .sort((a, b) => doubt(a.fact) - doubt(b.fact) || rank(ranking, a.fact) - rank(ranking, b.fact) || a.order - b.order)
    .at(0)?.fact;
/** The list of the best ranked source that told anything at all. */
const firstTold = (ranking, told) => ranking.map(source => told[source] ?? []).find(list => list.length > 0) ?? [];
const rank = (ranking, fact) => {
    const place = ranking.indexOf(fact.source);
    return place === -1 ? ranking.length : place;
};
/** A low-confidence fact loses to any other, whatever its source. */
const doubt = (fact) => (fact.confidence === 'low' ? 1 : 0);

// EXTERNAL MODULE: ./lib/src/model/version.js
var version = __webpack_require__(78796);
;// CONCATENATED MODULE: ./lib/src/sources/unsaved-caches.js
/**
 * Saves that did not happen because the job did not succeed, one per restore that left something to save. actions/cache
 * and actions/setup-node save in a post with `post-if: success()` (their action.yml), so that post is not started, prints
 * nothing, and leaves the gap that a reader takes for a lost line. Other actions make no such promise and are left alone.
 */
const unsavedCaches = (caches, status) => {
    if (status !== 'failure' && status !== 'cancelled')
        return [];
    const saved = new Set(caches.filter(({ operation }) => operation === 'save').map(({ key }) => key));
    return caches
        .filter(({ operation, result }) => operation === 'restore' && (result === 'miss' || result === 'partial'))
        .filter(({ action, key }) => SAVES_ON_SUCCESS.test(action ?? '') && !(key !== undefined && saved.has(key)))
        .map(({ action, step, key, source }) => ({
        operation: 'save',
        ...(action === undefined ? {} : { action }),
        ...(step === undefined ? {} : { step: `Post ${step}` }),
        ...(key === undefined ? {} : { key }),
        restoreKeys: [],
        result: 'not-saved',
        reason: 'job-failed',
        source,
    }));
};
/** `actions/cache/restore` has no post, `actions/cache/save` restores nothing. */
const SAVES_ON_SUCCESS = /^actions\/(?:cache|setup-node)@/i;

;// CONCATENATED MODULE: ./lib/src/recorder/container-gaps.js
/**
 * What the log leaves open of containers that the job context knows: a recorder inside one cannot read the log, and
 * hooks of a self-hosted runner (actions/runner-container-hooks) print no pulls. Pulls say images by digest; without the
 * line docker had another answer.
 */
const containerGaps = (started, images) => {
    const without = images.filter(({ digest }) => digest === undefined).length;
    const services = images.filter(({ role }) => role === 'service').length;
    const hasAll = started === undefined ||
        (services >= started.services && (!started.job || images.some(({ role }) => role === 'job')));
    return [
        ...(hasAll ? [] : [container_gaps_gap('containers', 'the job has containers whose images the log does not name')]),
        ...(without === 0 ? [] : [container_gaps_gap('containers.digest', `images without a digest: ${without}`)]),
    ];
};
const container_gaps_gap = (field, detail) => ({ field, source: 'log', reason: 'not-found', detail });

;// CONCATENATED MODULE: ./lib/src/recorder/job-status.js
/** `job.status` as the runner evaluated it for post: the status so far (actions/runner src/Runner.Worker/StepsRunner.cs). */
const jobStatus = (text) => {
    switch (text) {
        case 'success':
        case 'failure':
        case 'cancelled':
            return { value: text, source: 'runner' };
        default:
            return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/recorder/open-gaps.js

/** Fields whose absence is always named, also when no source said a word about them. */
const ALWAYS_NAMED = [
    'job.id',
    'job.name',
    'job.status',
    'runner.labels',
    'runner.name',
    'runner.group',
    'runner.environment',
    'runner.version',
    'image.name',
    'image.version',
    'run.visibility',
    'clock.offsetMs',
    'permissions',
    'cacheMode',
    'steps',
];
/**
 * What the manifest lacks and why: the gaps of every source, but for fields that another source filled, and the fields
 * that nobody told anything of. In the order of the sources, each reason once.
 */
const openGaps = (sources, manifest) => {
    const told = sources.flatMap(({ gaps }) => gaps);
    const named = new Set(told.map(gap => gap.field));
    const silent = ALWAYS_NAMED.filter(field => !named.has(field)).map((field) => ({ field, reason: 'not-found' }));
    const open = [...told, ...silent].filter(gap => !isLearned(manifest, gap));
    const byIdentity = new Map(open.map(gap => [`${gap.field} ${gap.source ?? ''} ${gap.reason}`, gap]));
    return [...byIdentity.values()].slice(0, limits/* LIMITS */.b.gaps);
};
/**
 * Whether the manifest has the field after all. A list is a sum over sources and steps: only `steps`, which one source
 * gives whole, is learned by not being empty; the gap of any other list stays. A group of facts (`image`) is learned
 * when all of them are. A gap inside a fact (`job.matrix.values` were cut) stays beside that fact.
 */
const isLearned = (manifest, { field }) => {
    const [room = '', name, part] = field.split('.');
    if (part !== undefined)
        return false;
    const group = manifest[room];
    if (Array.isArray(group))
        return field === 'steps' && group.length > 0;
    if (typeof group !== 'object' || group === null)
        return group !== undefined;
    const members = group;
    if (name !== undefined)
        return members[name] !== undefined && !Array.isArray(members[name]);
    return Object.values(members).every(member => member !== undefined);
};

;// CONCATENATED MODULE: ./lib/src/recorder/replay-of.js

/** What was kept for a repetition of the job, for the manifest. */
const replayOf = ({ replay, page, workflowFile }) => {
    const { lockfiles, env, deployManifests, toolsOnPath, dependencies, variablesSet } = replay.facts;
    return {
        lockfiles: [...lockfiles],
        env: [...env.variables],
        deployManifests: [...deployManifests],
        tools: toolsOf(page.facts.tools, toolsOnPath).slice(0, limits/* LIMITS */.b.tools),
        variablesSet,
        workflowFileDigest: workflowFile,
        dependencies: dependencies === undefined ? undefined : [...dependencies],
    };
};
/** The log first: an action says more exactly what it set up than a folder on the path. */
const toolsOf = (said, onPath) => {
    const names = new Set(said.map(({ name }) => name));
    return [...said, ...onPath.filter(({ name }) => !names.has(name))];
};

;// CONCATENATED MODULE: ./lib/src/recorder/run-facts.js

/**
 * The run as the runner names it. The runner sets these names after the workflow's own `env:`, so a workflow cannot
 * override them (actions/runner src/Runner.Worker/GitHubContext.cs).
 */
const runFactsOf = (environment, event) => {
    const text = (name) => {
        const value = environment[name];
        return value === undefined || value === '' ? undefined : { value: (0,redact/* redactThenCut */.F8)(value, 1_024), source: 'runner' };
    };
    const matching = (name, pattern) => {
        const found = text(name);
        return found !== undefined && pattern.test(found.value) ? found : undefined;
    };
    const whole = (name) => {
        const found = matching(name, /^\d{1,10}$/);
        return found === undefined ? undefined : { value: Number(found.value), source: 'runner' };
    };
    const sha = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
    const none = { value: '', source: 'runner' };
    return {
        serverUrl: text('GITHUB_SERVER_URL'),
        repository: text('GITHUB_REPOSITORY') ?? none,
        repositoryId: matching('GITHUB_REPOSITORY_ID', /^\d{1,20}$/) ?? none,
        ownerId: matching('GITHUB_REPOSITORY_OWNER_ID', /^\d{1,20}$/),
        runId: matching('GITHUB_RUN_ID', /^\d{1,20}$/) ?? none,
        attempt: whole('GITHUB_RUN_ATTEMPT') ?? { value: 0, source: 'runner' },
        number: whole('GITHUB_RUN_NUMBER'),
        event: text('GITHUB_EVENT_NAME'),
        ref: text('GITHUB_REF'),
        sha: matching('GITHUB_SHA', sha),
        headSha: told(event.headSha),
        headRef: told(event.headRef),
        baseRef: told(event.baseRef),
        workflow: text('GITHUB_WORKFLOW'),
        workflowRef: text('GITHUB_WORKFLOW_REF'),
        workflowSha: matching('GITHUB_WORKFLOW_SHA', sha),
        visibility: told(event.visibility),
    };
};
const told = (value) => value === undefined ? undefined : { value, source: 'runner' };

;// CONCATENATED MODULE: ./lib/src/recorder/assemble.js













/** The manifest but for how it is signed. Takes the best source of each value; names what is absent and why. */
const assemble = ({ environment, inputs, collected, trace, postAt }) => {
    const { context, setupInfo, config, worker, page, event, fromApi, fromFile, matrix, strategy } = collected;
    const log = page.facts;
    const link = parseTraceparent(environment['STATE_traceLink'] ?? '');
    const clock = fromApi.facts.clock ?? collected.clock;
    const steps = stepsOf(collected);
    const manifest = {
        kind: 'job-manifest',
        schemaVersion: version/* SCHEMA_VERSION */.f,
        tool: { name: 'pipeline-trace', version: version/* VERSION */.x },
        correlationId: trace.correlationId,
        trace: {
            traceId: trace.traceId,
            runSpanId: trace.runSpanId,
            jobSpanId: trace.jobSpanId,
            links: link === undefined ? [] : [link],
        },
        run: runFactsOf(environment, event.facts),
        job: {
            key: fact((0,redact/* redactThenCut */.F8)(environment['GITHUB_JOB'] ?? '', 256)),
            id: inputs.jobId === '' ? undefined : fact(inputs.jobId),
            backendId: collected.backend === undefined ? undefined : fact(collected.backend.backendJobId),
            backendRunId: collected.backend === undefined ? undefined : fact(collected.backend.backendRunId),
            name: best(identitySources, [worker.facts.displayName, log.displayName, fromApi.facts.name]),
            status: jobStatus(inputs.jobStatus),
            matrix: matrix.facts.matrix,
            strategy: strategy.facts.strategy,
            workflowRef: context.facts.jobWorkflowRef,
            workflowSha: context.facts.jobWorkflowSha,
        },
        runner: {
            labels: best(labelSources, [fromApi.facts.labels, fromFile.facts.labels]),
            name: best(identitySources, [context.facts.name, config.facts.name, log.runnerName, fromApi.facts.runnerName]),
            group: best(identitySources, [worker.facts.group, config.facts.group, log.runnerGroup, fromApi.facts.group]),
            environment: context.facts.environment,
            os: context.facts.os,
            arch: context.facts.arch,
            version: log.runnerVersion,
        },
        image: {
            name: best(imageSources, [setupInfo.facts.imageName, log.imageName, context.facts.imageName]),
            version: best(imageSources, [setupInfo.facts.imageVersion, log.imageVersion, context.facts.imageVersion]),
        },
        actions: log.actions.slice(0, limits/* LIMITS */.b.actions),
        steps: steps.slice(0, limits/* LIMITS */.b.steps),
        caches: cachesOf(collected, jobStatus(inputs.jobStatus)?.value).slice(0, limits/* LIMITS */.b.caches),
        artifacts: artifactsOf(collected).slice(0, limits/* LIMITS */.b.artifacts),
        downloads: ofLog(log, downloadsOf(collected, environment['GITHUB_RUN_ID']))?.slice(0, limits/* LIMITS */.b.artifacts),
        buildCaches: ofLog(log, log.buildCaches)?.slice(0, limits/* LIMITS */.b.buildCaches),
        pulls: ofLog(log, log.pulls)?.slice(0, limits/* LIMITS */.b.pulls),
        pushes: ofLog(log, log.pushes)?.slice(0, limits/* LIMITS */.b.pushes),
        services: ofLog(log, servicesOf(collected))?.slice(0, limits/* LIMITS */.b.services),
        declaredSubjects: collected.declared.facts.slice(0, limits/* LIMITS */.b.declaredSubjects),
        containers: log.containers.slice(0, 100),
        permissions: log.permissions ?? worker.facts.permissions,
        cacheMode: log.cacheMode ?? context.facts.cacheMode,
        replay: replayOf(collected),
        clock: {
            offsetMs: clock?.offsetMs,
            uncertaintyMs: clock?.uncertaintyMs,
        },
        recorder: {
            preAt: environment['STATE_preAt'],
            mainAt: environment['STATE_mainAt'],
            postAt,
            budgetMs: inputs.budgetMs,
            calls: collected.calls.slice(0, limits/* LIMITS */.b.ownCalls),
            upload: inputs.upload,
        },
    };
    const { env } = collected.replay.facts;
    const known = readOwnCredentials(environment);
    const { value, redacted } = (0,redact/* redactSecrets */.fp)(manifest, known);
    const gaps = (0,redact/* redactSecrets */.fp)(openGaps(sourcesOf(collected), value), known);
    return (signing) => ({
        ...value,
        signing,
        gaps: [...gaps.value],
        redacted: redacted + gaps.redacted + env.redacted,
    });
};
const fact = (value) => ({ value, source: 'runner' });
/** The Worker log knows 100 ns and every stage; the log's groups know order; the steps context only outcomes. */
const stepsOf = ({ worker, page, steps }) => {
    const named = steps.facts.steps.map(({ id, outcome }) => ({ id, name: id, stage: 'main', outcome, source: 'steps' }));
    return firstTold(stepSources, { runner: worker.facts.steps, log: page.facts.steps, steps: named });
};
/** Log first: the steps context adds operations on keys that no line holds; one without a key is taken for one of those. */
const cachesOf = ({ page, steps }, status) => {
    const inLog = [...page.facts.caches, ...unsavedCaches(page.facts.caches, status)];
    return [...inLog, ...steps.facts.caches.filter(operation => !isKnown(operation, inLog))];
};
const keysOf = ({ key, matchedKey }) => [key, matchedKey].filter(text => text !== undefined);
const isKnown = (operation, known) => {
    const keys = keysOf(operation);
    if (keys.length === 0)
        return known.length > 0;
    return known.some(other => {
        const others = keysOf(other);
        return others.length === 0 ? other.result === operation.result : others.some(key => keys.includes(key));
    });
};
/** What this job made, our own manifest left out. */
const artifactsOf = ({ listed, page, steps }) => {
    const isOwn = (artifact) => artifact.name.startsWith(ARTIFACT_PREFIX);
    // The service does not say whether an artifact is an archive.
    const files = new Set(page.facts.artifacts.flatMap(({ id, archive }) => (archive === false ? [id] : [])));
    const fromService = listed.facts
        .filter(artifact => !isOwn(artifact))
        .map(({ name, id, sizeBytes, digest, createdAt }) => ({
        name,
        id,
        sizeBytes,
        digest,
        ...(files.has(id) ? { archive: false } : {}),
        createdAt,
        source: 'results',
    }));
    const fromLog = page.facts.artifacts.filter(artifact => !isOwn(artifact));
    return firstTold(artifactSources, { results: fromService, log: fromLog, steps: steps.facts.artifacts });
};
/** Undefined where there was no log to tell of it: no line of it was read. */
const ofLog = ({ steps }, told) => steps.length === 0 && told.length === 0 ? undefined : told;
/** Those of our own manifests left out. The run that an input names is told where it is another one. */
const downloadsOf = ({ page }, ownRun) => page.facts.downloads
    .filter(({ name }) => !name.startsWith(ARTIFACT_PREFIX))
    .map(({ runId, ...download }) => ({
    ...download,
    ...(runId === undefined || runId === ownRun ? {} : { runId }),
    source: 'log',
}));
/** Hints from what steps printed, never evidence. */
const servicesOf = ({ page }) => page.facts.services.map(({ steps, failures, ...use }) => ({
    ...use,
    ...(steps === undefined ? {} : { steps: [...steps] }),
    failures: [...failures],
}));
const sourcesOf = (collected) => [
    collected.context,
    collected.setupInfo,
    collected.config,
    collected.worker,
    collected.page,
    collected.event,
    collected.declared,
    collected.fromFile,
    collected.fromApi,
    collected.listed,
    collected.steps,
    collected.matrix,
    collected.strategy,
    collected.replay,
    { facts: [], gaps: containerGaps(collected.context.facts.started, collected.page.facts.containers) },
];

;// CONCATENATED MODULE: ./lib/src/model/scalar.js

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const scalar_text = (max) => schemas/* string */.YjP().check(api/* _maxLength */.Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => schemas/* array */.YOg(item).check(api/* _maxLength */.Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => schemas/* union */.KCZ([
    schemas/* enum */.k5n([...values, 'other']),
    schemas/* pipe */.FsL(scalar_text(100), schemas/* transform */.pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = schemas/* int */.Whr().check(api/* _gte */.qm(0));

;// CONCATENATED MODULE: ./lib/src/model/fact.js



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = openEnum(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = openEnum(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact_fact = (value) => schemas/* object */.Ikc({ value, source, at: schemas/* optional */.lqM(time), confidence: schemas/* optional */.lqM(confidence) });
/** Why something could not be learned. */
const gapReason = openEnum([
    'not-provided', // the runner, an old version of it or GHES does not have this value
    'not-found', // looked for and not there
    'not-readable', // there, but could not be read (permissions of a file, container boundary)
    'permission-denied', // the token lacks a permission
    'not-asked', // switched off by an input
    'too-large', // over a size cap, cut or skipped
    'malformed', // read, but not in the expected form
    'deadline', // did not answer in time
    'service-error', // answered with an error
    'budget', // the API budget was used up
    'not-applicable', // cannot exist here
]);
/** What is absent, and why. `field` is the dotted path of the absent value; `detail` is ours, never text of the run. */
const fact_gap = schemas/* object */.Ikc({
    field: scalar_text(200),
    reason: gapReason,
    source: schemas/* optional */.lqM(source),
    detail: schemas/* optional */.lqM(scalar_text(300)),
});
/** The gaps of one source. */
const gapFrom = (from) => (field, reason, detail) => ({
    field,
    reason,
    source: from,
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/model/build-facts.js



const build_facts_name = scalar_text(1_024);
/** Title of the section of the log, and the action as written in `uses:` where an action said it. */
const place = { step: schemas/* optional */.lqM(build_facts_name), action: schemas/* optional */.lqM(build_facts_name), source: source, confidence: schemas/* optional */.lqM(confidence) };
/** What a build tool said of its own cache at the end of a build: counts as the tool words them. */
const buildCache = schemas/* object */.Ikc({
    tool: openEnum(['buildkit', 'gradle', 'ccache', 'sccache', 'bazel']),
    /** BuildKit: steps of the build that were not run. */
    cachedLayers: schemas/* optional */.lqM(count),
    /** BuildKit: references of the caches that were imported. */
    imports: schemas/* optional */.lqM(list(scalar_text(512), 20)),
    /** Gradle: actionable tasks and what became of them. */
    tasks: schemas/* optional */.lqM(count),
    executed: schemas/* optional */.lqM(count),
    fromCache: schemas/* optional */.lqM(count),
    upToDate: schemas/* optional */.lqM(count),
    /** ccache, sccache: compilations asked for and answered from the cache. */
    calls: schemas/* optional */.lqM(count),
    hits: schemas/* optional */.lqM(count),
    /** Bazel: processes of the build, and those that a remote or disk cache answered. */
    processes: schemas/* optional */.lqM(count),
    remoteHits: schemas/* optional */.lqM(count),
    diskHits: schemas/* optional */.lqM(count),
    ...place,
});
/** An image whose digest a registry or BuildKit named when the job pushed it. */
const imagePush = schemas/* object */.Ikc({
    /** Registry, repository and tag as the log has them. */
    image: schemas/* optional */.lqM(build_facts_name),
    digest: sha256Digest,
    ...place,
});
/** An image that a step of the job pulled, or began a build with; those that the runner pulled are containers. */
const imagePull = schemas/* object */.Ikc({ image: build_facts_name, digest: schemas/* optional */.lqM(sha256Digest), ...place });
/** One call of the recorder to a service of GitHub, or to one that signs, before the manifest was closed. */
const ownCall = schemas/* object */.Ikc({
    service: openEnum(['results', 'api', 'id-token']),
    operation: scalar_text(60),
    elapsedMs: count,
    outcome: openEnum(['answered', 'refused', 'no-answer']),
});

;// CONCATENATED MODULE: ./lib/src/model/document.js


/** Semantic version of the schema that the writer had; a reader decides by the major (reading.ts). */
const schemaVersion = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
/** The program that wrote the document. Its name is open: another program may write the same document. */
const tool = schemas/* object */.Ikc({ name: scalar_text(60), version: scalar_text(40) });

;// CONCATENATED MODULE: ./lib/src/model/replay.js




const replay_name = scalar_text(256);
/** Relative to the workspace, with `/`. */
const workspacePath = scalar_text(1_024);
/** Whose lockfile it is: package managers, and build tools that pin what they fetch. */
const LOCKFILE_KINDS = [
    'npm',
    'yarn',
    'pnpm',
    'bun',
    'pip',
    'pipenv',
    'poetry',
    'uv',
    'cargo',
    'go',
    'gradle',
    'maven',
    'bundler',
    'composer',
    'bazel',
];
const lockfile = schemas/* object */.Ikc({
    kind: openEnum(LOCKFILE_KINDS),
    path: workspacePath,
    /** Of the bytes as post found them: a step may have written the file. */
    digest: sha256Digest,
    sizeBytes: count,
    source: source,
});
/** A variable that input `record-env` names, as post saw it. */
const recordedVariable = schemas/* object */.Ikc({ name: replay_name, value: scalar_text(limits/* LIMITS */.b.recordedValue), source: source });
/** A file that input `deploy-manifests` names. Without a digest it could not be read, and a gap says why. */
const deployManifest = schemas/* object */.Ikc({
    path: workspacePath,
    digest: schemas/* optional */.lqM(sha256Digest),
    sizeBytes: schemas/* optional */.lqM(count),
    /** Images that the file names by digest. */
    images: schemas/* optional */.lqM(list(schemas/* object */.Ikc({ image: scalar_text(1_024), digest: sha256Digest }), limits/* LIMITS */.b.deployManifestImages)),
    source: source,
});
/** A tool that an action set up, or that stands on the path from the runner's tool cache. */
const resolvedTool = schemas/* object */.Ikc({
    name: replay_name,
    /** Exact, as the tool or the folder of the tool cache names it: never what was asked for. */
    version: replay_name,
    arch: schemas/* optional */.lqM(scalar_text(40)),
    /** `owner/repo[/path]@ref` of the action that said so. */
    action: schemas/* optional */.lqM(scalar_text(1_024)),
    source: source,
    confidence: schemas/* optional */.lqM(confidence),
});
/** How a host that input `dependencies` names answered when the job had failed. */
const probedDependency = schemas/* object */.Ikc({
    host: scalar_text(253),
    port: count,
    state: openEnum(['reachable', 'slow', 'down']),
    /** Why it is called down. */
    reason: schemas/* optional */.lqM(openEnum([
        'name-lookup',
        'refused',
        'unreachable',
        'reset',
        'no-answer',
        'tls',
        'server-error',
        'not-permitted',
        'unknown',
    ])),
    /** Until it answered, or until it was given up. */
    elapsedMs: count,
    source: source,
});
/** What somebody who repeats the job needs to know of its inputs, beside commit, actions, image and containers. */
const replay = schemas/* object */.Ikc({
    lockfiles: list(lockfile, limits/* LIMITS */.b.lockfiles),
    env: list(recordedVariable, limits/* LIMITS */.b.recordedVariables),
    deployManifests: list(deployManifest, limits/* LIMITS */.b.deployManifests),
    tools: list(resolvedTool, limits/* LIMITS */.b.tools),
    /** Variables that a step added to the job's environment: names, never values. */
    variablesSet: schemas/* optional */.lqM(fact_fact(list(replay_name, limits/* LIMITS */.b.variableNames))),
    /** Of the file that `job.workflowRef` names, or else `run.workflowRef`, as post found it in the workspace. */
    workflowFileDigest: schemas/* optional */.lqM(fact_fact(sha256Digest)),
    /** Absent unless the job failed and input `dependencies` names some. */
    dependencies: schemas/* optional */.lqM(list(probedDependency, limits/* LIMITS */.b.dependencies)),
});

;// CONCATENATED MODULE: ./lib/src/model/service-use.js


/** What a job can lean on outside its machine, by who answers. */
const SERVICES = [
    'apk',
    'apt',
    'aws',
    'azure',
    'bazel-registry',
    'codecov',
    'conda',
    'container-registry',
    'crates',
    'docker-hub',
    'github',
    'go-proxy',
    'google-cloud',
    'gradle',
    'homebrew',
    'hugging-face',
    'maven',
    'node',
    'npm',
    'nuget',
    'packagist',
    'playwright',
    'pypi',
    'rubygems',
    'sigstore',
];
/** `other` is a service that is not known here. */
const service = openEnum(SERVICES);
const SERVICE_FAILURES = [
    'dns',
    'tls',
    'rate-limit',
    'server-error',
    'not-found',
    'reset',
    'refused',
    'time-out',
];
const serviceFailure = openEnum(SERVICE_FAILURES);
/** A service that the lines of a job's log name as used, and how it failed. */
const serviceUse = schemas/* object */.Ikc({
    service,
    /** Of a known service; else of a failure the registrable domain. Never a path, a query, a credential or an address. */
    host: schemas/* optional */.lqM(scalar_text(253)),
    firstLine: count,
    /** Title of the stretch of the log where it was first named. */
    step: schemas/* optional */.lqM(scalar_text(1_024)),
    /** Every step whose stretch of the log names it, and how long that step took: the time is not the service's alone. */
    steps: schemas/* optional */.lqM(list(schemas/* object */.Ikc({ name: scalar_text(1_024), durationMs: schemas/* optional */.lqM(count) }), 20)),
    failures: list(schemas/* object */.Ikc({ kind: serviceFailure, line: count }), 20),
    /** All failures, those beyond the list included. */
    failureCount: count,
});

;// CONCATENATED MODULE: ./lib/src/model/job-manifest.js









const job_manifest_name = scalar_text(1_024);
const traceIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{32}$/));
const spanIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{16}$/));
/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
const traceIds = schemas/* object */.Ikc({
    traceId: traceIdHex,
    runSpanId: spanIdHex,
    jobSpanId: schemas/* optional */.lqM(spanIdHex),
    links: list(schemas/* object */.Ikc({ traceId: traceIdHex, spanId: spanIdHex }), 10),
});
/**
 * GitHub's words for how a step or a job ended, as the source of the entry has it: of a step under `continue-on-error`,
 * `steps` has what it came to before that was applied (actions/runner src/Runner.Worker/StepsContext.cs), `api` the
 * conclusion after it. `neutral` and the last three only come from REST.
 */
const outcome = openEnum([
    'success',
    'failure',
    'cancelled',
    'skipped',
    'neutral',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
]);
const stage = openEnum(['setup', 'pre', 'main', 'post', 'complete']);
const step = schemas/* object */.Ikc({
    /** GitHub's step number; has gaps before posts. Absent where the source has none. */
    number: schemas/* optional */.lqM(count),
    /** The step's `id:`, if the user gave one. */
    id: schemas/* optional */.lqM(scalar_text(256)),
    name: job_manifest_name,
    stage: schemas/* optional */.lqM(stage),
    /** `owner/repo[/path]@ref` for a `uses:` step; `usedAction` has the ref apart. */
    action: schemas/* optional */.lqM(job_manifest_name),
    /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
    startedAt: schemas/* optional */.lqM(time),
    finishedAt: schemas/* optional */.lqM(time),
    outcome: schemas/* optional */.lqM(outcome),
    source: source,
    confidence: schemas/* optional */.lqM(confidence),
});
const cacheOperation = schemas/* object */.Ikc({
    operation: openEnum(['restore', 'save', 'lookup']),
    /** Who asked: the action as written in `uses:`, and the step's name. */
    action: schemas/* optional */.lqM(job_manifest_name),
    step: schemas/* optional */.lqM(job_manifest_name),
    key: schemas/* optional */.lqM(scalar_text(512)),
    restoreKeys: list(scalar_text(512), 10),
    matchedKey: schemas/* optional */.lqM(scalar_text(512)),
    result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
    /**
     * Why a save did not happen or a restore was not permitted: `mode-forbids` is the cache mode that the runner gave the job
     * (`write-only`, say), `denied` the service's own answer.
     */
    reason: schemas/* optional */.lqM(openEnum([
        'exact-hit',
        'job-failed',
        'another-job-creates-it',
        'over-limit',
        'mode-forbids',
        'denied',
        'error',
        'unknown',
    ])),
    sizeBytes: schemas/* optional */.lqM(count),
    /** Of a restore: download and unpacking. From the service's answer, or where the log has no line of that the step's begin. */
    elapsedMs: schemas/* optional */.lqM(count),
    at: schemas/* optional */.lqM(time),
    source: source,
});
const artifact = schemas/* object */.Ikc({
    name: scalar_text(512),
    id: schemas/* optional */.lqM(numericId),
    sizeBytes: schemas/* optional */.lqM(count),
    digest: schemas/* optional */.lqM(sha256Digest),
    /** False: one file that was uploaded as it is, under its own name (input `archive` of actions/upload-artifact). */
    archive: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    createdAt: schemas/* optional */.lqM(time),
    source: source,
});
/** An artifact that a step fetched. `digest` is the one the service named: download-artifact compares the bytes with it. */
const artifactDownload = schemas/* object */.Ikc({
    name: scalar_text(512),
    id: schemas/* optional */.lqM(numericId),
    sizeBytes: schemas/* optional */.lqM(count),
    digest: schemas/* optional */.lqM(sha256Digest),
    /** The run it was fetched from, where that is another one. */
    runId: schemas/* optional */.lqM(numericId),
    step: schemas/* optional */.lqM(job_manifest_name),
    source: source,
});
/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0), or by input `subjects`. */
const declaredSubject = schemas/* object */.Ikc({
    name: job_manifest_name,
    /** Absent: the runner's own list. */
    source: schemas/* optional */.lqM(source),
    sizeBytes: schemas/* optional */.lqM(count),
    digest: schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
    kind: openEnum(['file', 'oci']),
});
const usedAction = schemas/* object */.Ikc({
    /** As written: `owner/repo[/path]`. */
    uses: job_manifest_name,
    ref: scalar_text(512),
    sha: schemas/* optional */.lqM(commitSha),
    /** Immutable packages are named by digest instead. */
    digest: schemas/* optional */.lqM(scalar_text(200)),
    kind: openEnum(['action', 'immutable-package', 'reusable-workflow']),
    source: source,
});
const containerImage = schemas/* object */.Ikc({
    role: openEnum(['job', 'service', 'action']),
    name: schemas/* optional */.lqM(job_manifest_name),
    image: job_manifest_name,
    digest: schemas/* optional */.lqM(sha256Digest),
    source: source,
});
const matrixValue = schemas/* union */.KCZ([scalar_text(limits/* LIMITS */.b.matrixString), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()]);
const signingState = schemas/* object */.Ikc({
    mode: openEnum(['keyless', 'key', 'none']),
    /** Why this mode and not a stronger one, in a fixed word. */
    reason: openEnum([
        'requested',
        'automatic',
        'no-id-token-permission',
        'not-asked-in-build-job',
        'switched-off',
        'private-identity-not-for-public-log',
        'no-private-sigstore',
        'service-unavailable',
        'key-unusable',
        'made-after-the-run',
    ]),
});
/**
 * What one job was: one document per job and attempt, written by the recorder's post step. An empty list says that
 * nothing was learned of its kind; whether there was something to learn stands in `gaps`.
 */
const jobManifest = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('job-manifest'),
    schemaVersion: schemaVersion,
    tool: tool,
    /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
    correlationId: scalar_text(300),
    trace: traceIds,
    run: schemas/* object */.Ikc({
        serverUrl: schemas/* optional */.lqM(fact_fact(scalar_text(300))),
        repository: fact_fact(scalar_text(300)),
        repositoryId: fact_fact(numericId),
        ownerId: schemas/* optional */.lqM(fact_fact(numericId)),
        runId: fact_fact(numericId),
        attempt: fact_fact(count),
        number: schemas/* optional */.lqM(fact_fact(count)),
        event: schemas/* optional */.lqM(fact_fact(scalar_text(100))),
        /** GITHUB_REF, whole: `refs/heads/main`, `refs/pull/1/merge`. */
        ref: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        /** GITHUB_SHA: for a pull request the merge commit. */
        sha: schemas/* optional */.lqM(fact_fact(commitSha)),
        /** Head of the pull request, from the event file. */
        headSha: schemas/* optional */.lqM(fact_fact(commitSha)),
        headRef: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        baseRef: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        /** `name:` of the workflow, else its path. */
        workflow: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        workflowRef: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact_fact(commitSha)),
        visibility: schemas/* optional */.lqM(fact_fact(openEnum(['public', 'private', 'internal']))),
    }),
    job: schemas/* object */.Ikc({
        /** YAML key, the same for every matrix leg. */
        key: fact_fact(scalar_text(256)),
        /** Number of the job = id of its check run. */
        id: schemas/* optional */.lqM(fact_fact(numericId)),
        /** The results service's name of the job; ties artifacts and log pages to it. */
        backendId: schemas/* optional */.lqM(fact_fact(scalar_text(64))),
        backendRunId: schemas/* optional */.lqM(fact_fact(scalar_text(64))),
        name: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        /** Job status so far, as post saw it. */
        status: schemas/* optional */.lqM(fact_fact(outcome)),
        matrix: schemas/* optional */.lqM(fact_fact(schemas/* record */.g1P(scalar_text(256), matrixValue))),
        strategy: schemas/* optional */.lqM(fact_fact(schemas/* object */.Ikc({ index: schemas/* optional */.lqM(count), total: schemas/* optional */.lqM(count) }))),
        /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
        workflowRef: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact_fact(commitSha)),
    }),
    runner: schemas/* object */.Ikc({
        /** What the job asked for (`runs-on`). */
        labels: schemas/* optional */.lqM(fact_fact(list(scalar_text(256), 50))),
        name: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        group: schemas/* optional */.lqM(fact_fact(job_manifest_name)),
        environment: schemas/* optional */.lqM(fact_fact(openEnum(['github-hosted', 'self-hosted']))),
        os: schemas/* optional */.lqM(fact_fact(scalar_text(40))),
        arch: schemas/* optional */.lqM(fact_fact(scalar_text(40))),
        version: schemas/* optional */.lqM(fact_fact(scalar_text(40))),
    }),
    /** Of the virtual machine (`ubuntu-24.04`, `20260101.1`), not of a container. */
    image: schemas/* object */.Ikc({ name: schemas/* optional */.lqM(fact_fact(scalar_text(200))), version: schemas/* optional */.lqM(fact_fact(scalar_text(200))) }),
    actions: list(usedAction, limits/* LIMITS */.b.actions),
    steps: list(step, limits/* LIMITS */.b.steps),
    caches: list(cacheOperation, limits/* LIMITS */.b.caches),
    artifacts: list(artifact, limits/* LIMITS */.b.artifacts),
    /** Absent where the job's log could not be read: an empty list means that nothing was fetched. */
    downloads: schemas/* optional */.lqM(list(artifactDownload, limits/* LIMITS */.b.artifacts)),
    /** These four are absent like `downloads`, and in manifests of a recorder that kept none. */
    buildCaches: schemas/* optional */.lqM(list(buildCache, limits/* LIMITS */.b.buildCaches)),
    pulls: schemas/* optional */.lqM(list(imagePull, limits/* LIMITS */.b.pulls)),
    pushes: schemas/* optional */.lqM(list(imagePush, limits/* LIMITS */.b.pushes)),
    services: schemas/* optional */.lqM(list(serviceUse, limits/* LIMITS */.b.services)),
    declaredSubjects: list(declaredSubject, limits/* LIMITS */.b.declaredSubjects),
    containers: list(containerImage, 100),
    /** Of the job's token, by the runner's own words. */
    permissions: schemas/* optional */.lqM(fact_fact(schemas/* record */.g1P(scalar_text(60), openEnum(['read', 'write', 'none'])))),
    cacheMode: schemas/* optional */.lqM(fact_fact(openEnum(['none', 'read', 'write', 'write-only']))),
    /** Absent in manifests of a recorder that kept none. */
    replay: schemas/* optional */.lqM(replay),
    clock: schemas/* object */.Ikc({
        /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
        offsetMs: schemas/* optional */.lqM(fact_fact(schemas/* number */.aig())),
        /** Half the round trip plus the header's one-second resolution, milliseconds. */
        uncertaintyMs: schemas/* optional */.lqM(schemas/* number */.aig()),
    }),
    recorder: schemas/* object */.Ikc({
        preAt: schemas/* optional */.lqM(time),
        mainAt: schemas/* optional */.lqM(time),
        postAt: time,
        /** What `post` may take for collecting before it closes the manifest. */
        budgetMs: count,
        /** Those before the manifest was closed: signing and upload come after it. */
        calls: schemas/* optional */.lqM(list(ownCall, limits/* LIMITS */.b.ownCalls)),
        upload: openEnum(['artifact', 'never']),
    }),
    signing: signingState,
    gaps: list(fact_gap, limits/* LIMITS */.b.gaps),
    /** How many values looked like credentials and were replaced by `redacted`. */
    redacted: count,
});

// EXTERNAL MODULE: ./lib/src/sources/runner-file.js
var runner_file = __webpack_require__(32584);
;// CONCATENATED MODULE: ./lib/src/sources/artifacts-list.js




/** 500 subjects at most, each a name and a digest (actions/runner src/Runner.Worker/CreateArtifactsFileCommand.cs). */
const MAX_LIST = 2 * 1_048_576;
const MAX_SUBJECTS = 500;
const artifactsList = schemas/* object */.Ikc({ version: schemas/* literal */.euz(1), subjects: schemas/* array */.YOg(schemas/* unknown */.L5J()) });
/**
 * Files and images that steps declared through $GITHUB_ARTIFACTS: the runner hashed them and wrote the list at the path
 * in GITHUB_ARTIFACTS_LIST (actions/runner src/Runner.Worker/ArtifactsListFileCommand.cs, v2.336.0). The file is empty
 * while GitHub's feature flag is off.
 */
const readArtifactsList = async (path) => {
    if (path === undefined || path === '')
        return without('not-provided');
    const file = await (0,runner_file/* readRunnerFile */.Lh)(path, MAX_LIST);
    if (file.kind === 'unread')
        return without(file.reason);
    if (file.text.trim() === '')
        return { facts: [], gaps: [] };
    const parsed = parse/* safeParse */.xL(artifactsList, (0,runner_file/* parseJson */.qF)(file.text));
    if (!parsed.success)
        return without('malformed');
    const { subjects } = parsed.data;
    const looked = subjects.slice(0, MAX_SUBJECTS);
    const facts = looked
        .map(subject => parse/* safeParse */.xL(declaredSubject, subject))
        .flatMap(subject => (subject.success ? [subject.data] : []));
    const [beyond, odd] = [subjects.length - looked.length, looked.length - facts.length];
    return {
        facts,
        gaps: [
            ...(beyond === 0 ? [] : [artifacts_list_gap('declaredSubjects', 'too-large', `${beyond} entries not read`)]),
            ...(odd === 0 ? [] : [artifacts_list_gap('declaredSubjects', 'malformed', `${odd} entries dropped`)]),
        ],
    };
};
const without = (reason) => ({
    facts: [],
    gaps: [artifacts_list_gap('declaredSubjects', reason)],
});
const artifacts_list_gap = gapFrom('runner');

;// CONCATENATED MODULE: ./lib/src/sources/event-file.js



/** Payloads of webhooks end at 25 MB (docs.github.com/webhooks). */
const MAX_EVENT = 26 * 1_048_576;
/** An odd member of the payload costs itself: the rest of the event is still read. */
const lenient = (schema) => schemas/* catch */.MfU(schemas/* optional */.lqM(schema), undefined);
const ref = lenient(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024)));
const repository = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ id: schemas/* optional */.lqM(schemas/* int */.Whr()) })));
const event_file_event = schemas/* object */.Ikc({
    pull_request: lenient(schemas/* object */.Ikc({
        head: schemas/* object */.Ikc({ sha: commitSha, ref, repo: repository }),
        base: schemas/* object */.Ikc({ ref, repo: repository }),
    })),
    workflow_run: lenient(schemas/* object */.Ikc({ head_sha: commitSha })),
    /** What somebody typed into the form of a workflow_dispatch; read for `runs-on` alone, never recorded. */
    inputs: lenient(schemas/* record */.g1P(schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)), schemas/* string */.YjP().check(api/* _maxLength */.Eb(65_535)))),
    repository: lenient(schemas/* object */.Ikc({
        visibility: lenient(schemas/* enum */.k5n(['public', 'private', 'internal'])),
        private: lenient(schemas/* boolean */.zMY()),
    })),
});
/** Reads GITHUB_EVENT_PATH, the webhook payload as the runner wrote it. An absent or odd file is a gap. */
const readEventFile = async (path) => {
    if (path === undefined || path === '')
        return nothing('not-provided');
    const file = await (0,runner_file/* readRunnerFile */.Lh)(path, MAX_EVENT);
    if (file.kind === 'unread')
        return nothing(file.reason);
    const raw = (0,runner_file/* parseJson */.qF)(file.text);
    const parsed = parse/* safeParse */.xL(event_file_event, raw);
    if (!parsed.success)
        return nothing('malformed');
    const odd = MEMBERS.filter(([name]) => parsed.data[name] === undefined && isThere(raw, name));
    return {
        facts: toEventFacts(parsed.data),
        gaps: odd.map(([, field]) => ({ field, source: 'runner', reason: 'malformed' })),
    };
};
/** Members of the payload, and the field of the manifest that is lost with an odd one. */
const MEMBERS = [
    ['pull_request', 'run.headSha'],
    ['workflow_run', 'run.headSha'],
    ['repository', 'run.visibility'],
];
const isThere = (raw, name) => typeof raw === 'object' &&
    raw !== null &&
    (raw[name] ?? undefined) !== undefined;
const nothing = (reason) => ({
    facts: {},
    gaps: [{ field: 'run.visibility', source: 'runner', reason }],
});
/** A deleted head repository reads as null: it was another one. */
const toEventFacts = (payload) => {
    const { pull_request: pull, workflow_run: followed, repository: repo, inputs } = payload;
    const headSha = pull?.head.sha ?? followed?.head_sha;
    const visibility = repo?.visibility ?? (repo?.private === false ? 'public' : undefined);
    return {
        ...(headSha === undefined ? {} : { headSha }),
        ...(pull?.head.ref === undefined ? {} : { headRef: pull.head.ref }),
        ...(pull?.base.ref === undefined ? {} : { baseRef: pull.base.ref }),
        ...(pull === undefined ? {} : { fork: pull.head.repo?.id !== pull.base.repo?.id }),
        ...(visibility === undefined ? {} : { visibility }),
        ...(inputs === undefined ? {} : { inputs }),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/gap-of.js


/** The gap that a failed reading leaves. `detail` is our own wording, never text that the other side sent. */
const gap_of_gapOf = (field, source, error) => ({
    field,
    source,
    reason: reasonOf(error),
    ...(error instanceof model_error/* TraceError */.y ? { detail: (0,redact/* redactThenCut */.F8)(error.message, 300) } : {}),
});
const reasonOf = (error) => {
    if (!(error instanceof model_error/* TraceError */.y))
        return 'service-error';
    switch (error.code) {
        case 'DEADLINE':
            return 'deadline';
        case 'TOO_LARGE':
            return 'too-large';
        case 'NOT_JSON':
        case 'SCHEMA_MISMATCH':
        case 'SCHEMA_MAJOR':
            return 'malformed';
        case 'PERMISSION':
            return 'permission-denied';
        case 'FILE_UNREADABLE':
            return 'not-readable';
        default:
            return 'service-error';
    }
};

// EXTERNAL MODULE: ./lib/src/sources/http.js + 1 modules
var http = __webpack_require__(53011);
// EXTERNAL MODULE: ./lib/src/sources/own-call.js
var own_call = __webpack_require__(21388);
// EXTERNAL MODULE: ./lib/src/sources/server-clock.js
var server_clock = __webpack_require__(47595);
;// CONCATENATED MODULE: ./lib/src/sources/job-api.js







const job_api_text = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024))));
const job = schemas/* object */.Ikc({
    labels: schemas/* array */.YOg(schemas/* string */.YjP().check(api/* _maxLength */.Eb(256))).check(api/* _maxLength */.Eb(50)),
    name: job_api_text,
    runner_name: job_api_text,
    runner_group_name: job_api_text,
});
const MAX_JOB = 1_048_576;
/**
 * This job as REST lists it, in one call: GET /repos/{owner}/{repo}/actions/jobs/{id}. A public repository answers
 * without any permission, a private one wants `actions: read`; a refusal is a gap that the report fills. The clock is
 * learned from refusals too.
 */
const readJobFromApi = async (request, deadlineMs, now) => {
    if (!isComplete(request))
        return { facts: {}, gaps: [job_api_gap('not-provided')] };
    const sentAt = now();
    const call = (0,own_call/* startCall */.t)('api', 'actions/get-job-for-workflow-run', sentAt, now);
    let clock;
    const about = () => ({ ...withClock(clock), call: call.soFar() });
    try {
        const url = `${request.apiUrl.replace(/\/$/, '')}/repos/${request.repository}/actions/jobs/${request.jobId}`;
        const answer = await (0,plain_call/* plainCall */.D)('the job', url, { method: 'GET', headers: headers(request.token) }, { deadlineMs, maxBytes: MAX_JOB });
        const receivedAt = now();
        if (answer.status === 200)
            call.answered(receivedAt);
        else
            call.refused(receivedAt);
        clock = (0,server_clock/* readServerClock */.k)(answer.date, sentAt, receivedAt, 'api');
        if (answer.status === 403 || answer.status === 404 || answer.status === 401)
            return { facts: about(), gaps: [job_api_gap('permission-denied')] };
        if (answer.status !== 200)
            throw new model_error/* TraceError */.y('HTTP', `the job: HTTP ${answer.status}`);
        const parsed = parse/* safeParse */.xL(job, (0,http/* parseBody */.O)('the job', answer.body));
        if (!parsed.success)
            return { facts: about(), gaps: [job_api_gap('malformed')] };
        return { facts: { ...toFacts(parsed.data), ...about() }, gaps: [] };
    }
    catch (error) {
        call.failed(error);
        return { facts: about(), gaps: [gap_of_gapOf('runner.labels', 'api', error)] };
    }
};
/** All three end up in the URL that gets the token. */
const isComplete = ({ apiUrl, repository, jobId }) => URL.canParse(apiUrl) && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository) && /^\d{1,20}$/.test(jobId);
const headers = (token) => ({
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
});
const toFacts = (answer) => ({
    ...(answer.labels.length === 0 ? {} : { labels: { value: answer.labels, source: 'api' } }),
    ...named('name', answer.name),
    ...named('runnerName', answer.runner_name),
    ...named('group', answer.runner_group_name),
});
const named = (key, value) => value === undefined || value === null || value === '' ? {} : { [key]: { value, source: 'api' } };
const withClock = (clock) => (clock === undefined ? {} : { clock });
const job_api_gap = (reason) => ({ field: 'runner.labels', source: 'api', reason });

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/src/model/cut-text.js
var cut_text = __webpack_require__(70602);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-line.js

/** Lines over this are cut: nothing that is looked for is longer, and one line of a run may be of any length. */
const MAX_LINE = 16_384;
const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/;
/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
const parseLogLine = (raw, number) => {
    const cut = (0,cut_text/* cutText */.I)(raw, MAX_LINE);
    const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut;
    const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked;
    const match = TIMED.exec(line);
    const place = number === undefined ? {} : { number };
    return match?.[1] === undefined
        ? { text: line, ...place }
        : { time: match[1], text: line.slice(match[0].length), ...place };
};
/** What stands after `prefix`, or undefined where the text does not start with it. */
const after = (text, prefix) => text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
/** What stands between a start and an end; undefined where either is absent or nothing is between. */
const between = (text, start, end) => {
    const rest = after(text, start);
    if (rest === undefined || !rest.endsWith(end) || rest.length <= end.length)
        return undefined;
    return rest.slice(0, rest.length - end.length);
};

;// CONCATENATED MODULE: ./lib/src/sources/log-stretch.js


const MAX_TITLE = 1_024;
const GROUP = '##[group]';
const HEAD = `${GROUP}Run `;
const HOOK = `${HEAD}'`;
const POST = 'Post job cleanup.';
/**
 * Tells what steps print from the heads in which the runner shows a step's script, inputs and environment: those say what
 * may happen, not what did. What a stretch is, src/sources/job-log/section.ts says;
 * here a forged head costs no more than a wrong title.
 */
const createStretches = () => {
    let line = 0;
    let step;
    let stretch = 0;
    let since;
    let head = false;
    const begin = (title, time) => {
        step = (0,redact/* redactThenCut */.F8)(title, MAX_TITLE);
        stretch += 1;
        since = time;
        return 'begin';
    };
    const next = (raw) => {
        line += 1;
        const { text, time } = withoutColours(parseLogLine(raw));
        since ??= time;
        if (text.startsWith(HEAD)) {
            head = true;
            // Hooks of the machine are named by a quoted path and stand inside the step they serve.
            return text.startsWith(HOOK) ? 'head' : begin(text.slice(GROUP.length), time);
        }
        if (text === POST && time !== undefined) {
            head = false;
            return begin('Post job cleanup', time);
        }
        if (!head)
            return { text, time, line, step, stretch, since };
        head = text !== '##[endgroup]';
        return 'head';
    };
    const pass = (raw) => {
        line += 1;
        since ??= parseLogLine(raw).time;
    };
    return { next, pass, inHead: () => head };
};
const withoutColours = (line) => line.text.includes('\u001b[') ? { ...line, text: line.text.replace(COLOUR, '') } : line;
/** Select graphic rendition, ECMA-48 §8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
const COLOUR = /\u001b\[[0-9;]{0,20}m/g;

;// CONCATENATED MODULE: ./lib/src/sources/known-services.js
/** Hosts by service, as the tools print them. Only these are shown as they are. */
const HOSTS = {
    'dl-cdn.alpinelinux.org': 'apk',
    'archive.ubuntu.com': 'apt',
    'azure.archive.ubuntu.com': 'apt',
    'deb.debian.org': 'apt',
    'download.docker.com': 'apt',
    'esm.ubuntu.com': 'apt',
    'packages.microsoft.com': 'apt',
    'ports.ubuntu.com': 'apt',
    'ppa.launchpadcontent.net': 'apt',
    'security.debian.org': 'apt',
    'security.ubuntu.com': 'apt',
    'login.microsoftonline.com': 'azure',
    'bcr.bazel.build': 'bazel-registry',
    'mirror.bazel.build': 'bazel-registry',
    'api.codecov.io': 'codecov',
    'cli.codecov.io': 'codecov',
    'conda.anaconda.org': 'conda',
    'repo.anaconda.com': 'conda',
    'gcr.io': 'container-registry',
    'ghcr.io': 'container-registry',
    'mcr.microsoft.com': 'container-registry',
    'public.ecr.aws': 'container-registry',
    'quay.io': 'container-registry',
    'registry.gitlab.com': 'container-registry',
    'registry.k8s.io': 'container-registry',
    'crates.io': 'crates',
    'index.crates.io': 'crates',
    'static.crates.io': 'crates',
    'static.rust-lang.org': 'crates',
    'auth.docker.io': 'docker-hub',
    'docker.io': 'docker-hub',
    'hub.docker.com': 'docker-hub',
    'index.docker.io': 'docker-hub',
    'production.cloudflare.docker.com': 'docker-hub',
    'registry-1.docker.io': 'docker-hub',
    'api.github.com': 'github',
    'codeload.github.com': 'github',
    'github.com': 'github',
    'npm.pkg.github.com': 'github',
    'objects.githubusercontent.com': 'github',
    'raw.githubusercontent.com': 'github',
    'release-assets.githubusercontent.com': 'github',
    'uploads.github.com': 'github',
    'proxy.golang.org': 'go-proxy',
    'sum.golang.org': 'go-proxy',
    'downloads.gradle.org': 'gradle',
    'plugins.gradle.org': 'gradle',
    'services.gradle.org': 'gradle',
    'formulae.brew.sh': 'homebrew',
    'huggingface.co': 'hugging-face',
    'jitpack.io': 'maven',
    'maven.google.com': 'maven',
    'oss.sonatype.org': 'maven',
    'repo.maven.apache.org': 'maven',
    'repo.spring.io': 'maven',
    'repo1.maven.org': 'maven',
    'nodejs.org': 'node',
    'registry.npmjs.org': 'npm',
    'registry.yarnpkg.com': 'npm',
    'api.nuget.org': 'nuget',
    'www.nuget.org': 'nuget',
    'getcomposer.org': 'packagist',
    'packagist.org': 'packagist',
    'repo.packagist.org': 'packagist',
    'cdn.playwright.dev': 'playwright',
    'files.pythonhosted.org': 'pypi',
    'pypi.org': 'pypi',
    'test.pypi.org': 'pypi',
    'upload.pypi.org': 'pypi',
    'index.rubygems.org': 'rubygems',
    'rubygems.org': 'rubygems',
};
/** Hosts whose first labels name an account, a project or a bucket: only the rest is shown. */
const SUFFIXES = [
    ['.amazonaws.com', 'aws'],
    ['.azurecr.io', 'container-registry'],
    ['-docker.pkg.dev', 'container-registry'],
    ['.pkg.dev', 'google-cloud'],
    ['.googleapis.com', 'google-cloud'],
    ['.windows.net', 'azure'],
    ['.azure.com', 'azure'],
    ['.githubusercontent.com', 'github'],
    ['.hf.co', 'hugging-face'],
    ['.huggingface.co', 'hugging-face'],
    ['.sigstore.dev', 'sigstore'],
];
/** The service of a host in lower case; undefined for one that is not known. */
const knownHost = (host) => {
    const known = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined;
    if (known !== undefined)
        return { service: known, host };
    const [suffix, service] = SUFFIXES.find(([end]) => host.endsWith(end)) ?? [];
    return suffix === undefined || service === undefined ? undefined : { service, host: suffix.slice(1) };
};
/**
 * The domain that somebody registered: two labels, or three below a second level that registries keep for themselves (a
 * small part of publicsuffix.org; a domain that is cut too short says less, not more). Undefined for addresses and for
 * names of private networks (RFC 6761, RFC 6762 appendix G, RFC 8375).
 */
const registrableDomain = (host) => {
    const labels = host.split('.');
    const top = labels.at(-1) ?? '';
    if (host.length > 253 || labels.length < 2 || !/^[a-z]{2,24}$/.test(top) || PRIVATE.has(top))
        return undefined;
    const depth = top.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 3 : 2;
    const domain = labels.slice(-depth);
    return domain.length === depth && domain.every(label => /^[a-z0-9][a-z0-9-]{0,62}$/.test(label))
        ? domain.join('.')
        : undefined;
};
const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gov', 'go', 'ne', 'net', 'or', 'org']);
const PRIVATE = new Set([
    'alt',
    'arpa',
    'cluster',
    'corp',
    'example',
    'home',
    'internal',
    'intranet',
    'invalid',
    'lan',
    'local',
    'localdomain',
    'localhost',
    'onion',
    'private',
    'svc',
    'test',
]);

;// CONCATENATED MODULE: ./lib/src/sources/service-lines.js

/**
 * What tools print, at the begin of a line, when they use a service without naming its host. The wordings were read in
 * public logs; a tool that words it otherwise is missed, not misread.
 */
const PHRASES = [
    [/^npm (?:err!|error) (?:network|code e(?:404|429|5\d\d|notfound|ai_again|connreset|timedout))\b/, 'npm'],
    [/^added \d{1,7} packages?(?:,| in )/, 'npm'],
    [/^progress: resolved \d{1,7}, reused \d{1,7}, downloaded \d{1,7}/, 'npm'],
    [/^collecting [a-z0-9]/, 'pypi'],
    [/^(?:updating crates\.io index|downloading crates \.\.\.|downloaded \d{1,5} crates? )/, 'crates'],
    [/^go: downloading /, 'go-proxy'],
    [/^loading composer repositories with package information/, 'packagist'],
    [/^(?:download action repository '|syncing repository: |downloading single artifact$)/, 'github'],
    [/^(?:download|upload): s3:\/\//, 'aws'],
    [/\bapi rate limit exceeded\b|\bsecondary rate limit\b/, 'github'],
];
/** A line that begins so tells of a transfer; any other that has an address may only mention it. */
const TRANSFER = /^(?:(?:#\d{1,5} (?:[\d.]{1,12} )?)?\W{0,5})(?:download|fetch|get:?\d|hit:\d|ign:\d|err:\d|get |get$|pull|clon|from |receiv|retriev|upload|push|npm http |looking in indexes|updating|installing|the push refers to )/;
const FAILURES = [
    [
        /could not resolve host|couldn't resolve host|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname|no such host|\benotfound\b|eai_again|failed to resolve '|\bdns error\b|failed to lookup address/,
        'dns',
    ],
    [
        /certificate verify failed|unable to get local issuer certificate|certificate has expired|self[- ]signed certificate|x509: certificate|ssl_error_syscall|tls handshake (?:timeout|failure)|gnutls_handshake\(\) failed|sslhandshakeexception/,
        'tls',
    ],
    [
        /toomanyrequests|too many requests|(?:pull|secondary|api) rate limit|(?:returned error|status code):? 429|\bcode e429\b/,
        'rate-limit',
    ],
    [
        /(?:returned error|status code):? 5\d\d|\bcode e5\d\d\b|\b50[234] (?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out)/,
        'server-error',
    ],
    [/manifest unknown|\bcode e404\b|returned error: 404|couldn't find remote ref/, 'not-found'],
    [/econnreset|connection reset by peer|socket hang up|remote end hung up/, 'reset'],
    [/econnrefused|connection refused/, 'refused'],
    [
        /etimedout|connection timed out|connect timeout|read timed out|operation timed out|i\/o timeout|httpclient\.timeout|err_socket_timeout/,
        'time-out',
    ],
];
/** Of one line in lower case. */
const phraseOf = (text) => PHRASES.find(([pattern]) => pattern.test(text))?.[1];
const failureOf = (text) => FAILURES.find(([pattern]) => pattern.test(text))?.[1];
/** Answers that name nobody: docker's are of the registry of the last pull, git's of the last remote. */
const answererOf = (text) => {
    if (/^error response from daemon: |^toomanyrequests: /.test(text))
        return 'docker';
    return /^fatal: |^error: rpc failed/.test(text) ? 'git' : undefined;
};
/** `git fetch`, `git clone` or `git remote add`, as the line shows the command. */
const isGit = (text) => /^(?:\+{1,5} )?[^\s]{0,100}\bgit(?:\.exe)?"? (?:.{0,200} )?(?:fetch|clone|remote add|submodule) /.test(text);
const isTransfer = (text) => TRANSFER.test(text);
/**
 * The registry of a pull or push: `docker pull x`, `load metadata for docker.io/library/x`, `Pulling from library/x`.
 * `private` is one that is not known here; undefined where the line names no image.
 */
const registryOf = (text) => {
    if (/\bpulling from library\//.test(text))
        return DOCKER_HUB;
    const image = /(?:\bdocker(?:\.exe)?"? pull (?:-q )?|load metadata for |the push refers to repository \[)([a-z0-9][^\s\]"']{0,300})/.exec(text)?.[1];
    if (image === undefined)
        return undefined;
    const slash = image.indexOf('/');
    const first = slash === -1 ? '' : image.slice(0, slash);
    // Else the first part is no host, and the image is of Docker Hub (distribution/reference, "domain").
    if (!first.includes('.') && !first.includes(':') && first !== 'localhost')
        return DOCKER_HUB;
    return knownHost(service_lines_hostOf(first)) ?? 'private';
};
const DOCKER_HUB = { service: 'docker-hub', host: 'docker.io' };
/** The known services of the addresses in a line. */
const knownHostsOf = (text) => hostsOf(text).flatMap(host => {
    const known = knownHost(host);
    return known === undefined ? [] : [known];
});
/** Of a failure: the service of the first host that is known, else the domain of the first that has one. */
const failedHostOf = (text) => {
    const hosts = [...hostsOf(text), ...namedHosts(text)];
    const known = hosts.map(knownHost).find(one => one !== undefined);
    if (known !== undefined)
        return known;
    const domain = hosts.map(registrableDomain).find(one => one !== undefined);
    if (domain !== undefined)
        return { service: 'other', host: domain };
    // A container of the job, or a machine of the company: nothing that can be named.
    return hosts.length > 0 || /\b(?:127\.0\.0\.1|localhost)\b/.test(text) ? 'private' : undefined;
};
const MAX_HOSTS = 5;
const ADDRESS = /\bhttps?:\/\/([^\s/'"<>()\\|]{1,300})/g;
/** What stands before `@` is a credential and what stands after `:` a port. */
const hostsOf = (text) => {
    const hosts = [];
    // Not matchAll, which copies the pattern: this runs for every line with an address.
    ADDRESS.lastIndex = text.indexOf('://') < 0 ? text.length : 0;
    for (let match = ADDRESS.exec(text); match !== null && hosts.length < MAX_HOSTS; match = ADDRESS.exec(text)) {
        const authority = match[1] ?? '';
        hosts.push(service_lines_hostOf(authority.slice(authority.lastIndexOf('@') + 1)));
    }
    return hosts;
};
const service_lines_hostOf = (authority) => /^[a-z0-9.-]{0,253}/.exec(authority)?.[0].replace(/\.$/, '') ?? '';
/** Where tools name a host without an address: curl, Node, Go, requests, git. */
const namedHosts = (text) => {
    const named = /(?:resolve host:? '?|resolve ['"]|enotfound |eai_again |lookup |resolving '|host=\\?['"]|connect to |connecting to |to host )([a-z0-9][a-z0-9.-]{0,252})/.exec(text);
    return named?.[1] === undefined ? [] : [service_lines_hostOf(named[1])];
};

;// CONCATENATED MODULE: ./lib/src/sources/service-steps.js


const MAX_STEPS = 20;
/** REST cuts times to whole seconds, so that a stretch can begin after the end of its step. */
const RESOLUTION_MS = 1_000;
/**
 * The steps of the stretches, each once, with the time that the whole step took: by the exact steps where they are known,
 * else from the first to the last time of the stretch. A stretch that neither tells the name of is left out.
 */
const stepsOfStretches = (stretches, exact) => {
    const seen = new Set();
    return stretches
        .flatMap(stretch => {
        const step = exactStepOf(stretch, exact);
        if (step !== undefined) {
            // The stretches inside a composite action are one step of the job.
            if (seen.has(step))
                return [];
            seen.add(step);
            return [timed(step.name, millisBetween(step.startedAt, step.finishedAt))];
        }
        return stretch.title === undefined
            ? []
            : [timed(stretch.title, millisBetween(stretch.since, timeOf(stretch.last)))];
    })
        .slice(0, MAX_STEPS);
};
const timeOf = (line) => line === undefined ? undefined : parseLogLine(line).time;
const timed = (name, millis) => 
// A clock that ran backwards tells no duration.
millis === undefined || millis < 0 ? { name } : { name, durationMs: Math.round(millis) };
/** The step that the stretch begins in; of several in one second the one of its name, else the last. */
const exactStepOf = ({ title, since }, exact) => {
    const at = since === undefined ? undefined : toMillis(since);
    if (at === undefined)
        return undefined;
    const around = exact.filter(({ startedAt, finishedAt, outcome }) => {
        if (outcome === 'skipped')
            return false;
        const from = startedAt === undefined ? undefined : toMillis(startedAt);
        const to = finishedAt === undefined ? undefined : toMillis(finishedAt);
        return from !== undefined && from <= at && (to === undefined || at < to + RESOLUTION_MS);
    });
    const named = around.filter(({ name }) => name === title);
    return (named.length > 0 ? named : around).reduce((last, step) => (last === undefined || (millisBetween(last.startedAt, step.startedAt) ?? 0) >= 0 ? step : last), undefined);
};

;// CONCATENATED MODULE: ./lib/src/sources/dependency-lines.js




const MAX_USES = 100;
const MAX_FAILURES = 20;
const dependency_lines_MAX_TEXT = 2_000;
/** Lines of one error that tools print below each other. */
const CHAIN = 4;
/**
 * Words of which a line must have one to be looked at, and what heads begin with: plain texts, one pass. They are grouped
 * by their first letter, which makes the pass twice as fast.
 */
const MARKS = /:\/\/|n(?:pm err|or servname|o such host)|added \d|p(?:rogress: resolved|ulling from|ost job cleanup)|c(?:ollecting |rates|omposer repositories|ertificate|ode e\d|onnection re)|g(?:o: downloading|nutls|ateway time)|d(?:ownload action|ocker|ns error)|s(?:yncing repository|ingle artifact|ervice not known|sl_error|slhandshake|tatus code)|m(?:etadata for|anifest unknown)|r(?:esolve|esolution|ate limit|eturned error|emote ref)|e(?:notfound|ai_again|conn)|lookup address|t(?:ls handshake|oo ?many ?requests|imed ?out|imeout)|bad gateway|unavailable|h(?:ang up|ung up)|##\[group\]run /i;
/**
 * Services that a job used and how they failed, from the lines that steps print. Hosts are those of a list; of a failure
 * elsewhere the registrable domain. A script can print any line: these are hints for a reader, and no evidence. Of each
 * service the steps that named it are told, with the time of the whole step: that of `exact` where it has the step.
 */
const createDependencyLines = (exact = []) => {
    const stretches = createStretches();
    const uses = new Map();
    /** The last service that a line named, for the causes that stand below it. */
    let last;
    /** Whom docker and git asked last. */
    const asked = {};
    let number = -1;
    let current = { title: undefined, since: undefined, last: undefined };
    /** The newest line with a time, which nobody has looked at yet. */
    let timed;
    const use = (service, host, { line, step }) => {
        const key = `${service} ${host ?? ''}`;
        const known = uses.get(key);
        if (known !== undefined && known.stretches.length < MAX_STRETCHES && known.stretches.at(-1) !== current)
            known.stretches.push(current);
        if (known !== undefined || uses.size >= MAX_USES)
            return known;
        const made = {
            service,
            ...(host === undefined ? {} : { host }),
            firstLine: line,
            ...(step === undefined ? {} : { step }),
            stretches: [current],
            failures: [],
            failureCount: 0,
        };
        uses.set(key, made);
        return made;
    };
    const fail = (kind, text, output) => {
        const isCause = /^\W{0,10}caused by\b/.test(text) && last !== undefined && output.line - last.line <= CHAIN;
        const answerer = answererOf(text);
        const named = failedHostOf(text);
        // A host of the job's own network is no service outside.
        if (named === 'private')
            return;
        const where = named ??
            registryOf(text) ??
            (isCause ? last?.of : undefined) ??
            (answerer === undefined ? undefined : asked[answerer]);
        const by = where === undefined || where === 'private'
            ? use(phraseOf(text) ?? 'other', undefined, output)
            : use(where.service, where.host, output);
        if (by === undefined)
            return;
        by.failureCount += 1;
        if (by.failures.length < MAX_FAILURES)
            by.failures.push({ kind, line: output.line });
    };
    const read = (raw) => {
        // Nearly every line tells nothing: it is looked at once and not taken apart.
        const isPlain = !raw.includes(ESCAPE);
        const isMarked = isPlain && MARKS.test(raw);
        if (isPlain && !isMarked && !stretches.inHead()) {
            stretches.pass(raw);
            if (raw.charCodeAt(AT_TIME) === T)
                timed = raw;
            return;
        }
        if (timed !== undefined)
            current.last = timed;
        timed = undefined;
        const output = stretches.next(raw);
        if (typeof output === 'string')
            return;
        if (output.stretch !== number) {
            number = output.stretch;
            current = { title: output.step, since: output.since, last: undefined };
        }
        if (output.time !== undefined)
            current.last = raw;
        // Without colours the text is what stands behind the time, which has no mark.
        if (isPlain ? !isMarked : !MARKS.test(output.text))
            return;
        const text = unmarked(output.text.slice(0, dependency_lines_MAX_TEXT).trim().toLowerCase());
        const hosts = knownHostsOf(text);
        if (hosts[0] !== undefined)
            last = { of: hosts[0], line: output.line };
        const kind = failureOf(text);
        const registry = registryOf(text);
        if (registry !== undefined)
            asked.docker = registry;
        if (text.includes('://') && isGit(text))
            asked.git = hosts[0] ?? 'private';
        if (kind !== undefined)
            fail(kind, text, output);
        else if (registry === 'private')
            return;
        else if (registry !== undefined)
            use(registry.service, registry.host, output);
        else if (hosts.length > 0 && isTransfer(text))
            for (const { service, host } of hosts)
                use(service, host, output);
        else {
            const service = phraseOf(text);
            if (service !== undefined)
                use(service, undefined, output);
        }
    };
    const all = () => {
        if (timed !== undefined)
            current.last = timed;
        return [...uses.values()].map(use => toUse(use, exact));
    };
    return { read, uses: all };
};
const toUse = ({ stretches, failures, failureCount, ...use }, exact) => {
    const steps = stepsOfStretches(stretches, exact);
    return { ...use, ...(steps.length === 0 ? {} : { steps }), failures, failureCount };
};
const ESCAPE = '\u001b[';
/** The place of the `T` in the time that a line begins with. */
const AT_TIME = 10;
const T = 84;
/** Of one service; more than there are steps, since a composite action has many. */
const MAX_STRETCHES = 200;
/** The uses in a whole log, which comes in chunks of bytes. */
const readDependencyLines = async (chunks) => {
    const reader = createDependencyLines();
    for await (const line of logLines(chunks))
        reader.read(line);
    return reader.uses();
};
const unmarked = (text) => text.replace(/^(?:##)?\[(?:error|warning|command|debug)\]/, '');

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-gaps.js

/** What a log could not tell, from what its readers dropped or cut. */
const gapsOfLog = (readers, sections) => {
    const dropped = sections.fetched.dropped();
    const disbelieved = sections.disbelieved();
    const { droppedPosts } = readers;
    return [
        ...(sections.hasSetUp()
            ? []
            : [
                log_gaps_gap('runner.version', 'not-found', 'the log does not begin with Set up job'),
                log_gaps_gap('caches', 'not-found', 'without Set up job nothing tells an action from a script that passes for one'),
            ]),
        ...(dropped > 0
            ? [log_gaps_gap('actions', 'malformed', `${dropped} fetches in the middle of the job may be a script's`)]
            : []),
        ...(disbelieved > 0 ? [log_gaps_gap('caches', 'malformed', `${disbelieved} heads of actions may be a script's`)] : []),
        ...(droppedPosts > 0 ? [log_gaps_gap('caches', 'malformed', `${droppedPosts} lines of a post stood before a step`)] : []),
        ...NAMES.filter(name => readers[name]?.cut() === true).map(name => log_gaps_gap(FIELDS[name], 'too-large')),
    ];
};
/** The readers that stop at a limit, with the field that is short then. */
const FIELDS = {
    caches: 'caches',
    artifacts: 'artifacts',
    doubtedCaches: 'caches',
    doubtedArtifacts: 'artifacts',
    steps: 'steps',
    heads: 'steps',
    buildCaches: 'buildCaches',
    images: 'images',
    pushes: 'pushes',
    tools: 'tools',
    failures: 'failures',
};
const NAMES = Object.keys(FIELDS);
const log_gaps_gap = gapFrom('log');

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-heads.js


/** The sections of a log, each once: logs are served with stretches repeated at times. */
const createHeadReader = () => {
    const heads = new Map();
    let cut = false;
    const begin = (line, section) => {
        if (section.kind === 'set-up' || section.kind === 'prepare')
            return;
        const name = `${section.time ?? line.number} ${titleOf(section)}`;
        const known = heads.get(name);
        if (known !== undefined) {
            // Its next lines showed that the action is a script.
            if (known.section.kind === 'action' && section.kind === 'plain')
                heads.set(name, { line: known.line, section });
            return;
        }
        if (heads.size < limits/* LIMITS */.b.steps)
            heads.set(name, { line, section });
        else
            cut = true;
    };
    return { begin, located: () => [...heads.values()], cut: () => cut };
};
const log_heads_MAX_TITLE = 200;
/** What a section is called, in one short line; undefined before the first step. */
const titleOf = (section) => {
    switch (section.kind) {
        case 'set-up':
        case 'prepare':
            return undefined;
        case 'post':
            return 'Post job cleanup';
        case 'action':
        case 'plain':
            return (0,redact/* redactThenCut */.F8)(section.title, log_heads_MAX_TITLE);
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/manifest-facts.js

/** What build tools said of their caches, as the manifest has it. */
const buildCachesOf = (located, belief) => located.map(({ cache, section }) => ({ ...cache, ...placeOf(section, belief) }));
/** Images pushed with a digest: a push without one tells nothing. */
const pushesOf = (located, belief) => located.flatMap(({ kind, image, digest, section }) => kind === 'image-push' && digest !== undefined
    ? [{ ...(image === undefined ? {} : { image }), digest, ...placeOf(section, belief) }]
    : []);
/** Images that steps pulled, and that builds began with. */
const pullsOf = (located, belief) => located.flatMap(({ kind, image, digest, section }) => kind === 'image-pull' && image !== undefined
    ? [{ image, ...(digest === undefined ? {} : { digest }), ...placeOf(section, belief) }]
    : []);
const manifest_facts_toolsOf = (located, belief) => located.map(({ tool, section }) => ({ ...tool, action: section.uses.uses, source: 'log', ...trust(section, belief) }));
const placeOf = (section, belief) => {
    const step = titleOf(section);
    return {
        ...(step === undefined ? {} : { step }),
        ...(section.kind === 'action' ? { action: section.uses.uses } : {}),
        source: 'log',
        ...trust(section, belief),
    };
};
const trust = (section, belief) => {
    const confidence = belief.of(section);
    return confidence === undefined ? {} : { confidence };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/artifact-lines.js


/**
 * Uploads and downloads of `@actions/artifact` (actions/toolkit packages/artifact/src/internal/upload/upload-artifact.ts,
 * download/download-artifact.ts) and of actions/upload-artifact and download-artifact, whichever action calls the
 * library. To be given the output of actions and posts only.
 */
const createArtifactReader = () => {
    const uploads = new Map();
    const downloads = new Map();
    let section;
    let digest;
    let file;
    let cut = false;
    const put = (upload) => {
        const known = uploads.get(upload.id);
        // Two lines of one step tell of an upload; what a later step prints of it changes nothing.
        if (known !== undefined) {
            if (known.place.section === upload.place.section) {
                // The action prints its input `name` also where the file's own name was taken.
                const name = known.archive === false ? known.name : upload.name;
                Object.assign(known, upload, { name, place: known.place });
            }
        }
        else if (uploads.size < limits/* LIMITS */.b.artifacts)
            uploads.set(upload.id, upload);
        else
            cut = true;
    };
    const read = (line, where) => {
        const { text } = line;
        if (where !== section)
            digest = file = undefined;
        section = where;
        const place = { line, section: where };
        digest = digestOf(text) ?? digest;
        file = after(text, 'Uploading artifact: ') ?? file;
        const finalized = finalizedOf(text, file);
        if (finalized !== undefined) {
            put({ ...finalized, place, ...(digest === undefined ? {} : { digest: `sha256:${digest}` }) });
            digest = file = undefined;
        }
        const uploaded = uploadedOf(text);
        if (uploaded !== undefined)
            put({ ...uploaded, place });
        const download = downloadOf(text);
        if (download === undefined)
            return;
        const name = download.id ?? download.name;
        if (downloads.has(name))
            return;
        if (downloads.size < limits/* LIMITS */.b.artifacts)
            downloads.set(name, { ...download, ...fromWhere(where), place });
        else
            cut = true;
    };
    return {
        read,
        dropPosts: () => {
            const posts = [uploads, downloads].flatMap(map => [...map].filter(([, item]) => item.place.section.kind === 'post').map(([id]) => ({ map, id })));
            for (const { map, id } of posts)
                map.delete(id);
            return posts.length;
        },
        artifacts: () => [...uploads.values()].map(({ place: _, ...upload }) => ({ ...upload, source: 'log' })),
        downloads: () => [...downloads.values()].map(({ place: _, ...download }) => download),
        located: () => [
            ...[...uploads.values()].map(({ place, ...artifact }) => ({
                kind: 'artifact-upload',
                artifact,
                ...place,
            })),
            ...[...downloads.values()].map(({ place, step: _, ...artifact }) => ({
                kind: 'artifact-download',
                artifact,
                ...place,
            })),
        ],
        cut: () => cut,
    };
};
const artifact_lines_MAX_NAME = 512;
const isName = (name) => name !== '' && name.length <= artifact_lines_MAX_NAME;
/** `digest` since March 2025, `hash` before; `zip` was named until February 2026. */
const digestOf = (text) => /^SHA256 (?:digest|hash) of uploaded artifact (?:zip )?is ([0-9a-f]{64})$/.exec(text)?.[1];
const FINALIZED = ' successfully finalized. Artifact ID ';
/**
 * `Artifact <name>.zip successfully finalized. Artifact ID <id>`; a later line gives the name without doubt. An upload
 * without an archive has the name of its file, and says so before (actions/toolkit, the same file: `artifactFileName`).
 */
const finalizedOf = (text, uploading) => {
    const rest = after(text, 'Artifact ');
    const split = rest?.lastIndexOf(FINALIZED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const file = rest.slice(0, split);
    const asFile = file === uploading;
    const name = !asFile && file.endsWith('.zip') ? file.slice(0, -4) : file;
    const id = rest.slice(split + FINALIZED.length);
    return isName(name) && isId(id) ? { name, id, ...(asFile ? { archive: false } : {}) } : undefined;
};
const UPLOADED = ' has been successfully uploaded! Final size is ';
const uploadedOf = (text) => {
    const rest = after(text, 'Artifact ');
    const split = rest?.lastIndexOf(UPLOADED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const numbers = /^(\d{1,15}) bytes\. Artifact ID is (\d{1,20})$/.exec(rest.slice(split + UPLOADED.length));
    const [, size, id] = numbers ?? [];
    return size === undefined || id === undefined || !isName(name) ? undefined : { name, id, sizeBytes: Number(size) };
};
/** `- <name> (ID: <id>, Size: <bytes>, Expected Digest: sha256:<hex>)`; the digest came with version 5. */
const downloadOf = (text) => {
    const rest = between(text, '- ', ')');
    const split = rest?.lastIndexOf(' (ID: ') ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const [id = '', size, expected] = rest.slice(split + ' (ID: '.length).split(', ');
    if (!isName(name) || !isId(id) || size?.startsWith('Size: ') !== true)
        return undefined;
    const digest = after(expected ?? '', 'Expected Digest: ');
    const bytes = /^\d{1,15}$/.test(size.slice(6)) ? { sizeBytes: Number(size.slice(6)) } : {};
    return { name, id, ...bytes, ...(digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? { digest } : {}) };
};
/**
 * The step, and the run that an input names. actions/download-artifact shows `run-id` with its default, the run itself, and
 * only asks another run where it has a token too (src/download-artifact.ts).
 */
const fromWhere = (section) => {
    if (section.kind !== 'action')
        return {};
    const { inputs, title, uses } = section;
    const asksByToken = /^actions\/download-artifact$/i.test(uses.action) && (inputs.get('github-token') ?? '') !== '';
    const runId = asksByToken ? inputs.get('run-id')?.trim() : undefined;
    return { ...(runId !== undefined && isId(runId) ? { runId } : {}), step: title };
};
const isId = (text) => /^\d{1,20}$/.test(text);

;// CONCATENATED MODULE: ./lib/src/sources/job-log/script-times.js


/** REST cuts times of steps off to whole seconds: a step may have ended so much later, in milliseconds. */
const CUT_OFF = 999;
/**
 * Tells of a time whether only scripts ran then (true), whether an action ran (false), or that nothing is known
 * (undefined). A step without an action is a script. Whole seconds are shared by neighbours: such times can show that
 * nothing but a script ran, but never that an action did.
 */
const scriptTimes = (steps) => {
    const intervals = steps.slice(0, limits/* LIMITS */.b.steps).flatMap(toInterval);
    return time => {
        const at = toMillis(time);
        if (at === undefined)
            return undefined;
        const around = intervals.filter(({ from, to }) => from <= at && at <= to);
        if (around.length === 0)
            return undefined;
        if (around.every(({ script }) => script))
            return true;
        return around.every(({ exact }) => exact) ? false : undefined;
    };
};
const toInterval = (step) => {
    const from = step.startedAt === undefined ? undefined : toMillis(step.startedAt);
    const to = step.finishedAt === undefined ? undefined : toMillis(step.finishedAt);
    const runs = step.stage === 'pre' || step.stage === 'main' || step.stage === 'post';
    if (from === undefined || to === undefined || !runs)
        return [];
    const exact = isExact(step);
    return [{ from, to: exact ? to : to + CUT_OFF, script: step.action === undefined, exact }];
};
/** Whether a step's times are the runner's own, of 100 ns. */
const isExact = ({ source }) => source !== 'api';

;// CONCATENATED MODULE: ./lib/src/sources/job-log/belief.js

/**
 * How far the lines of a section are believed. A script prints what its author likes, so that it is believed of itself
 * and little. The text has no marks of steps, and a script can print the head of an action that the job fetched: after
 * the first script an action's section is believed less, unless exact times of the steps tell what ran.
 */
const createBelief = (steps) => {
    const knowsSteps = steps.some(isExact);
    // Sections that no fact refers to are forgotten, however many a log has.
    const afterScript = new WeakSet();
    let hasScript = false;
    const begin = (section) => {
        if (section.kind === 'plain')
            hasScript = true;
        else if (hasScript)
            afterScript.add(section);
    };
    const of = (section) => {
        if (section === undefined)
            return undefined;
        if (section.kind === 'plain')
            return 'low';
        return afterScript.has(section) && !knowsSteps ? 'medium' : undefined;
    };
    return { begin, of };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/compiler-cache-lines.js

/**
 * What is known after this line: ccache 4 `Cacheable calls:  685 / 2133 (32.11%)`, then `  Hits:  57 /  685`
 * (src/ccache/core/statistics.cpp), ccache 3 `cache hit (direct)  12` and two more (src/stats.c); sccache
 * `Compile requests  907`, then `Cache hits  12` (src/server.rs).
 */
const countsOf = (text, line, known) => {
    const cacheable = numberAfter(text.trimStart(), 'Cacheable calls:');
    if (cacheable !== undefined)
        return { tool: 'ccache', line, calls: cacheable };
    const requests = numberAfter(text, 'Compile requests ');
    if (requests !== undefined)
        return { tool: 'sccache', line, calls: requests };
    const direct = numberAfter(text, 'cache hit (direct)');
    if (direct !== undefined)
        return { tool: 'ccache', line, hits: direct };
    if (known === undefined)
        return undefined;
    if (known.calls !== undefined) {
        const hits = known.tool === 'ccache' ? numberAfter(text.trimStart(), 'Hits:') : numberAfter(text, 'Cache hits ');
        return hits === undefined ? known : { ...known, hits };
    }
    const preprocessed = numberAfter(text, 'cache hit (preprocessed)');
    if (preprocessed !== undefined)
        return { ...known, hits: (known.hits ?? 0) + preprocessed };
    const misses = numberAfter(text, 'cache miss ');
    return misses === undefined ? known : { ...known, misses };
};
/** Undefined while a number is missing. */
const compilerCacheOf = ({ tool, calls, hits, misses }) => {
    if (hits === undefined)
        return undefined;
    if (calls !== undefined)
        return { tool, calls, hits };
    return misses === undefined ? undefined : { tool, calls: hits + misses, hits };
};
/** The number that stands next, after spaces. */
const numberAfter = (text, beginning) => {
    const [word = ''] = (after(text, beginning) ?? '').slice(0, 200).trimStart().split(' ');
    return /^\d{1,12}$/.test(word) ? Number(word) : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/build-cache-lines.js



/**
 * What build tools say of their own caches. They print it themselves, in whatever step runs them, so that it is about the
 * step that it stands in and no other.
 */
const createBuildCacheReader = () => {
    let found = [];
    let builds = [];
    const seen = new Set();
    let layers;
    /** Statistics of a compiler cache of which more lines are to come. */
    let counts;
    let last;
    let cut = false;
    const isFull = () => found.length + builds.length >= limits/* LIMITS */.b.buildCaches;
    /** Logs are served with stretches repeated at times: a line of the same time says nothing new. */
    const isRepeated = (line, what) => {
        if (line.time === undefined || seen.size >= MAX_SEEN)
            return false;
        const name = `${line.time} ${what}`;
        if (seen.has(name))
            return true;
        seen.add(name);
        return false;
    };
    const add = (cache, line, section) => {
        if (isRepeated(line, JSON.stringify(cache)))
            return;
        if (isFull())
            cut = true;
        else
            found.push({ cache, line, section });
    };
    const build = (line, section) => {
        if (layers !== undefined)
            return layers;
        if (isFull())
            cut = true;
        else {
            layers = { line, section, cached: 0, imports: [] };
            builds.push(layers);
        }
        return layers;
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            layers = undefined;
            counts = undefined;
        }
        const text = line.text.startsWith('\u001b') ? line.text.replace(build_cache_lines_COLOUR, '') : line.text;
        if (text.startsWith('##['))
            return;
        if (text.startsWith('#')) {
            const said = buildKitOf(text);
            if (said === undefined || isRepeated(line, text))
                return;
            // A step may run several builds.
            if (said.startsWith(BEGIN))
                layers = undefined;
            tell(build(line, section), said);
            return;
        }
        const whole = bazelOf(text) ?? gradleOf(text);
        if (whole !== undefined)
            add(whole, line, section);
        counts = countsOf(text, line, counts);
        const cache = counts === undefined ? undefined : compilerCacheOf(counts);
        if (counts === undefined || cache === undefined)
            return;
        add(cache, counts.line, section);
        counts = undefined;
    };
    const located = () => [
        ...found,
        ...builds.map(({ line, section, cached, imports }) => ({
            cache: { tool: 'buildkit', cachedLayers: cached, imports },
            line,
            section,
        })),
    ];
    const dropPosts = () => {
        const before = found.length + builds.length;
        found = found.filter(({ section }) => section.kind !== 'post');
        builds = builds.filter(({ section }) => section.kind !== 'post');
        return before - found.length - builds.length;
    };
    return { read, dropPosts, located, cut: () => cut };
};
const MAX_SEEN = 5_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing colours is the purpose
const build_cache_lines_COLOUR = /\u001b\[[\d;]{0,20}m/g;
const MAX_IMPORTS = 10;
const BEGIN = 'building with ';
/**
 * `#12 CACHED`, `#4 importing cache manifest from <ref>`: moby/buildkit util/progress/progressui/printer.go,
 * cache/remotecache/import.go; `#0 building with "default" instance using docker driver`, where a build begins: docker/buildx
 * util/progress/printer.go.
 */
const buildKitOf = (text) => /^#\d{1,6} (CACHED|building with ".{1,200}|importing cache manifest from \S{1,300})$/.exec(text.trimEnd())?.[1];
const tell = (layers, said) => {
    if (layers === undefined || said.startsWith(BEGIN))
        return;
    const from = after(said, 'importing cache manifest from ');
    if (from === undefined)
        layers.cached += 1;
    else if (layers.imports.length < MAX_IMPORTS && !layers.imports.includes(from))
        layers.imports.push(from);
};
/** `INFO: 7 processes: 1 remote cache hit, 3 internal.`: bazelbuild/bazel src/main/java/…/build/lib/actions/SpawnStats.java. */
const bazelOf = (text) => {
    const [, processes, kinds] = /^INFO: (\d{1,9}) process(?:es)?: (.{1,500})\.$/.exec(text) ?? [];
    if (processes === undefined || kinds === undefined)
        return undefined;
    const count = (kind) => Number(new Map(kinds.split(', ').map(nameAndCount)).get(kind) ?? 0);
    return {
        tool: 'bazel',
        processes: Number(processes),
        remoteHits: count('remote cache hit'),
        diskHits: count('disk cache hit'),
    };
};
/** `5 from cache` as name and count. */
const nameAndCount = (item) => {
    const space = item.indexOf(' ');
    const count = item.slice(0, Math.max(space, 0));
    return [item.slice(space + 1), /^\d{1,9}$/.test(count) ? count : '0'];
};
/** `14 actionable tasks: 1 executed, 1 from cache, 12 up-to-date`: gradle/gradle …/TaskExecutionStatisticsReporter. */
const gradleOf = (text) => {
    const [, tasks, kinds] = /^(\d{1,9}) actionable tasks?: (.{1,200})$/.exec(text) ?? [];
    if (tasks === undefined || kinds === undefined)
        return undefined;
    const counts = new Map(kinds.split(', ').map(nameAndCount));
    const count = (kind) => Number(counts.get(kind) ?? 0);
    return {
        tool: 'gradle',
        tasks: Number(tasks),
        executed: count('executed'),
        fromCache: count('from cache'),
        upToDate: count('up-to-date'),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/cache-events.js

const MAX_KEY = 512;
const RESERVED = ', another job may be creating this cache.';
const MISS_FAILED = '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ';
/**
 * What one line says of a cache; undefined for any other line. Beside the library and actions/cache: actions/setup-*
 * (src/cache-restore.ts, cache-save.ts), astral-sh/setup-uv (src/cache/restore-cache.ts, src/save-cache.ts),
 * ruby/setup-ruby (bundler.js), Swatinem/rust-cache (src/restore.ts), hendrikmuhs/ccache-action (src/restore.ts),
 * gradle/actions (sources/src/cache-service-basic.ts; until v5 sources/src/caching/).
 */
const cacheEvent = (text) => {
    const found = foundEvent(text);
    if (found !== undefined)
        return found;
    const missed = after(text, 'Cache not found for input keys: ');
    if (missed !== undefined) {
        const [key, ...restoreKeys] = missed.split(', ').map(item => item.trim());
        return {
            kind: 'missed',
            keys: { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) },
        };
    }
    const missedUv = after(text, 'No GitHub Actions cache found for key: ');
    if (missedUv !== undefined)
        return { kind: 'missed', keys: isKey(missedUv) ? { key: missedUv } : {} };
    const asked = after(text, 'Cache key: ');
    if (isKey(asked))
        return { kind: 'asked', key: asked };
    if (MISSES.includes(text))
        return { kind: 'missed', keys: {} };
    const failed = after(text, MISS_FAILED);
    if (failed !== undefined)
        return { kind: 'missed', keys: isKey(failed) ? { key: failed } : {} };
    // `npm cache is not found` of setup-node, `go cache` of others: the key is not said.
    if (/^(?:[\w-]{1,40} cache|Cache) is not found$/.test(text))
        return { kind: 'missed', keys: {} };
    if (text === 'Lookup only - skipping download')
        return { kind: 'lookup-only' };
    if (text === 'Cache restored successfully')
        return { kind: 'unpacked' };
    // A refusal of the service's own fault (5xx) is an error, any other a warning.
    const message = after(text, '##[warning]') ?? after(text, '##[error]') ?? text;
    const unread = refusalOf(message, 'restore', 'read');
    if (unread !== undefined)
        return { kind: 'restore-refused', reason: unread };
    const unwritten = refusalOf(message, 'save', 'write');
    if (unwritten !== undefined)
        return { kind: 'not-saved', reason: unwritten, goesOn: message.startsWith(RESERVATION) };
    if (message.startsWith('Failed to restore: '))
        return { kind: 'restore-failed' };
    return sizeEvent(text) ?? saveEvent(text, message);
};
const MISSES = [
    'No cache found.',
    'Gradle User Home cache not found. Will initialize empty.',
    'Basic caching did not find an entry to restore. Will start with empty state.',
];
const foundEvent = (text) => {
    const exact = after(text, 'Cache hit for: ');
    if (isKey(exact))
        return { kind: 'found', key: exact, exact: 'hit', isAnswer: true };
    const prefix = after(text, 'Cache hit for restore-key: ');
    if (isKey(prefix))
        return { kind: 'found', key: prefix, exact: 'partial', isAnswer: true };
    const rust = /^Restored from cache key "([^"]{1,512})" full match: (true|false)\.?$/.exec(text);
    if (rust?.[1] !== undefined)
        return { kind: 'found', key: rust[1], exact: rust[2] === 'true' ? 'hit' : 'partial' };
    const timed = /^Restored cache entry with key ([^ ]{1,512}) to .{0,8000} in (\d{1,9})ms$/.exec(text);
    if (timed?.[1] !== undefined)
        return { kind: 'restored-in', key: timed[1], elapsedMs: Number(timed[2]) };
    const restored = after(text, 'Cache restored from key: ') ??
        after(text, 'Basic caching restored from cache key: ') ??
        between(text, 'Restored from cache key "', '".') ??
        after(text, 'uv cache restored from GitHub Actions cache with key: ') ??
        after(text, 'Found cache for key: ');
    if (isKey(restored))
        return { kind: 'found', key: restored };
    const seen = after(text, 'Cache found and can be restored from key: ');
    return isKey(seen) ? { kind: 'found', key: seen, lookup: true } : undefined;
};
const sizeEvent = (text) => {
    const match = /^Cache Size: ~\d{1,12} MB \((\d{1,15}) B\)$/.exec(text) ?? /^Sent \d{1,15} of (\d{1,15}) \(/.exec(text);
    return match?.[1] === undefined ? undefined : { kind: 'size', bytes: Number(match[1]) };
};
const RESERVATION = 'Cache reservation failed: ';
const saveEvent = (text, message) => {
    const saved = after(text, 'Cache saved with key: ') ??
        after(text, 'Cache saved with the key: ') ??
        after(text, 'cache saved with the key: ') ??
        after(text, 'uv cache saved with the key: ') ??
        after(text, 'Basic caching saved entry with key: ') ??
        /^Saved cache entry with key ([^ ]{1,512}) from .{0,8000} in \d{1,9}ms$/.exec(text)?.[1];
    if (isKey(saved))
        return { kind: 'saved', key: saved };
    const same = between(text, 'Cache hit occurred on the primary key ', ', not saving cache.') ??
        between(text, 'Cache hit occurred on the cache key ', ', not saving cache.') ??
        between(text, 'Cache hit occurred on key ', ', not saving cache.') ??
        between(text, 'Basic caching restored entry with key `', '`. Save was skipped.');
    if (isKey(same))
        return { kind: 'not-saved', key: same, reason: 'exact-hit' };
    if (message.startsWith(RESERVATION))
        return { kind: 'not-saved', reason: 'error', goesOn: true };
    if (text === '##[warning]Cache save failed.')
        return { kind: 'save-failed' };
    // actions/setup-python src/cache-save.ts: its restore had found no folder to keep.
    if (text.startsWith('##[warning]Cache paths are empty. '))
        return { kind: 'not-saved', reason: 'error' };
    const failed = after(message, 'Failed to save: ');
    return failed === undefined ? undefined : failedSave(failed);
};
/** Why, in the words of the library: actions/toolkit packages/cache/src/cache.ts. */
const failedSave = (why) => {
    const reserved = after(why, 'Unable to reserve cache with key ');
    const end = reserved?.indexOf(RESERVED) ?? -1;
    const key = reserved?.slice(0, Math.max(end, 0));
    if (end >= 0)
        return { kind: 'not-saved', ...(isKey(key) ? { key } : {}), reason: 'another-job-creates-it' };
    const [, bytes] = TOO_LARGE.exec(why) ?? [];
    return bytes === undefined
        ? { kind: 'not-saved', reason: 'error' }
        : { kind: 'not-saved', reason: 'over-limit', bytes: Number(bytes) };
};
const TOO_LARGE = /^Cache size of ~\d{1,12} MB \((\d{1,15}) B\) is over the (?:10GB|data cap) limit, not saving cache\.$/;
const refusalOf = (text, operation, access) => {
    if (text.startsWith(`Cache ${operation} skipped: the effective cache-mode '`))
        return text.endsWith(` does not permit ${access}s.`) ? 'mode-forbids' : undefined;
    return text.includes(`cache ${access} denied:`) ? 'denied' : undefined;
};
const isKey = (text) => text !== undefined && text !== '' && text.length <= MAX_KEY;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/restore-times.js

/**
 * How long a restore took, by the times of the log's lines: the library names the entry, downloads, unpacks, and says so
 * (actions/toolkit packages/cache/src/cache.ts restoreCacheV2). Until version 4.0.4 it did not name the entry first.
 */
const createRestoreTimes = () => {
    let from;
    let waiting = 0;
    let elapsed;
    const begin = (time) => {
        from = time;
        waiting = 0;
        elapsed = undefined;
    };
    const answered = (time) => {
        from = time;
        waiting += 1;
        elapsed = undefined;
    };
    const unpacked = (time) => {
        const millis = millisBetween(from, time);
        elapsed = waiting > 1 || millis === undefined || millis < 0 ? undefined : Math.round(millis);
        // Of several at the same time nothing tells which is done: none of them is timed.
        if (waiting <= 1)
            waiting = 0;
        from = undefined;
    };
    return { begin, answered, unpacked, elapsedMs: () => elapsed };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/cache-lines.js



/**
 * One operation per restore and per save, out of the lines of `@actions/cache` (actions/toolkit packages/cache/src/cache.ts)
 * and of its callers (actions/cache src/restoreImpl.ts, saveImpl.ts; actions/setup-node src/cache-restore.ts,
 * cache-save.ts). Library lines alone do for other actions. To be given the output of actions and posts only.
 */
const createCacheReader = () => {
    let operations = [];
    const entries = new Map();
    let section;
    /** The restore that later lines of the section still tell about. */
    let current;
    /** The key that the section said it asks for, where its inputs do not tell. */
    let announced;
    let size;
    let lookup = false;
    /** A save of which the library has more to say. */
    let unsaved;
    let hasSave = false;
    let cut = false;
    const times = createRestoreTimes();
    const add = (operation) => {
        // Logs are served with stretches repeated at times; one entry has one time of 100 ns.
        const entry = `${operation.at} ${operation.operation} ${operation.key}`;
        const again = operation.at === undefined ? undefined : entries.get(entry);
        if (again !== undefined)
            return again;
        if (operations.length < limits/* LIMITS */.b.caches)
            entries.set(entry, operation);
        if (operations.length < limits/* LIMITS */.b.caches)
            operations.push(operation);
        else
            cut = true;
        return operation;
    };
    const base = (line) => ({
        ...(section?.kind === 'action' ? { action: section.uses.uses, step: section.title } : {}),
        restoreKeys: [],
        ...(line.time === undefined ? {} : { at: line.time }),
        source: 'log',
        ...(section?.kind === 'post' ? { inPost: true } : {}),
        ...(line.number === undefined ? {} : { line: line.number }),
        ...(section === undefined ? {} : { section }),
    });
    const restore = (line, result, found) => {
        const asked = announced === undefined ? askedKeys(section) : { key: announced, restoreKeys: [] };
        const known = current ?? add({ ...base(line), ...asked, operation: isLookup(section) ? 'lookup' : 'restore', result });
        Object.assign(known, { result, ...found });
        if (size !== undefined)
            known.sizeBytes = size;
        size = undefined;
        if (lookup)
            known.operation = 'lookup';
        current = known;
        keepTime();
    };
    const keepTime = () => {
        const elapsedMs = times.elapsedMs();
        if (elapsedMs !== undefined && current?.matchedKey !== undefined)
            current.elapsedMs = elapsedMs;
    };
    /** The library said `restore-key`, or the key found is not the key asked for. */
    const hitKind = (matched) => {
        const asked = askedKeys(section).key ?? announced ?? current?.key;
        if (asked !== undefined)
            return isSameKey(asked, matched) ? 'hit' : 'partial';
        return current?.result === 'partial' && current.matchedKey === matched ? 'partial' : 'hit';
    };
    const save = (line, result, found) => {
        const known = add({
            ...base(line),
            operation: 'save',
            result,
            ...(size === undefined || result === 'not-saved' ? {} : { sizeBytes: size }),
            ...found,
        });
        size = undefined;
        hasSave = true;
        return known;
    };
    const notSaved = (line, event) => {
        const { key = saveKey(section), reason, bytes } = event;
        if (unsaved !== undefined) {
            // The first word names the cause, the second the key.
            if (key !== undefined)
                unsaved.key = key;
            unsaved = undefined;
            return;
        }
        const said = { ...(key === undefined ? {} : { key }), ...(bytes === undefined ? {} : { sizeBytes: bytes }), reason };
        const operation = save(line, 'not-saved', said);
        if (event.goesOn === true)
            unsaved = operation;
    };
    /** An entry that gradle/actions asked for by this key; its timing is better than that of lines. */
    const restoredIn = (line, key, elapsedMs) => {
        const isIt = (one) => isSame(one.section, section) && isSameKey(one.matchedKey ?? '', key);
        const known = operations.find(isIt);
        if (known !== undefined)
            Object.assign(known, { key, elapsedMs, result: 'hit' });
        // An entry of the user home may be that of a restore key, which this line does not name.
        else if (!key.startsWith('gradle-home'))
            add({ ...base(line), operation: 'restore', key, result: 'hit', elapsedMs });
    };
    const read = (line, where) => {
        if (where !== section) {
            section = where;
            current = undefined;
            announced = undefined;
            size = undefined;
            lookup = false;
            unsaved = undefined;
            hasSave = false;
            times.begin(isCacheAction(where) ? where.time : undefined);
        }
        const { text } = line;
        const event = cacheEvent(text);
        switch (event?.kind) {
            case 'found':
                if (event.isAnswer === true)
                    times.answered(line.time);
                // A second restore of the same step begins where the first one is complete.
                if (current?.matchedKey !== undefined && !isSameKey(current.matchedKey, event.key))
                    current = undefined;
                restore(line, event.exact ?? hitKind(event.key), {
                    matchedKey: event.key,
                    ...(event.exact === 'hit' ? { key: event.key } : {}),
                });
                if (event.lookup && current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'missed':
                restore(line, 'miss', event.keys);
                current = undefined;
                break;
            case 'restore-refused':
                restore(line, 'not-permitted', { reason: event.reason });
                break;
            case 'restore-failed':
                restore(line, 'miss', { reason: 'error' });
                break;
            case 'lookup-only':
                lookup = true;
                if (current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'unpacked':
                times.unpacked(line.time);
                keepTime();
                break;
            case 'restored-in':
                restoredIn(line, event.key, event.elapsedMs);
                break;
            case 'asked':
                announced = event.key;
                break;
            case 'size':
                size = event.bytes;
                if (current?.matchedKey !== undefined) {
                    current.sizeBytes = event.bytes;
                    size = undefined;
                }
                break;
            case 'saved':
                save(line, 'saved', { key: event.key });
                break;
            case 'not-saved':
                notSaved(line, event);
                break;
            case 'save-failed':
                if (!hasSave)
                    notSaved(line, { kind: 'not-saved', reason: 'error' });
                break;
            case undefined:
                break;
        }
    };
    return {
        read,
        dropPosts: () => {
            const before = operations.length;
            operations = operations.filter(({ inPost }) => inPost !== true);
            current = undefined;
            return before - operations.length;
        },
        operations: () => operations.map(operation => attribute(operation, operations)),
        located: () => operations.map(operation => ({
            operation: attribute(operation, operations),
            line: operation.line ?? 0,
            ...(operation.section === undefined ? {} : { section: operation.section }),
        })),
        cut: () => cut,
    };
};
/** Logs are served with stretches repeated at times: of one section two may be read. */
const isSame = (a, b) => a === b || (a?.kind === 'action' && b?.kind === 'action' && a.time === b.time && a.title === b.title);
const KEY_ORDER = new Intl.Collator(undefined, { sensitivity: 'accent' });
/** actions/cache compares keys without regard to case (src/utils/actionUtils.ts isExactKeyMatch). */
const isSameKey = (a, b) => a === b || KEY_ORDER.compare(a, b) === 0;
const isCacheAction = (section) => section?.kind === 'action' && /^actions\/cache(?:\/restore|\/save)?$/i.test(section.uses.action);
/** actions/cache/save names its key in its inputs; a post has none. */
const saveKey = (section) => isCacheAction(section) && /\/save$/i.test(section.uses.action) ? askedKeys(section).key : undefined;
const isLookup = (section) => isCacheAction(section) && section.inputs.get('lookup-only') === 'true';
const askedKeys = (section) => {
    if (!isCacheAction(section))
        return { restoreKeys: [] };
    const key = section.inputs.get('key')?.trim();
    const restoreKeys = (section.inputs.get('restore-keys') ?? '').split('\n').map(item => item.trim());
    return { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) };
};
/** A save in a post belongs to the action that asked for the same key; a lone miss without a key asked for it too. */
const attribute = ({ inPost, line: _line, section: _section, ...operation }, all) => {
    const { key } = operation;
    if (inPost !== true || key === undefined)
        return operation;
    const asked = all.filter(other => other.operation !== 'save' && other.inPost !== true);
    const same = asked.find(other => isSameKey(other.key ?? other.matchedKey ?? '', key));
    const unknown = asked.filter(other => other.result === 'miss' && other.key === undefined);
    const from = same ?? (unknown.length === 1 ? unknown[0] : undefined);
    if (from?.action === undefined)
        return operation;
    return { ...operation, action: from.action, step: `Post ${from.step ?? from.action}` };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/container-lines.js

/** Entries of `containers` in the manifest. */
const MAX_CONTAINERS = 100;
/**
 * Images of the job, its services and its container actions, out of the lines between Set up job and the first step
 * (actions/runner src/Runner.Worker/ContainerOperationProvider.cs, Container/DockerCommandManager.cs): the group says
 * whose image it is, `docker pull` names it, docker answers with its digest.
 */
const createContainerReader = () => {
    const containers = [];
    const lines = new Map();
    let group;
    let pulled;
    const read = (line) => {
        const { text } = line;
        if (text.startsWith('##[group]')) {
            group = groupOf(text);
            pulled = undefined;
            return;
        }
        if (group === undefined)
            return;
        const image = pulledImage(text);
        if (image !== undefined) {
            // A pull that failed is tried again.
            pulled = containers.find(item => item.image === image && item.role === group?.role && item.name === group.name);
            if (pulled === undefined && containers.length < MAX_CONTAINERS) {
                pulled = { ...group, image, source: 'log' };
                containers.push(pulled);
                lines.set(pulled, line);
            }
        }
        const digest = after(text, 'Digest: ');
        if (pulled !== undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest))
            pulled.digest = digest;
    };
    return {
        read,
        containers: () => containers,
        located: () => [...lines].map(([container, line]) => ({ container, line })),
    };
};
const groupOf = (text) => {
    if (text === '##[group]Starting job container')
        return { role: 'job' };
    const service = between(text, '##[group]Starting ', ' service container');
    if (service !== undefined && service.length <= 1_024)
        return { role: 'service', name: service };
    return text.startsWith("##[group]Pull down action image '") ? { role: 'action' } : undefined;
};
/** The last word of `##[command]/usr/bin/docker [--config <folder>] pull <image>`. */
const pulledImage = (text) => {
    const words = (after(text, '##[command]') ?? '').split(' ');
    const image = words.at(-1);
    const isPull = words.at(-2) === 'pull' && /docker(?:\.exe)?"?$/i.test((words[0] ?? '').slice(-20));
    return isPull && image !== undefined && image !== '' && image.length <= 1_024 ? image : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/end-signals.js

/**
 * What GitHub and the runner themselves say when they end a job. Each wording was read in public runs: "execution time"
 * lowlighter/metrics#731 and mandiant/VM-Packages#1448; "awaiting a runner" and "higher priority" BoundaryML/baml#4680;
 * "not acquired" actions/runner#4065; "lost communication" actions/runner#2624, without a name since 2025
 * ankidroid/Anki-Android-Backend#600; "shutdown signal" actions/runner#2662; "operation was canceled" is what the runner
 * writes for a step that was cancelled (src/Runner.Worker/StepsRunner.cs).
 */
const WORDINGS = [
    ['queue-expired', /^The job has exceeded the maximum execution time while awaiting a runner/],
    ['timed-out', /^The job (?:running on runner .{0,200} )?has exceeded the maximum execution time of /],
    ['runner-lost', /^The (?:self-hosted|hosted) runner(?::? .{0,200})? lost communication with the server/],
    ['runner-shutdown', /^The runner has received a shutdown signal/],
    ['no-runner', /^The job was not acquired by Runner /],
    ['fail-fast', /^The strategy configuration was canceled because /],
    ['cancelled', /^The operation was canceled\.?$/],
    ['cancelled', /^The run was canceled by /],
    ['cancelled', /^Canceling since a higher priority waiting request for /],
];
/** The signal of one message; undefined for anything else. */
const signalOfMessage = (message) => {
    const text = message.slice(0, 1_000).trim();
    return WORDINGS.find(([, pattern]) => pattern.test(text))?.[0];
};
/** `2026-07-29T18:08:10.2373950Z ##[error]…`: an error command, which a script can print too. */
const ERROR_LINE = /^\uFEFF?(?:\d{4}-\d\d-\d\dT[0-9:.]{1,30}Z )?##\[error\](.{1,1000})/;
/** Pure: the signals of a job's log, each once, in the order of their first line. */
const signalsOfLog = (text) => {
    const found = new Set();
    for (const line of linesWith(text, '##[error]')) {
        const signal = signalOfMessage(ERROR_LINE.exec(line)?.[1] ?? '');
        if (signal !== undefined)
            found.add(signal);
    }
    return [...found];
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/failure-lines.js


const MAX_LINES = 10;
const LEVELS = ['error', 'warning', 'notice'];
/**
 * Annotations, exit codes, time-outs and the ends that the runner announces. A script can print each of them: they count
 * as said of the section they stand in, and of equal kinds in one section the runner's, which is the last, is kept.
 */
const createFailureReader = () => {
    const found = [];
    /** Annotations by time and level: logs are served with stretches repeated at times. */
    const seen = new Set();
    let inSection = new Map();
    let last;
    let cut = false;
    /** Puts what is said in the place of what was said before it in the section. */
    const put = (name, failure, line, section) => {
        const index = inSection.get(name);
        if (index !== undefined)
            found[index] = { failure, line, section };
        else if (found.length >= limits/* LIMITS */.b.steps)
            cut = true;
        else
            inSection.set(name, found.push({ failure, line, section }) - 1);
    };
    const annotate = (level, line, section) => {
        const known = found[inSection.get(level) ?? -1]?.failure;
        if (known?.kind === 'annotations') {
            known.count += 1;
            if (known.lines.length < MAX_LINES)
                known.lines.push(line.number ?? 0);
        }
        else
            put(level, { kind: 'annotations', level, count: 1, lines: [line.number ?? 0] }, line, section);
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            inSection = new Map();
        }
        if (!line.text.startsWith('##['))
            return;
        const level = LEVELS.find(one => line.text.startsWith(one, 3) && line.text[3 + one.length] === ']');
        if (level === undefined || isRepeated(seen, line))
            return;
        annotate(level, line, section);
        if (level !== 'error')
            return;
        const failure = failure_lines_failureOf(line.text.slice('##[error]'.length));
        if (failure !== undefined)
            put(failure.kind, failure, line, section);
    };
    return { read, located: () => found, cut: () => cut };
};
const failure_lines_MAX_SEEN = 5_000;
/** Two lines of one job have different times of 100 ns, save for lines that were written at once: those differ in text. */
const isRepeated = (seen, { time, text }) => {
    if (time === undefined || seen.size >= failure_lines_MAX_SEEN)
        return false;
    const name = time + text.slice(0, 100);
    if (seen.has(name))
        return true;
    seen.add(name);
    return false;
};
/** What an error of the runner says (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs, StepsRunner.cs). */
const failure_lines_failureOf = (message) => {
    const [, code] = /^Process completed with exit code (-?\d{1,10})\.$/.exec(message) ?? [];
    if (code !== undefined)
        return { kind: 'exit-code', code: Number(code) };
    const [, minutes] = /^The action '.{1,1000}' has timed out after (\d{1,6}) minutes\.$/.exec(message) ?? [];
    if (minutes !== undefined)
        return { kind: 'step-time-out', minutes: Number(minutes) };
    const signal = signalOfMessage(message);
    return signal === undefined ? undefined : { kind: 'end-signal', signal };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/image-lines.js


/**
 * Images that a step pulled or pushed, in the words of docker's command line (docker/cli cli/command/image, moby/moby
 * distribution/pull.go, push_v2.go), of BuildKit (moby/buildkit exporter/containerimage/export.go) and of
 * docker/build-push-action (src/main.ts). Whoever runs docker prints them, so that they are about the step that they
 * stand in.
 */
const createImageReader = () => {
    const images = new Map();
    let last;
    let digest;
    let repository;
    let groups = createDigestGroups();
    /** Digests that the section pushed. */
    let told = new Set();
    let pushes = 0;
    let cut = false;
    const add = (image, place) => {
        // Logs are served with stretches repeated, and BuildKit says a push when it begins and when it is done.
        const name = `${image.kind} ${image.image} ${image.digest} ${place}`;
        if (images.has(name))
            return;
        if (image.kind === 'image-push')
            pushes += 1;
        if (pushes > limits/* LIMITS */.b.pushes || images.size >= limits/* LIMITS */.b.artifacts)
            cut = true;
        else {
            images.set(name, image);
            if (image.kind === 'image-push')
                told.add(image.digest);
        }
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            digest = undefined;
            repository = undefined;
            groups = createDigestGroups();
            told = new Set();
        }
        const { text } = line;
        const place = section.kind === 'plain' || section.kind === 'action' ? `${section.time} ${section.title}` : '';
        digest = image_lines_digestOf(after(text, 'Digest: ')) ?? digest;
        repository = nameOf(between(text, 'The push refers to repository [', ']')) ?? repository;
        const base = baseImage(text);
        if (base !== undefined)
            add({ kind: 'image-pull', ...base, line, section }, place);
        const image = nameOf(after(text, 'Status: Downloaded newer image for ') ?? after(text, 'Status: Image is up to date for '));
        if (image !== undefined) {
            add({ kind: 'image-pull', image, digest, line, section }, place);
            digest = undefined;
        }
        const pushed = buildKitPush(text) ?? dockerPush(text, repository);
        if (pushed !== undefined)
            add({ kind: 'image-push', ...pushed, line, section }, place);
        const named = section.kind === 'action' && doesPush(section) ? groups.read(text) : undefined;
        // BuildKit's own line says more, and stands before the group.
        if (named === undefined || told.has(named))
            return;
        add({ kind: 'image-push', image: firstTag(section), digest: named, line, section }, place);
    };
    return { read, located: () => [...images.values()], cut: () => cut };
};
/** `#5 [ 1/10] FROM docker.io/library/node:18-alpine@sha256:…`: an image that a build begins with, said again as it goes on. */
const baseImage = (text) => {
    const [, image, digest] = /^#\d{1,6} \[[^\]]{1,200}\] FROM ([^\s@]{1,500})@(sha256:[0-9a-f]{64})$/.exec(text.trimEnd()) ?? [];
    return image === undefined || digest === undefined ? undefined : { image, digest };
};
/** `#48 pushing manifest for docker.io/octo/app:1@sha256:… 0.5s done` */
const buildKitPush = (text) => {
    const [, image, digest] = /^#\d{1,6} pushing manifest for ([^\s@]{1,500})@(sha256:[0-9a-f]{64})(?: [\d.]{1,12}s)? done$/.exec(text.trimEnd()) ?? [];
    return image === undefined || digest === undefined ? undefined : { image, digest };
};
/** `1.2: digest: sha256:… size: 1234`, after the line that names the repository. */
const dockerPush = (text, repository) => {
    const [, tag, digest] = /^([\w.-]{1,128}): digest: (sha256:[0-9a-f]{64}) size: \d{1,12}$/.exec(text.trimEnd()) ?? [];
    if (tag === undefined || digest === undefined)
        return undefined;
    return { image: repository === undefined ? undefined : `${repository}:${tag}`, digest };
};
/**
 * The digest that docker/build-push-action names at its end, in `##[group]Digest`. It does so for images that it does not
 * push too, and where docker's own builder made the image it is the image's id and nothing that a registry knows
 * (docker/build-push-action#579): then `##[group]ImageID` has the same.
 */
const createDigestGroups = () => {
    let group;
    let imageId;
    const read = (text) => {
        group = text.startsWith('##[') ? after(text, '##[group]') : group;
        const digest = group === 'ImageID' || group === 'Digest' ? image_lines_digestOf(text) : undefined;
        if (group === 'ImageID')
            imageId = digest ?? imageId;
        return group === 'Digest' && digest !== imageId ? digest : undefined;
    };
    return { read };
};
const doesPush = ({ inputs }) => inputs.get('push') === 'true' || /(?:^|[,\s])push=true(?:[,\s]|$)/.test(inputs.get('outputs') ?? '');
/** `tags` has them in lines or after commas. */
const firstTag = (section) => section.kind === 'action' ? nameOf((section.inputs.get('tags') ?? '').trim().split(/[\s,]/)[0]) : undefined;
const image_lines_digestOf = (text) => text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text.trimEnd()) ? text.trimEnd() : undefined;
const MAX_IMAGE = 512;
const nameOf = (text) => text !== undefined && text !== '' && text.length <= MAX_IMAGE && !/\s/.test(text) ? text : undefined;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-steps.js



/** Begin of each section as a step, with low confidence: steps inside a composite action look the same. */
const createStepReader = () => {
    const steps = [];
    let section;
    let cut = false;
    const read = (line, where) => {
        if (where === section) {
            const last = steps.at(-1);
            if (where.kind === 'plain' &&
                last !== undefined &&
                /^##\[error\]Process completed with exit code \d{1,10}\.$/.test(line.text))
                last.outcome = 'failure';
            return;
        }
        const before = section;
        section = where;
        if (where.kind === 'set-up' || where.kind === 'prepare')
            return;
        // The next lines of its head showed that the action is a script.
        if (before?.kind === 'action' &&
            where.kind === 'plain' &&
            before.time === where.time &&
            before.title === where.title)
            steps.pop();
        if (steps.length >= limits/* LIMITS */.b.steps) {
            cut = true;
            return;
        }
        const startedAt = where.time === undefined ? undefined : toUtc(where.time);
        steps.push({
            name: where.kind === 'post' ? 'Post job cleanup' : (0,redact/* redactThenCut */.F8)(where.title, 1_024),
            ...(where.kind === 'post' ? { stage: 'post' } : {}),
            ...(where.kind === 'action' ? { action: where.uses.uses } : {}),
            ...(startedAt === undefined ? {} : { startedAt }),
            source: 'log',
            confidence: 'low',
        });
    };
    return { read, steps: () => steps, cut: () => cut };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/markers.js
/**
 * Beginnings of the lines that any reader of the log knows, after the time. Everything else is left undecoded: most of a
 * log is output that says nothing to us, and it should cost no more than finding where its line ends.
 */
const BEGINNINGS = [
    // The runner: sections, annotations, commands, fetches.
    ...['##[group]', '##[endgroup]', '##[error]', '##[warning]', '##[notice]', '##[command]', '[command]'],
    ...['Post job cleanup.', 'Download action repository '],
    // @actions/cache and its callers (cache-lines.ts, cache-events.ts).
    ...[
        'Cache ',
        'cache ',
        'Lookup only',
        'Failed to save: ',
        'Sent ',
        'Found cache for key: ',
        'Restored from cache key ',
        'Restored cache entry with key ',
        'Saved cache entry with key ',
        'Gradle User Home cache not found.',
        'Basic caching ',
    ],
    ...['No GitHub Actions cache found for key: ', 'No cache found.', 'uv cache '],
    ...['npm', 'yarn', 'pnpm', 'pip', 'pipenv', 'poetry', 'maven', 'gradle', 'sbt', 'go', 'Dotnet', 'dotnet'].map(name => `${name} cache is not found`),
    // @actions/artifact; `- name (ID: …)` is tested by itself.
    ...['SHA256 ', 'Artifact '],
    // Tools that setup actions set up (tool-lines.ts).
    ...[
        'Found in cache @ ',
        'Successfully set up ',
        'Successfully installed uv ',
        'go version go',
        'Java configuration:',
    ],
    // Images: docker's own words.
    ...['Digest: sha256:', 'Status: Downloaded newer image for ', 'Status: Image is up to date for '],
    ...['The push refers to repository [', 'sha256:'],
    // Build tools; BuildKit and Gradle begin with a number and are tested by themselves.
    ...['INFO: ', 'Cacheable calls:', '  Hits:', 'Compile requests ', 'cache hit (', 'cache miss '],
];
const NUMBERED = [
    '[',
    'CACHED',
    'building with ',
    'importing cache manifest from ',
    'pushing manifest for ',
];
const bytesOf = (text) => Uint8Array.from(text, character => character.charCodeAt(0));
/** By the first two bytes: 0 where no beginning has them, else one more than the place in `BUCKETS`. */
const PAIRS = new Uint8Array(65_536);
const BUCKETS = [];
for (const beginning of BEGINNINGS) {
    const bytes = bytesOf(beginning);
    const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    if (PAIRS[pair] === 0)
        PAIRS[pair] = BUCKETS.push([]);
    BUCKETS[(PAIRS[pair] ?? 0) - 1]?.push(bytes);
}
const NUMBERED_BYTES = NUMBERED.map(bytesOf);
const ACTIONABLE = bytesOf(' actionable task');
const DOWNLOAD = bytesOf('(ID: ');
const [HASH, DASH, CLOSE, SPACE, markers_ESCAPE, LETTER_M] = [0x23, 0x2d, 0x29, 0x20, 0x1b, 0x6d];
const isDigit = (byte) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
/** Whether any reader may know the line that stands in `bytes` from `start` (after its time) to `end`. */
const isMarked = (bytes, start, end) => {
    const first = bytes[start] ?? 0;
    if (first === markers_ESCAPE) {
        const plain = afterColours(bytes, start, end);
        return plain !== start && isMarked(bytes, plain, end);
    }
    const bucket = PAIRS[(first << 8) | (bytes[start + 1] ?? 0)] ?? 0;
    if (bucket !== 0 && hasOne(BUCKETS[bucket - 1] ?? [], bytes, start, end))
        return true;
    if (first === HASH)
        return isDigit(bytes[start + 1]) && isBuildKit(bytes, start, end);
    if (first === DASH)
        return bytes[start + 1] === SPACE && isDownload(bytes, start, end);
    if (isDigit(first) && markers_begins(bytes, afterDigits(bytes, start, end), end, ACTIONABLE))
        return true;
    return isPushed(bytes, start, end);
};
const markers_begins = (bytes, start, end, beginning) => {
    if (end - start < beginning.length)
        return false;
    for (let at = 0; at < beginning.length; at += 1)
        if (bytes[start + at] !== beginning[at])
            return false;
    return true;
};
const hasOne = (beginnings, bytes, start, end) => {
    for (const beginning of beginnings)
        if (markers_begins(bytes, start, end, beginning))
            return true;
    return false;
};
const MAX_DIGITS = 12;
const afterDigits = (bytes, start, end) => {
    let at = start;
    while (at < end && at - start < MAX_DIGITS && isDigit(bytes[at]))
        at += 1;
    return at;
};
/** `#12 CACHED` and the like: moby/buildkit util/progress/progressui/printer.go. */
const isBuildKit = (bytes, start, end) => {
    const at = afterDigits(bytes, start + 1, end);
    return bytes[at] === SPACE && hasOne(NUMBERED_BYTES, bytes, at + 1, end);
};
const markers_MAX_NAME = 1_024;
const isDownload = (bytes, start, end) => {
    const last = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
    if (bytes[last] !== CLOSE)
        return false;
    for (let at = start; at < Math.min(end, start + markers_MAX_NAME); at += 1)
        if (markers_begins(bytes, at, end, DOWNLOAD))
            return true;
    return false;
};
/** `tag: digest: sha256:… size: 1234`, docker's last word of a push: 6 + 64 digits stand before its size. */
const isPushed = (bytes, start, end) => {
    if (end - start < 89 || end - start > 400)
        return false;
    let at = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
    if (!isDigit(bytes[at]))
        return false;
    while (at > start && isDigit(bytes[at]))
        at -= 1;
    return bytes[at] === SPACE && markers_begins(bytes, at - 5, end, SIZE);
};
const SIZE = bytesOf('size: ');
const MAX_COLOURS = 5;
/** Past `ESC[…m`, a few of them. */
const afterColours = (bytes, start, end) => {
    let at = start;
    for (let count = 0; count < MAX_COLOURS && bytes[at] === markers_ESCAPE; count += 1) {
        let to = at + 2;
        while (to < end && to - at < 20 && bytes[to] !== LETTER_M)
            to += 1;
        if (bytes[to] !== LETTER_M)
            return start;
        at = to + 1;
    }
    return bytes[at] === markers_ESCAPE ? start : at;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/scan-lines.js


const NEWLINE = 0x0a;
/**
 * Cuts chunks of bytes into lines and decodes those alone that may matter. Of a line only the beginning is kept, so that
 * memory stays bounded whatever a run prints; bytes that are no UTF-8 become U+FFFD.
 */
const createLineScan = (reader) => {
    /** The beginning of a line whose end is in a chunk to come. */
    const rest = Buffer.alloc(MAX_LINE);
    let restLength = 0;
    let isOpen = false;
    let lines = 0;
    let bytes = 0;
    const line = (buffer, from, to) => {
        lines += 1;
        const end = to - from > MAX_LINE ? from + MAX_LINE : to;
        if (!reader.needsEveryLine() && !isMarked(buffer, textStart(buffer, from, end), end))
            return;
        reader.read(buffer.toString('utf8', from, end), lines);
    };
    const keep = (buffer, from, to) => {
        const kept = Math.min(to - from, MAX_LINE - restLength);
        if (kept > 0)
            buffer.copy(rest, restLength, from, from + kept);
        restLength += Math.max(kept, 0);
        isOpen = true;
    };
    const closeRest = () => {
        line(rest, 0, restLength);
        restLength = 0;
        isOpen = false;
    };
    const write = (chunk) => {
        const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        bytes += buffer.length;
        let from = 0;
        for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, from)) {
            if (isOpen) {
                keep(buffer, from, end);
                closeRest();
            }
            else
                line(buffer, from, end);
            from = end + 1;
        }
        if (from < buffer.length)
            keep(buffer, from, buffer.length);
    };
    const end = (goesOn) => {
        if (isOpen && !goesOn)
            closeRest();
        return { lines, bytes };
    };
    return { write, end };
};
const [MARK, LETTER_T, LETTER_Z, MINUS, scan_lines_SPACE] = [0xef, 0x54, 0x5a, 0x2d, 0x20];
/** Where the text of a line begins: after a byte order mark and a time, `2026-07-29T18:08:10.2373950Z ` in most logs. */
const textStart = (bytes, from, end) => {
    const at = bytes[from] === MARK ? from + 3 : from;
    if (bytes[at + 10] !== LETTER_T || bytes[at + 4] !== MINUS || at + 20 > end)
        return at;
    if (bytes[at + 27] === LETTER_Z && bytes[at + 28] === scan_lines_SPACE)
        return at + 29;
    for (let to = at + 19; to < Math.min(end, at + 30); to += 1)
        if (bytes[to] === LETTER_Z)
            return bytes[to + 1] === scan_lines_SPACE ? to + 2 : to + 1;
    return at;
};

;// CONCATENATED MODULE: ./lib/src/sources/server-line.js

/** The event of a line; undefined for a line that is not known as GitHub's. */
const serverEvent = (text) => {
    if (text.startsWith(STARTING))
        return starting(text.slice(STARTING.length));
    if (WAITING.test(text))
        return { kind: 'waiting' };
    if (text === 'Job is waiting for a hosted runner to come online.')
        return { kind: 'coming-online' };
    if (text.startsWith('Requested labels: ') || text === '##[section]Starting: Request a runner to run this job')
        return { kind: 'requested' };
    if (text.startsWith('All GitHub-hosted runners with label '))
        return { kind: 'busy' };
    if (text.startsWith('Found online and idle '))
        return { kind: 'found', isHosted: !text.includes(' self-hosted ') };
    return OTHERS.some(other => text.startsWith(other)) ? { kind: 'other' } : undefined;
};
/** `pick up`, `pickup` and `pick`; a runner, a Hosted runner, a self-hosted runner, with or without its owner. */
const WAITING = /^Waiting for a (?:\w[\w -]{0,20})?runner (?:in (?:the )?'[^']{0,100}' )?to pick ?(?:up)? ?this job/;
const STARTING = 'Job is about to start running on the ';
/** Who owns the runner stood behind its name until 2024: `(hosted)`, `(repository)`, `(organization)`, `(enterprise)`. */
const OWNER = / \((hosted|repository|organization|enterprise|business|account)\)$/;
const server_line_MAX_NAME = 300;
const starting = (rest) => {
    const isHosted = rest.startsWith('hosted runner: ');
    if (!isHosted && !rest.startsWith('runner: '))
        return undefined;
    const named = rest.slice(rest.indexOf(': ') + 2).trimEnd();
    const owner = OWNER.exec(named)?.[1];
    const runnerName = (0,redact/* redactThenCut */.F8)(owner === undefined ? named : named.slice(0, -owner.length - 3), server_line_MAX_NAME);
    // Larger runners of GitHub are announced as plain runners of the organization (a log of rust-lang-ci/rust shows
    // `windows-latest-8core-32gb_… (organization)`); only a repository's runner is surely somebody's own.
    return { kind: 'starting', runnerName, isHosted: isHosted ? true : owner === 'repository' ? false : undefined };
};
const OTHERS = [
    'Evaluating ',
    'Evaluating: ',
    'Expanded: ',
    'Result: ',
    'Creating job ',
    'Job defined at: ',
    'Reusable workflow chain:',
    '-> ',
    "Can't find any online and idle ",
    '##[section]Starting: Prepare job ',
    '##[section]Finishing: Prepare job ',
    '##[section]Finishing: Request a runner to run this job',
];

;// CONCATENATED MODULE: ./lib/src/sources/job-log/uses.js
/** Leaves room for `Post Run ` in a step's name. */
const uses_MAX_USES = 900;
/** The parts of a `uses:` value; undefined for what is none. */
const parseUses = (text) => {
    const at = text.indexOf('@');
    if (at < 3 || text.length > uses_MAX_USES || /[\s'"]/.test(text))
        return undefined;
    const action = text.slice(0, at);
    const ref = text.slice(at + 1);
    const [owner, repository] = action.split('/');
    if (!owner || !repository || ref === '' || /[^\w./-]/.test(action) || owner.startsWith('.'))
        return undefined;
    return { uses: text, action, ref, package: `${owner}/${repository}@${ref}`.toLowerCase() };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/fetched-actions.js




const PACKAGE = '##[group]Download immutable action package ';
/**
 * Reads `Download action repository 'owner/repo@ref' (SHA:…)`, immutable packages and `Uses: …` (actions/runner
 * src/Runner.Worker/ActionManager.cs, JobExtension.cs). In Set up job nothing of the user's runs, so that its lines are
 * the runner's own; later, fetches for a local action are believed only right before it and not after a script.
 */
const createFetched = () => {
    const actions = new Map();
    const packages = new Set();
    let later = [];
    const doubted = new Map();
    const doubtedPackages = new Set();
    let immutable;
    let dropped = 0;
    const add = (action, line) => {
        packages.add(packageOf(action));
        const name = fetched_actions_nameOf(action);
        if (actions.size < limits/* LIMITS */.b.actions)
            actions.set(name, { action, line: actions.get(name)?.line ?? line });
    };
    const doubt = (one) => {
        const name = fetched_actions_nameOf(one.action);
        if (doubted.has(name) || doubted.size >= limits/* LIMITS */.b.actions)
            return;
        doubted.set(name, one);
        doubtedPackages.add(packageOf(one.action));
    };
    const readImmutable = (line) => {
        const { text } = line;
        const opened = between(text, `${PACKAGE}'`, "'");
        const uses = opened === undefined ? undefined : parseUses(opened);
        if (uses !== undefined)
            immutable = { uses };
        if (immutable === undefined)
            return;
        const digest = after(text, 'Digest: ');
        const sha = after(text, 'Source commit SHA: ');
        if (digest !== undefined && digest.length <= 200)
            immutable.digest = digest;
        if (sha !== undefined && isSha(sha))
            immutable.sha = sha;
        if (text !== '##[endgroup]')
            return;
        const { uses: found, ...rest } = immutable;
        add({ uses: found.action, ref: (0,redact/* redactThenCut */.F8)(found.ref, 512), ...rest, kind: 'immutable-package', source: 'log' }, line);
        immutable = undefined;
    };
    const read = (line, inSetUp) => {
        const { text } = line;
        const fetched = fetched_actions_downloadOf(text);
        if (inSetUp) {
            const workflow = workflowOf(text);
            if (fetched !== undefined)
                add(fetched, line);
            if (workflow !== undefined)
                add(workflow, line);
            readImmutable(line);
            return;
        }
        if (fetched !== undefined)
            later = [...later, { action: fetched, line }].slice(-100);
        else if (text !== 'Prepare all required actions' && text !== 'Getting action download info') {
            dropped += later.length;
            later = [];
        }
    };
    const beforeLocalAction = (believed) => {
        if (believed)
            for (const { action, line } of later)
                add(action, line);
        else {
            for (const one of later)
                doubt(one);
            dropped += later.filter(({ action: { uses, ref } }) => !packages.has(`${uses}@${ref}`.toLowerCase())).length;
        }
        later = [];
    };
    return {
        read,
        beforeLocalAction,
        has: uses => packages.has(uses.package),
        actions: () => [...actions.values()].map(({ action }) => action),
        located: () => [...actions.values()],
        doubted: () => [...doubted].filter(([name]) => !actions.has(name)).map(([, one]) => one),
        isDoubted: uses => doubtedPackages.has(uses.package),
        isWaiting: () => later.length > 0,
        dropped: () => dropped + later.length,
    };
};
const packageOf = ({ uses, ref }) => `${uses.split('/').slice(0, 2).join('/')}@${ref}`.toLowerCase();
const fetched_actions_nameOf = ({ kind, uses, ref }) => `${kind} ${uses}@${ref}`;
const isSha = (text) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
/** Runners of early 2021 (2.277.1) did not name the commit. */
const fetched_actions_downloadOf = (text) => {
    const rest = after(text, "Download action repository '");
    const [, name = '', sha] = /^([^']{1,1500})'(?: \(SHA:([0-9a-f]{40}(?:[0-9a-f]{24})?)\))?$/.exec(rest ?? '') ?? [];
    const uses = parseUses(name);
    if (uses === undefined || uses.ref.length > 512)
        return undefined;
    return { uses: uses.action, ref: uses.ref, ...(sha === undefined ? {} : { sha }), kind: 'action', source: 'log' };
};
/** `Uses: owner/repo/.github/workflows/x.yml@ref (sha)`, or with the commit as ref. */
const workflowOf = (text) => {
    const [name = '', given] = (after(text, 'Uses: ') ?? '').split(' (');
    const uses = parseUses(name);
    if (uses === undefined || uses.ref.length > 512)
        return undefined;
    const sha = given?.endsWith(')') === true ? given.slice(0, -1) : uses.ref;
    return {
        uses: uses.action,
        ref: uses.ref,
        ...(isSha(sha) ? { sha } : {}),
        kind: 'reusable-workflow',
        source: 'log',
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/section.js





const section_HEAD = '##[group]Run ';
const section_POST = 'Post job cleanup.';
const SET_UP_END = 'Complete job name: ';
/** Reads the sections of one log, line by line. */
const createSections = (options) => {
    const fetched = createFetched();
    const inScript = scriptTimes(options.steps);
    let section = { kind: options.fromStart ? 'set-up' : 'prepare' };
    let hasSetUp = options.fromStart;
    let started = false;
    let head = false;
    /** Whether the lines of the head have times: then one without is a further line of what stands above it. */
    let timedHead = false;
    let disbelieved = 0;
    let inputs;
    /** Whether the lines before a head come from an action or the runner, not from a script. */
    const isAfterAction = (time) => {
        const script = time === undefined ? undefined : inScript(time);
        return script === false || (script === undefined && (section.kind === 'action' || section.kind === 'prepare'));
    };
    const begin = (title, line) => {
        head = true;
        timedHead = line.time !== undefined;
        inputs = undefined;
        const uses = parseUses(title);
        const plain = { kind: 'plain', title: `Run ${title}`, time: line.time };
        if (title.startsWith('./'))
            fetched.beforeLocalAction(isAfterAction(line.time));
        if (uses === undefined)
            return plain;
        const believed = line.time !== undefined && (!hasSetUp || fetched.has(uses)) && inScript(line.time) !== true;
        if (!believed)
            disbelieved += 1;
        const isDoubted = line.time !== undefined && fetched.isDoubted(uses) && inScript(line.time) !== true;
        if (!believed && !isDoubted)
            return plain;
        inputs = createInputs();
        const action = { kind: 'action', uses, title: plain.title, time: line.time, inputs: inputs.values };
        return believed ? action : { ...plain, mayBe: action };
    };
    const next = (line) => {
        const { text } = line;
        if (!started && text !== '') {
            started = true;
            hasSetUp &&= isFirstLine(text);
            if (!hasSetUp)
                section = { kind: 'prepare' };
        }
        if (head && timedHead && line.time === undefined) {
            // An input's value can be what a stranger wrote, such as the body of a pull request.
            inputs?.goOn(text);
            return section;
        }
        const title = after(text, section_HEAD);
        if (title !== undefined) {
            section = begin(title, line);
            return section;
        }
        if (text === section_POST && line.time !== undefined) {
            head = false;
            section =
                inScript(line.time) === true
                    ? { kind: 'plain', title: section_POST, time: line.time }
                    : { kind: 'post', time: line.time };
            return section;
        }
        if (head) {
            if (text === '##[endgroup]')
                head = false;
            // A script shows its lines in colour and then its shell; an action has neither.
            else if (actionOf(section) !== undefined && isScriptHead(text)) {
                section = withoutAction(section);
            }
            else
                inputs?.read(text);
            return section;
        }
        fetched.read(line, section.kind === 'set-up');
        if (section.kind === 'set-up' && text.startsWith(SET_UP_END)) {
            const last = section;
            section = { kind: 'prepare' };
            return last;
        }
        return section;
    };
    const needsEveryLine = () => section.kind === 'set-up' || (head && actionOf(section) !== undefined) || fetched.isWaiting();
    return { next, inHead: () => head, needsEveryLine, fetched, disbelieved: () => disbelieved, hasSetUp: () => hasSetUp };
};
/** The action that a section is or may be. */
const actionOf = (section) => section.kind === 'action' ? section : section.kind === 'plain' ? section.mayBe : undefined;
const withoutAction = (section) => section.kind === 'action' || section.kind === 'plain'
    ? { kind: 'plain', title: section.title, time: section.time }
    : section;
/** No step follows a post, save for scripts of the machine's own hooks, which are named by a quoted path. */
const isStepAfterPosts = (section) => section.kind === 'action' || (section.kind === 'plain' && !section.title.startsWith("Run '"));
/** Log texts begin with the runner's version, or with lines of the server before it. */
const isFirstLine = (text) => /^(?:Current runner version: |Evaluating |Job defined at: |Waiting for a runner |Job is )/.test(text) ||
    (serverEvent(text)?.kind ?? 'other') !== 'other';
const isScriptHead = (text) => text.startsWith('\u001b[36;1m') || text.startsWith('shell: ');
const MAX_INPUTS = 100;
/** The `with:` block: `  name: value`, where further lines of a value stand as they are. */
const createInputs = () => {
    const values = new Map();
    let block = '';
    let last;
    const read = (text) => {
        if (text === 'with:' || text === 'env:') {
            block = text;
            last = undefined;
            return;
        }
        if (block !== 'with:')
            return;
        const [, name, value = ''] = /^ {2}([\w-]{1,100}): ?(.*)$/.exec(text) ?? [];
        if (name !== undefined && values.size < MAX_INPUTS) {
            last = name;
            values.set(name, value);
        }
        else
            goOn(text);
    };
    const goOn = (text) => {
        if (last === undefined)
            return;
        const soFar = values.get(last) ?? '';
        if (soFar.length < 8_192)
            values.set(last, `${soFar}\n${text}`);
    };
    return { values, read, goOn };
};

;// CONCATENATED MODULE: ./lib/src/sources/permission-names.js
/** A permission is at most this many characters in the manifest. */
const permission_names_MAX_NAME = 60;
/**
 * `PullRequests`, as the runner names it in its log and job message, is `pull-requests` in workflow files; undefined for
 * what is no such word. The runner gives no level but read and write (a permission at `none` is not named).
 */
const permissionKey = (name) => name.length <= permission_names_MAX_NAME / 2 && /^[A-Za-z]+$/.test(name)
    ? name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`).replace(/^-/, '')
    : undefined;
const isPermission = (level) => level === 'read' || level === 'write' || level === 'none';

;// CONCATENATED MODULE: ./lib/src/sources/job-log/set-up-facts.js


/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). To be given its lines only: after it, a script
 * can print the same. The first of two equal lines counts.
 */
const createSetUpReader = () => {
    const texts = new Map();
    const permissions = new Map();
    const lines = new Map();
    let current;
    let group = '';
    let sawPermissions = false;
    let cacheMode;
    const keep = (field, value, max) => {
        if (value === undefined || value === '' || value.length > max || texts.has(field))
            return;
        texts.set(field, value);
        if (current !== undefined)
            lines.set(field, current);
    };
    const read = (line) => {
        const { text } = line;
        current = line;
        const opened = after(text, '##[group]');
        if (opened !== undefined)
            group = opened;
        if (text === '##[endgroup]')
            group = '';
        if (!sawPermissions && group === 'GITHUB_TOKEN Permissions')
            lines.set('permissions', line);
        sawPermissions ||= group === 'GITHUB_TOKEN Permissions';
        keep('runnerVersion', between(text, "Current runner version: '", "'"), 40);
        keep('runnerName', between(text, "Runner name: '", "'"), 1_024);
        keep('runnerGroup', between(text, "Runner group name: '", "'"), 1_024);
        if (group !== ' Inputs')
            keep('displayName', after(text, 'Complete job name: '), 1_024);
        // The provisioner's group has a `Version:` line too.
        if (group === 'Runner Image')
            keep('imageName', after(text, 'Image: '), 200);
        if (group === 'Runner Image')
            keep('imageVersion', after(text, 'Version: '), 200);
        // The title in logs of 2021.
        if (group === 'Virtual Environment')
            keep('imageName', after(text, 'Environment: '), 200);
        if (group === 'Virtual Environment')
            keep('imageVersion', after(text, 'Version: '), 200);
        if (group === 'VM Image')
            keep('imageName', after(text, '- Name: '), 200);
        if (group === 'VM Image')
            keep('imageVersion', after(text, '- Version: '), 200);
        if (group === 'GITHUB_TOKEN Permissions')
            readPermission(text);
        const mode = group === '' ? after(text, 'Cache mode: ') : undefined;
        if (mode !== undefined && cacheMode === undefined)
            lines.set('cacheMode', line);
        if (mode !== undefined)
            cacheMode ??= toCacheMode(mode);
    };
    const readPermission = (text) => {
        const [name = '', level] = text.split(': ');
        const key = permissionKey(name);
        if (key !== undefined && isPermission(level) && permissions.size < 100)
            permissions.set(key, level);
    };
    const facts = () => ({
        ...Object.fromEntries([...texts].map(([field, value]) => [field, { value, source: 'log' }])),
        ...(sawPermissions ? { permissions: { value: Object.fromEntries(permissions), source: 'log' } } : {}),
        ...(cacheMode === undefined ? {} : { cacheMode: { value: cacheMode, source: 'log' } }),
    });
    return { read, facts, lineOf: field => lines.get(field) };
};
const toCacheMode = (text) => {
    switch (text) {
        case 'none':
        case 'read':
        case 'write':
        case 'write-only':
            return text;
        default:
            return 'other';
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/tool-lines.js


/**
 * Exact versions that the setup actions say they set up: actions/setup-node (src/util.ts), setup-python
 * (src/setup-python.ts), setup-go (src/main.ts), setup-java (src/setup-java.ts) and
 * astral-sh/setup-uv (src/setup-uv.ts). To be given the output of actions.
 */
const createToolReader = () => {
    const tools = new Map();
    let section;
    /** The title over the lines that follow: they name versions of that alone. */
    let block = '';
    let blockLines = 0;
    let cut = false;
    const read = (line, where) => {
        const { text } = line;
        if (where !== section)
            block = '';
        section = where;
        const opened = blockOf(text);
        blockLines = opened === undefined ? blockLines + 1 : 0;
        block = opened ?? (blockLines > MAX_BLOCK ? '' : block);
        const tool = cachedTool(text) ?? saidTool(text) ?? blockTool(block, text);
        if (tool === undefined)
            return;
        const name = `${tool.name} ${tool.version}`;
        if (tools.has(name))
            return;
        if (tools.size < limits/* LIMITS */.b.tools)
            tools.set(name, { tool, line, section: where });
        else
            cut = true;
    };
    return { read, needsEveryLine: () => block !== '', located: () => [...tools.values()], cut: () => cut };
};
const NODE_BLOCK = '##[group]Environment details';
const JAVA_BLOCK = 'Java configuration:';
/** The blocks have three lines. */
const MAX_BLOCK = 10;
const blockOf = (text) => {
    if (text === NODE_BLOCK || text === JAVA_BLOCK)
        return text;
    return text === '' || text.startsWith('##[') ? '' : undefined;
};
/** `Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64`: `<tool>/<version>/<arch>` of the tool cache. */
const cachedTool = (text) => {
    const [arch = '', version = '', name = ''] = after(text, 'Found in cache @ ')?.split(/[/\\]/).reverse() ?? [];
    return /^[\w-]{1,40}$/.test(arch) ? toolOf(name.toLowerCase(), version, arch) : undefined;
};
const saidTool = (text) => {
    const uv = after(text, 'Successfully installed uv version ');
    if (uv !== undefined)
        return toolOf('uv', uv);
    // What is used. `Successfully set up Go version 1.23` names what was asked for.
    const [, go = '', platform] = /^go version go(\S{1,100}) [a-z0-9]{1,20}\/([a-z0-9]{1,20})$/.exec(text) ?? [];
    if (platform !== undefined)
        return toolOf('go', go, platform);
    const graal = after(text, 'Successfully set up GraalPy ');
    if (graal !== undefined)
        return toolOf('graalpy', graal);
    const python = between(text, 'Successfully set up ', ')');
    // `CPython (3.12.7)`, `PyPy 7.3.17 with Python (3.10.14)`.
    const [, name = '', own, version = ''] = /^(\w{1,20})(?: (\S{1,40}) with Python)? \((\S{1,60})$/.exec(python ?? '') ?? [];
    if (python === undefined || !/^(?:CPython|PyPy)$/.test(name))
        return undefined;
    return own === undefined ? toolOf('python', version) : toolOf(name.toLowerCase(), own);
};
/** `node: v22.11.0`, `npm: 10.9.0`, `yarn: 1.22.22`; `  Version: 21.0.5+11`. An absent tool has no version. */
const blockTool = (block, text) => {
    if (block === JAVA_BLOCK)
        return toolOf('java', after(text, '  Version: ') ?? '');
    if (block !== NODE_BLOCK)
        return undefined;
    const [, name = '', version = ''] = /^(node|npm|yarn): v?(\S{1,100})$/.exec(text) ?? [];
    return toolOf(name, version);
};
const toolOf = (name, version, arch) => /^[\w.+-]{1,40}$/.test(name) && /^\d[\w.+-]{0,99}$/.test(version)
    ? { name, version, ...(arch === undefined ? {} : { arch }) }
    : undefined;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/read-log.js














/**
 * One pass over the bytes of a job's log, memory bounded; lines that no reader knows are only counted. Whoever asks a log
 * asks here, so that the recorder, the report and the command line say the same of it.
 */
const readLog = async (chunks, options = {}) => {
    const { read, needsEveryLine, ...rest } = createLogReader(options);
    const scan = createLineScan({ read, needsEveryLine });
    for await (const chunk of chunks)
        scan.write(chunk);
    // The last line of a whole log may have no end of its own.
    return { ...rest, ...scan.end(options.goesOn ?? false) };
};
const createLogReader = ({ fromStart = true, steps = [] }) => {
    const sections = createSections({ fromStart, steps });
    const belief = createBelief(steps);
    const readers = createReaders();
    let last;
    let hasPost = false;
    const read = (raw, number) => {
        const line = parseLogLine(raw, number);
        const section = sections.next(line);
        if (section !== last) {
            // Looked for only where a post was: a log may have millions of heads.
            if (hasPost && isStepAfterPosts(section)) {
                readers.droppedPosts += dropPosts(readers);
                hasPost = false;
            }
            hasPost ||= section.kind === 'post';
            belief.begin(section);
            readers.heads.begin(line, section);
            last = section;
        }
        readers.steps.read(line, section);
        if (!sections.inHead())
            readLine(readers, line, section);
    };
    const needsEveryLine = () => sections.needsEveryLine() || readers.tools.needsEveryLine();
    return { read, needsEveryLine, readers, sections, belief };
};
const createReaders = () => ({
    setUp: createSetUpReader(),
    containers: createContainerReader(),
    heads: createHeadReader(),
    steps: createStepReader(),
    caches: createCacheReader(),
    artifacts: createArtifactReader(),
    // Apart, so that they change nothing of what is believed.
    doubtedCaches: createCacheReader(),
    doubtedArtifacts: createArtifactReader(),
    buildCaches: createBuildCacheReader(),
    images: createImageReader(),
    tools: createToolReader(),
    failures: createFailureReader(),
    droppedPosts: 0,
});
const dropPosts = ({ caches, artifacts, buildCaches }) => caches.dropPosts() + artifacts.dropPosts() + buildCaches.dropPosts();
const readLine = (readers, line, section) => {
    readers.failures.read(line, section);
    switch (section.kind) {
        case 'set-up':
            readers.setUp.read(line);
            break;
        case 'prepare':
            readers.containers.read(line);
            break;
        case 'action':
        case 'post':
            readers.caches.read(line, section);
            readers.artifacts.read(line, section);
            readers.buildCaches.read(line, section);
            // No post step pushes an image, and any script can print "Post job cleanup".
            if (section.kind === 'post')
                break;
            readers.images.read(line, section);
            readers.tools.read(line, section);
            break;
        case 'plain':
            if (section.mayBe !== undefined) {
                readers.doubtedCaches.read(line, section.mayBe);
                readers.doubtedArtifacts.read(line, section.mayBe);
            }
            // Commands of the runner: no tool writes them.
            if (line.text.startsWith('##['))
                break;
            readers.buildCaches.read(line, section);
            readers.images.read(line, section);
            break;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/read-job-log.js



/**
 * Facts of a job's log, as REST serves it or as the runner keeps it, in the shape of the manifest: what Set up job says of
 * runner, image, permissions and actions, and what actions and posts say of caches, artifacts and containers. What a
 * script prints is believed of none of these; of builds and images it is believed little.
 */
const readJobLog = async (chunks, options = {}) => {
    const { readers, sections, belief } = await readLog(chunks, options);
    const { setUp, caches, artifacts, containers, steps, buildCaches, images, tools, droppedPosts } = readers;
    return {
        facts: {
            ...setUp.facts(),
            actions: sections.fetched.actions(),
            caches: caches.operations(),
            buildCaches: buildCachesOf(buildCaches.located(), belief),
            artifacts: artifacts.artifacts(),
            downloads: artifacts.downloads(),
            containers: containers.containers(),
            pulls: pullsOf(images.located(), belief),
            pushes: pushesOf(images.located(), belief),
            tools: manifest_facts_toolsOf(tools.located(), belief),
            steps: steps.steps(),
        },
        gaps: gapsOfLog({ caches, artifacts, steps, buildCaches, pushes: images, tools, droppedPosts }, sections),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-page.js








/**
 * Facts of the running job's own log: `<root>/_diag/pages/<timeline>_<backendJobId>_<n>.log`, where the runner writes
 * every line of the job (actions/runner src/Runner.Common/Logging.cs). A page of 8 MB is rolled away when the next one
 * begins, and the last few KB of the newest are not on disk yet. `options.steps` are the steps of the worker's log.
 */
const readJobPage = async (root, backendJobId, options = {}) => {
    const pages = await pagesOf(`${root}/_diag/pages`, backendJobId);
    if (pages.kind === 'unread')
        return { facts: NOTHING, gaps: [job_page_gap('log', pages.reason)] };
    const state = { rest: limits/* LIMITS */.b.jobLogTail, failure: undefined };
    const fromStart = pages.first === 1;
    const services = createDependencyLines(options.steps);
    const chunks = shown(job_page_bytesOf(pages.paths, state), services.read);
    const learned = await readJobLog(chunks, { ...options, fromStart, goesOn: true });
    return {
        facts: { ...learned.facts, services: services.uses() },
        gaps: [
            ...learned.gaps,
            ...(fromStart ? [] : [job_page_gap('log', 'not-provided', 'the first pages of the log were rolled away')]),
            ...(state.failure === undefined ? [] : [job_page_gap('log', state.failure)]),
        ],
    };
};
/** The same chunks, and each of their lines to a second reader on the way: the pages are read once. */
async function* shown(chunks, read) {
    const scan = createLineScan({ read, needsEveryLine: () => true });
    for await (const chunk of chunks) {
        scan.write(chunk);
        yield chunk;
    }
    scan.end(true);
}
/** Of a job whose log could not be read. */
const NOTHING = {
    actions: [],
    caches: [],
    buildCaches: [],
    artifacts: [],
    downloads: [],
    containers: [],
    pulls: [],
    pushes: [],
    tools: [],
    steps: [],
    services: [],
};
const MAX_PAGES = 100;
const pagesOf = async (folder, backendJobId) => {
    try {
        const pages = (await (0,promises_.readdir)(folder))
            .flatMap(name => {
            const [, timeline, job, number] = /^([\w-]{1,64})_([\w-]{1,64})_(\d{1,6})\.log$/.exec(name) ?? [];
            if (timeline === undefined || number === undefined || job !== backendJobId)
                return [];
            return [{ path: `${folder}/${name}`, number: Number(number) }];
        })
            .sort((a, b) => a.number - b.number)
            .slice(0, MAX_PAGES);
        const [first] = pages;
        if (first === undefined)
            return { kind: 'unread', reason: 'not-found' };
        return { kind: 'pages', paths: pages.map(({ path }) => path), first: first.number };
    }
    catch (error) {
        return { kind: 'unread', reason: (0,runner_file/* reasonOf */.A3)(error) };
    }
};
/**
 * Bytes of the pages in order, until the cap; only regular files, and never waiting for a pipe. One buffer is used again:
 * the reader is done with a chunk before it asks for the next.
 */
async function* job_page_bytesOf(paths, state) {
    const buffer = Buffer.allocUnsafe(262_144);
    for (const path of paths) {
        try {
            const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
            try {
                if (!(await file.stat()).isFile()) {
                    state.failure = 'not-readable';
                    continue;
                }
                while (true) {
                    const { bytesRead } = await file.read(buffer, 0, buffer.length);
                    if (bytesRead === 0)
                        break;
                    if (bytesRead > state.rest) {
                        state.failure = 'too-large';
                        return;
                    }
                    state.rest -= bytesRead;
                    yield buffer.subarray(0, bytesRead);
                }
            }
            finally {
                await file.close();
            }
        }
        catch (error) {
            state.failure = (0,runner_file/* reasonOf */.A3)(error);
        }
    }
}
const job_page_gap = gapFrom('log');

;// CONCATENATED MODULE: ./lib/src/sources/matrix.js




const MAX_CONTEXT = 1_048_576;
const MAX_KEYS = 100;
/**
 * The matrix leg out of `toJSON(matrix)` (`null` without a matrix). Strings are cut at LIMITS.matrixString UTF-8 bytes;
 * lists and objects are left out; both are gaps, as is a context that cannot be read. `record` false leaves all of it out.
 */
const readMatrix = (json, record) => {
    if (json.trim() === '' || json.trim() === 'null')
        return { facts: {}, gaps: [] };
    if (!record)
        return { facts: {}, gaps: [matrix_gap('job.matrix', 'not-asked')] };
    if (json.length > MAX_CONTEXT)
        return { facts: {}, gaps: [matrix_gap('job.matrix', 'too-large')] };
    const raw = (0,runner_file/* parseJson */.qF)(json);
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
        return { facts: {}, gaps: [matrix_gap('job.matrix', 'malformed')] };
    const entries = Object.entries(raw);
    const flat = flatEntries(raw);
    const scalars = flat.slice(0, MAX_KEYS);
    const value = scalarsOf(raw);
    const isCut = scalars.some(([, leg]) => cut(leg) !== leg);
    return {
        facts: { matrix: { value, source: 'runner' } },
        gaps: [
            ...(isCut ? [matrix_gap('job.matrix.values', 'too-large')] : []),
            ...(scalars.length < flat.length ? [matrix_gap('job.matrix.keys', 'too-large')] : []),
            ...(flat.length < entries.length ? [matrix_gap('job.matrix.nested', 'not-applicable')] : []),
        ],
    };
};
/** The values of a leg that a manifest can carry. */
const scalarsOf = (leg) => Object.fromEntries(flatEntries(leg)
    .slice(0, MAX_KEYS)
    .map(([key, value]) => [(0,redact/* redactThenCut */.F8)(key, 256), cut(value)]));
const flatEntries = (leg) => Object.entries(leg).filter((entry) => isScalar(entry[1]));
/** Place of this leg among the legs, out of `toJSON(strategy)`: `job-index` and `job-total`. */
const readStrategy = (json) => {
    const raw = json.length > MAX_CONTEXT ? undefined : (0,runner_file/* parseJson */.qF)(json);
    if (typeof raw !== 'object' || raw === null)
        return { facts: {}, gaps: [] };
    const [index, total] = [countOf(raw, 'job-index'), countOf(raw, 'job-total')];
    if (index === undefined && total === undefined)
        return { facts: {}, gaps: [] };
    const value = { ...(index === undefined ? {} : { index }), ...(total === undefined ? {} : { total }) };
    return { facts: { strategy: { value, source: 'runner' } }, gaps: [] };
};
const isScalar = (value) => value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
/** Bytes, not characters: one character of four bytes must not carry a string past the cap, nor be cut in two. */
const cut = (value) => {
    if (typeof value !== 'string')
        return value;
    const bytes = new TextEncoder().encodeInto(value, new Uint8Array(limits/* LIMITS */.b.matrixString));
    return value.slice(0, bytes.read);
};
const countOf = (raw, key) => {
    const value = raw[key];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
};
const matrix_gap = gapFrom('runner');

// EXTERNAL MODULE: ./lib/src/sources/results-call.js
var results_call = __webpack_require__(18798);
;// CONCATENATED MODULE: ./lib/src/sources/results-service.js








/** Artifacts in one listing at most; the toolkit's own client stops at 1 000. */
const MAX_LISTED = 10_000;
const int64 = schemas/* union */.KCZ([schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/)), schemas/* int */.Whr().check(api/* _gte */.qm(0))]);
const listedArtifact = schemas/* object */.Ikc({
    workflow_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    workflow_job_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    database_id: int64,
    name: schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(512)),
    size: schemas/* optional */.lqM(int64),
    created_at: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(60)))),
    digest: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)))),
});
/**
 * All artifacts of the run, newest attempt's or not: the name tells. Entries that cannot be read are left out and
 * counted in a gap; so is a failed call. Source: ArtifactService.ListArtifacts.
 */
const listArtifacts = (service, deadlineMs) => readListing(askForArtifacts(service, deadlineMs));
/** The artifacts of a listing that was asked for. */
const readListing = async (asked) => {
    try {
        const answer = await asked;
        const items = (0,results_call/* isRecord */.u4)(answer) && Array.isArray(answer['artifacts']) ? answer['artifacts'] : [];
        const read = items.slice(0, MAX_LISTED).map(readListed);
        const facts = read.filter(item => item !== undefined);
        return { facts, gaps: listingGaps(items.length, read.length, facts.length) };
    }
    catch (error) {
        return { facts: [], gaps: [gap_of_gapOf('artifacts', 'results', error)] };
    }
};
const listingGaps = (listed, looked, read) => [
    ...(listed > looked
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'too-large',
                detail: `${listed} listed, ${looked} read`,
            },
        ]
        : []),
    ...(looked > read
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'malformed',
                detail: `${looked - read} entries dropped`,
            },
        ]
        : []),
];
const readListed = (item) => {
    const parsed = parse/* safeParse */.xL(listedArtifact, (0,results_call/* snakeKeys */.Hm)(item));
    if (!parsed.success)
        return undefined;
    const { data } = parsed;
    const digest = parse/* safeParse */.xL(sha256Digest, data.digest);
    const createdAt = toUtc(data.created_at ?? '');
    return {
        name: data.name,
        id: String(data.database_id),
        sizeBytes: Number(data.size ?? 0),
        ...(digest.success ? { digest: digest.data } : {}),
        ...(createdAt === undefined ? {} : { createdAt }),
        backendRunId: data.workflow_run_backend_id,
        backendJobId: data.workflow_job_run_backend_id,
    };
};
/**
 * The bytes of an artifact, at most LIMITS.artifactZip.
 * @throws TraceError HTTP, DEADLINE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const fetchArtifactZip = async (service, artifact, deadlineMs) => {
    if (artifact.sizeBytes > LIMITS.artifactZip)
        throw new TraceError('TOO_LARGE', `artifact of ${artifact.sizeBytes} bytes, limit ${LIMITS.artifactZip}`);
    const end = Date.now() + deadlineMs;
    const answer = await callTwirp(service, 'GetSignedArtifactURL', results_service_named(artifact), deadlineMs);
    const url = stringField(answer, 'signed_url');
    const what = 'download of an artifact';
    // The signed URL carries its own credential: the bearer must not go to the blob store.
    const blob = await exchange(what, url, {}, { deadlineMs: end - Date.now(), maxBytes: LIMITS.artifactZip });
    if (blob.status !== 200)
        throw new TraceError('HTTP', `${what}: HTTP ${blob.status}`);
    return blob.body;
};
/**
 * Deletes one artifact by the ids under which it was listed. Source: ArtifactService.DeleteArtifact.
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
const deleteListedArtifact = async (service, artifact, deadlineMs) => {
    const answer = await callTwirp(service, 'DeleteArtifact', results_service_named(artifact), deadlineMs);
    if (!isRecord(answer) || answer['ok'] !== true)
        throw new TraceError('HTTP', 'the results service refused to delete');
};
const results_service_named = (artifact) => ({ ...backendIds(artifact), name: artifact.name });
const stringField = (answer, field) => {
    const value = isRecord(answer) ? answer[field] : undefined;
    if (typeof value !== 'string')
        throw new TraceError('SCHEMA_MISMATCH', `the answer has no ${field}`);
    return value;
};

;// CONCATENATED MODULE: ./lib/src/sources/runner-config.js


const MAX_CONFIG = 65_536;
/**
 * Group and name of the runner out of `<root>/.runner`: PoolName is the runner's group (actions/runner
 * src/Runner.Common/ConfigurationStore.cs). Windows writes it with a byte order mark, and key case differs over
 * versions. No other key is looked at, and the files with credentials beside it are never opened.
 */
const readRunnerConfig = async (root) => {
    const file = await (0,runner_file/* readRunnerFile */.Lh)(`${root}/.runner`, MAX_CONFIG);
    if (file.kind === 'unread')
        return { facts: {}, gaps: [runner_config_gap('runner.group', file.reason)] };
    const config = (0,runner_file/* parseJson */.qF)(file.text);
    if (typeof config !== 'object' || config === null || Array.isArray(config))
        return { facts: {}, gaps: [runner_config_gap('runner.group', 'malformed')] };
    const group = textAt(config, 'poolname');
    const name = textAt(config, 'agentname');
    return {
        facts: {
            ...(group === undefined ? {} : { group: { value: group, source: 'runner' } }),
            ...(name === undefined ? {} : { name: { value: name, source: 'runner' } }),
        },
        gaps: group === undefined ? [runner_config_gap('runner.group', 'not-provided')] : [],
    };
};
const textAt = (config, lowerCaseKey) => {
    const value = Object.entries(config).find(([key]) => key.toLowerCase() === lowerCaseKey)?.[1];
    return typeof value === 'string' && value !== '' && value.length <= 1_024 ? value : undefined;
};
const runner_config_gap = gapFrom('runner');

;// CONCATENATED MODULE: ./lib/src/sources/runner-context.js




/** An empty or odd member is an absent one; it does not take its neighbours with it. */
const runner_context_short = schemas/* catch */.MfU(schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(1_024))), undefined);
const runnerContext = schemas/* object */.Ikc({ name: runner_context_short, environment: runner_context_short, os: runner_context_short, arch: runner_context_short });
const jobContext = schemas/* object */.Ikc({
    workflow_ref: runner_context_short,
    workflow_sha: schemas/* catch */.MfU(schemas/* optional */.lqM(commitSha), undefined),
    // Both are there once asked for, also empty (actions/runner src/Runner.Worker/JobContext.cs).
    container: schemas/* catch */.MfU(schemas/* optional */.lqM(schemas/* object */.Ikc({ id: runner_context_short })), undefined),
    services: schemas/* catch */.MfU(schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())), undefined),
});
const runner_context_MAX_CONTEXT = 1_048_576;
/**
 * What the runner says of itself: the runner and job contexts as input defaults evaluated them, RUNNER_* where a context
 * is empty. The runner sets RUNNER_* after the workflow's `env:` (actions/runner src/Runner.Worker/RunnerContext.cs).
 * ImageOS and ImageVersion are variables of the machine that a workflow can override, and ACTIONS_CACHE_MODE can be set
 * by one on runners older than v2.336.0: these carry low confidence.
 */
const readRunnerContext = (environment, runnerJson, jobJson) => {
    const runner = read(runnerContext, runnerJson);
    const job = read(jobContext, jobJson);
    const kind = runner.environment ?? environment['RUNNER_ENVIRONMENT'];
    const mode = environment['ACTIONS_CACHE_MODE'];
    return {
        facts: {
            ...runner_context_named('name', runner.name ?? environment['RUNNER_NAME']),
            ...(kind === undefined || kind === ''
                ? {}
                : {
                    environment: {
                        value: kind === 'github-hosted' || kind === 'self-hosted' ? kind : 'other',
                        source: 'runner',
                    },
                }),
            ...runner_context_named('os', runner.os?.slice(0, 40) ?? environment['RUNNER_OS']?.slice(0, 40)),
            ...runner_context_named('arch', runner.arch?.slice(0, 40) ?? environment['RUNNER_ARCH']?.slice(0, 40)),
            ...claimed('imageName', environment['ImageOS']),
            ...claimed('imageVersion', environment['ImageVersion']),
            ...(mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only'
                ? { cacheMode: { value: mode, source: 'runner', confidence: 'low' } }
                : {}),
            ...runner_context_named('jobWorkflowRef', job.workflow_ref),
            ...runner_context_named('jobWorkflowSha', job.workflow_sha),
            ...startedFor(job),
        },
        gaps: [],
    };
};
const startedFor = ({ container, services, }) => {
    const started = { job: container?.id !== undefined, services: Object.keys(services ?? {}).length };
    return started.job || started.services > 0 ? { started } : {};
};
const read = (schema, json) => {
    const parsed = parse/* safeParse */.xL(schema, json.length > runner_context_MAX_CONTEXT ? undefined : (0,runner_file/* parseJson */.qF)(json));
    return parsed.success ? parsed.data : {};
};
const runner_context_named = (key, value) => (value === undefined || value === '' ? {} : { [key]: { value: (0,redact/* redactThenCut */.F8)(value, 1_024), source: 'runner' } });
const claimed = (key, value) => (value === undefined || value === ''
    ? {}
    : { [key]: { value: (0,redact/* redactThenCut */.F8)(value, 200), source: 'runner', confidence: 'low' } });

;// CONCATENATED MODULE: ./lib/src/sources/runner-root.js

/**
 * Folders that may be the runner's root, likeliest first. `argv0` and `execPath` are
 * `<root>/externals/node24/bin/node` (actions/runner src/Runner.Worker/Handlers/NodeScriptActionHandler.cs); argv0 comes
 * first since execPath has symbolic links resolved. RUNNER_TEMP is `<root>/_work/_temp` unless the work folder was moved
 * (src/Runner.Common/HostContext.cs). The rest are layouts seen on machines (DataDog/datadog-ci
 * packages/base/src/helpers/ci.ts); below `cached` a folder per version holds the root since v2.334.0.
 */
const runnerRootCandidates = (input) => {
    const own = [rootOfNode(input.argv0), rootOfNode(input.execPath), above(input.runnerTemp, 2)];
    const home = input.home === undefined || input.home === '' ? [] : [input.home];
    const places = [...home, '/home/runner', '/opt', '/Users/runner', 'C:', 'D:'].map(place => `${place}/actions-runner`);
    const known = [...home, '/home/runner', '/runner', ...places.flatMap(place => [`${place}/cached`, place])];
    return [...new Set([...own.filter(path => path !== undefined), ...known])];
};
/** `/`, or a path of Windows with either separator; never a relative path (argv0 may be plain `node`). */
const isAbsolute = (path) => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
const rootOfNode = (node) => {
    const folders = node.split(/[\\/]/);
    // Windows: externals\node24\bin\node.exe; others: externals/node24/bin/node.
    return folders.at(-4) === 'externals' ? above(node, 4) : undefined;
};
const above = (path, levels) => {
    if (path === undefined || !isAbsolute(path))
        return undefined;
    let end = path.length;
    for (let level = 0; level < levels; level += 1)
        end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1));
    return end > 0 ? path.slice(0, end) : undefined;
};
/** At most so many folders of versions are looked at below one `cached`. */
const MAX_VERSIONS = 50;
/** The first candidate that holds `_diag`, or holds a folder of a version that does (the newest such). */
const findRunnerRoot = async (candidates) => {
    for (const candidate of candidates) {
        if (await isFolder(`${candidate}/_diag`))
            return candidate;
        if (!/[\\/]cached$/.test(candidate))
            continue;
        for (const version of await versionsIn(candidate))
            if (await isFolder(`${candidate}/${version}/_diag`))
                return `${candidate}/${version}`;
    }
    return undefined;
};
const isFolder = async (path) => {
    try {
        return (await (0,promises_.stat)(path)).isDirectory();
    }
    catch {
        return false;
    }
};
const versionsIn = async (folder) => {
    try {
        const names = (await (0,promises_.readdir)(folder)).filter(name => /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(name));
        return names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).slice(0, MAX_VERSIONS);
    }
    catch {
        return [];
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/setup-info.js





const setupInfo = schemas/* array */.YOg(schemas/* object */.Ikc({ group: schemas/* string */.YjP(), detail: schemas/* string */.YjP() }));
const label = scalar_text(200).check(api/* _minLength */.m9(1));
/**
 * Image of the machine out of `<root>/.setup_info`: a list of `{group, detail}` that the runner prints in Set up job
 * (actions/runner docs/adrs/0354-runner-machine-info.md). Any self-hosted runner may have one, most have none.
 */
const readSetupInfo = async (root) => {
    const file = await (0,runner_file/* readRunnerFile */.Lh)(`${root}/.setup_info`, limits/* LIMITS */.b.setupInfo);
    if (file.kind === 'unread')
        return { facts: {}, gaps: [setup_info_gap('image', file.reason)] };
    const parsed = parse/* safeParse */.xL(setupInfo, (0,runner_file/* parseJson */.qF)(file.text));
    if (!parsed.success)
        return { facts: {}, gaps: [setup_info_gap('image', 'malformed')] };
    const found = parsed.data.map(setup_info_imageOf).find(image => image !== undefined);
    if (found === undefined)
        return { facts: {}, gaps: [setup_info_gap('image', 'not-provided')] };
    const name = parse/* safeParse */.xL(label, found.name);
    const version = parse/* safeParse */.xL(label, found.version);
    return {
        facts: {
            ...(name.success ? { imageName: { value: name.data, source: 'runner' } } : {}),
            ...(version.success ? { imageVersion: { value: version.data, source: 'runner' } } : {}),
        },
        gaps: [
            ...(name.success ? [] : [setup_info_gap('image.name', 'malformed')]),
            ...(version.success ? [] : [setup_info_gap('image.version', 'malformed')]),
        ],
    };
};
/**
 * Virtual machines have the group `Runner Image` with `Image: …` and `Version: …` (actions/runner-images
 * images/ubuntu/scripts/build/configure-image-data.sh), ubuntu-slim has `VM Image` with `- Name: …` and `- Version: …`
 * (images/ubuntu-slim/scripts/build/configure-image-data-file.sh). Other groups have a `Version:` line too.
 */
const setup_info_imageOf = (entry) => {
    const lines = entry.detail.split(/\r?\n/);
    const after = (prefix) => lines
        .find(line => line.startsWith(prefix))
        ?.slice(prefix.length)
        .trim();
    if (entry.group === 'Runner Image')
        return { name: after('Image: '), version: after('Version: ') };
    if (entry.group === 'VM Image')
        return { name: after('- Name: '), version: after('- Version: ') };
    return undefined;
};
const setup_info_gap = gapFrom('runner');

;// CONCATENATED MODULE: ./lib/src/sources/steps-context.js





const steps_context_outcome = schemas/* enum */.k5n(['success', 'failure', 'cancelled', 'skipped']);
/** Any action may name an output like this and mean something else: an odd one costs itself, not its step. */
const output = (...checks) => schemas/* catch */.MfU(schemas/* optional */.lqM(schemas/* string */.YjP().check(...checks)), undefined);
/** Every output but these is dropped right here: outputs can hold secrets. */
const outputs = schemas/* object */.Ikc({
    'cache-hit': output(api/* _maxLength */.Eb(10)),
    'cache-primary-key': output(api/* _maxLength */.Eb(512)),
    'cache-matched-key': output(api/* _maxLength */.Eb(512)),
    'artifact-id': output(api/* _regex */.Fk(/^\d{0,20}$/)),
    'artifact-digest': output(api/* _regex */.Fk(/^(?:(?:sha256:)?[0-9a-f]{64})?$/)),
});
const entry = schemas/* object */.Ikc({
    outcome: schemas/* catch */.MfU(schemas/* optional */.lqM(steps_context_outcome), undefined),
    outputs: schemas/* catch */.MfU(schemas/* optional */.lqM(outputs), undefined),
});
const NONE = { steps: [], caches: [], artifacts: [] };
/**
 * The `steps` input: `toJSON(steps)`, a hand-made object of some of its members, or one step's member. Steps without an
 * `id` are not in that context at all (actions/runner src/Runner.Worker/ExecutionContext.cs).
 */
const readStepsContext = (text) => {
    if (text === '')
        return { facts: NONE, gaps: [] };
    if (text.length > limits/* LIMITS */.b.stepsContext)
        return { facts: NONE, gaps: [steps_context_gap('steps', 'too-large')] };
    const raw = (0,runner_file/* parseJson */.qF)(text);
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
        return { facts: NONE, gaps: [steps_context_gap('steps', 'malformed')] };
    const members = 'outcome' in raw && typeof raw.outcome === 'string' ? [['', raw]] : Object.entries(raw);
    const read = members.slice(0, limits/* LIMITS */.b.steps).flatMap(([id, member]) => {
        const parsed = parse/* safeParse */.xL(entry, member);
        return parsed.success ? [[(0,redact/* redactThenCut */.F8)(id, 256), parsed.data]] : [];
    });
    const dropped = members.length - read.length;
    return {
        facts: {
            steps: read.flatMap(([id, { outcome }]) => (id === '' || outcome === undefined ? [] : [{ id, outcome }])),
            caches: read.flatMap(([id, step]) => cacheOf(id, step)),
            artifacts: read.flatMap(([id, step]) => artifactOf(id, step)),
        },
        gaps: dropped === 0 ? [] : [steps_context_gap('steps', 'malformed', `${dropped} entries dropped`)],
    };
};
/** `cache-hit` is `true` on an exact match, `false` on a prefix match, and unset or empty on a miss (actions/cache action.yml). */
const cacheOf = (id, { outputs: out }) => {
    const key = out?.['cache-primary-key'];
    const matchedKey = out?.['cache-matched-key'];
    const hit = out?.['cache-hit'];
    if (hit === undefined && key === undefined)
        return [];
    return [
        {
            operation: 'restore',
            ...(id === '' ? {} : { step: id }),
            ...(key ? { key } : {}),
            ...(matchedKey ? { matchedKey } : {}),
            restoreKeys: [],
            result: hit === 'true' ? 'hit' : matchedKey || (hit === 'false' && key === undefined) ? 'partial' : 'miss',
            source: 'steps',
        },
    ];
};
const artifactOf = (id, { outputs: out }) => {
    const number = out?.['artifact-id'];
    const digest = out?.['artifact-digest'];
    if (!number)
        return [];
    const full = digest ? `sha256:${digest.replace('sha256:', '')}` : undefined;
    return [{ name: id, id: number, ...(full === undefined ? {} : { digest: full }), source: 'steps' }];
};
const steps_context_gap = gapFrom('steps');

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/entries.js
/** An entry over this many lines (a job message holds the whole event) is cut, and then is no valid JSON any more. */
const entries_MAX_LINES = 400_000;
/**
 * Entries of `_diag/Worker_*.log`: `[2026-08-06 18:23:45Z INFO StepsRunner] text`, with further lines as they are
 * (actions/runner src/Runner.Common/HostTraceListener.cs). Lines before the first entry are left out.
 */
const workerEntries = (text) => {
    const entries = [];
    for (const line of text.split('\n')) {
        const clean = line.endsWith('\r') ? line.slice(0, -1) : line;
        const head = headOf(clean);
        const current = entries.at(-1);
        if (head !== undefined)
            entries.push({ source: head.source, lines: [head.text] });
        else if (current !== undefined && current.lines.length < entries_MAX_LINES)
            current.lines.push(clean);
    }
    return entries.map(({ source, lines }) => ({ source, text: lines.join('\n') }));
};
const entries_HEAD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (?:CRIT|ERR |WARN|INFO|VERB) (\w{1,100})\] /;
const headOf = (line) => {
    const match = line.startsWith('[') ? entries_HEAD.exec(line) : null;
    return match?.[1] === undefined ? undefined : { source: match[1], text: line.slice(match[0].length) };
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/find-worker-log.js



/** A worker starts a new file each 8 MB (actions/runner src/Runner.Common/HostTraceListener.cs): so many are looked at. */
const MAX_FILES = 24;
/**
 * The log of the worker that runs this job: the newest file with `Job ID <backendJobId>` and the files after it, joined.
 * Job ids are not unique for ever on a runner that stays, so the newest counts.
 */
const findWorkerLog = async (root, backendJobId) => {
    if (!/^[0-9a-fA-F-]{1,64}$/.test(backendJobId))
        return { kind: 'unread', reason: 'malformed' };
    const names = await workerLogs(root);
    if (!Array.isArray(names))
        return { kind: 'unread', reason: names };
    const newest = [];
    let rest = limits/* LIMITS */.b.runnerLog;
    let failure = 'not-found';
    for (const name of names.slice(0, MAX_FILES)) {
        const file = await (0,runner_file/* readRunnerFile */.Lh)(`${root}/_diag/${name}`, rest);
        if (file.kind === 'unread') {
            failure = file.reason;
            continue;
        }
        rest -= file.text.length;
        newest.unshift(file.text);
        if (file.text.includes(`JobRunner] Job ID ${backendJobId}`))
            return { kind: 'text', text: newest.join('\n') };
    }
    return { kind: 'unread', reason: failure };
};
/** Names of the Worker logs, newest first: the time of their start stands in the name. */
const workerLogs = async (root) => {
    try {
        const names = await (0,promises_.readdir)(`${root}/_diag`);
        return names
            .filter(name => /^Worker_\d{8}-\d{6}[\w.-]{0,40}\.log$/.test(name))
            .sort()
            .reverse();
    }
    catch (error) {
        return (0,runner_file/* reasonOf */.A3)(error);
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/job-message.js



const job_message_short = schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024));
const variable = schemas/* optional */.lqM(schemas/* object */.Ikc({ value: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP())) }));
const messageStep = schemas/* object */.Ikc({
    id: job_message_short,
    contextName: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    /** A plain text, or a token of the template language with expressions. */
    displayNameToken: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    reference: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({
        type: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
        name: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        ref: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        path: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        repositoryType: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    }))),
});
/**
 * The allow-listed part of the job request (actions/runner src/Sdk/DTPipelines/Pipelines/AgentJobRequestMessage.cs). The
 * rest holds the event, inputs and environment of the job and is dropped here.
 */
const jobMessage = schemas/* object */.Ikc({
    jobDisplayName: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    variables: schemas/* optional */.lqM(schemas/* object */.Ikc({ 'system.runnerGroupName': variable, 'system.github.token.permissions': variable })),
    steps: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* array */.YOg(messageStep).check(api/* _maxLength */.Eb(limits/* LIMITS */.b.steps)))),
});
/** The job message among the entries; `undefined` where there is none, `malformed` where it cannot be read. */
const findJobMessage = (entries) => {
    const entry = entries.find(({ source, text }) => source === 'Worker' && text.startsWith('Job message:'));
    if (entry === undefined)
        return undefined;
    const parsed = parse/* safeParse */.xL(jobMessage, (0,runner_file/* parseJson */.qF)(entry.text.slice('Job message:'.length)));
    return parsed.success ? parsed.data : 'malformed';
};
/** `owner/repo[/path]@ref`, `./path`, or undefined for a script or an image. */
const usesOf = ({ reference }) => {
    if (reference === undefined || reference === null)
        return undefined;
    const { name, ref, path, repositoryType } = reference;
    if (repositoryType === 'self')
        return path ?? undefined;
    if (!name || !ref)
        return undefined;
    return `${name}${path ? `/${path}` : ''}@${ref}`;
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/telemetry.js



const telemetry_short = schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024));
/**
 * `Publish step telemetry for current step {…}.` with times of 100 ns (actions/runner
 * src/Sdk/DTWebApi/WebApi/ActionsStepTelemetry.cs, src/Runner.Worker/ExecutionContext.cs PublishStepTelemetry). The error
 * messages in it are free text of the run and stay there.
 */
const stepTelemetry = schemas/* object */.Ikc({
    action: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    ref: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    type: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stage: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stepId: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stepContextName: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    isEmbedded: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* boolean */.zMY())),
    result: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    startTime: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    finishTime: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
});
const PREFIX = 'Publish step telemetry for current step ';
/** The telemetry of one entry; undefined for another entry, `malformed` for telemetry that cannot be read. */
const telemetryOf = ({ source, text }) => {
    if (source !== 'ExecutionContext' || !text.startsWith(PREFIX))
        return undefined;
    const json = text.slice(PREFIX.length).trimEnd();
    const parsed = parse/* safeParse */.xL(stepTelemetry, (0,runner_file/* parseJson */.qF)(json.endsWith('.') ? json.slice(0, -1) : json));
    return parsed.success ? parsed.data : 'malformed';
};
/** A time in the manifest's form; undefined for none. */
const telemetry_timeOf = (value) => value === null || value === undefined ? undefined : toUtc(value);
/** GitHub's word for the runner's `result` (src/Sdk/DTWebApi/WebApi/TaskResult.cs). */
const outcomeOf = (result) => {
    switch (result?.toLowerCase()) {
        case 'succeeded':
        case 'succeededwithissues':
            return 'success';
        case 'failed':
        case 'abandoned':
            return 'failure';
        case 'canceled':
            return 'cancelled';
        case 'skipped':
            return 'skipped';
        default:
            return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/steps.js




/**
 * The steps of the job out of a worker's entries, in the order of their ends. A step begins with `Processing step:
 * DisplayName='…'` and ends with its telemetry, or with the line that says it was skipped (actions/runner
 * src/Runner.Worker/StepsRunner.cs); steps inside a composite action are no steps of the job. The step that runs right
 * now has neither end and is left out.
 */
const steps_stepsOf = (entries, message) => {
    const steps = [];
    const begun = [];
    let malformed = 0;
    let nextMain = 0;
    // Set up job is step 1, then every step in the order it is taken; see numberOf for posts.
    let taken = 1;
    let cut = false;
    const add = (step) => {
        if (steps.length < limits/* LIMITS */.b.steps)
            steps.push(step);
        else
            cut = true;
    };
    for (const entry of entries) {
        const name = begunName(entry);
        if (name !== undefined) {
            taken += 1;
            begun.push({ name, number: taken });
            if (begun.length > limits/* LIMITS */.b.steps)
                begun.shift();
            continue;
        }
        if (isSkip(entry)) {
            const step = begun.pop();
            if (step === undefined)
                continue;
            const planned = message[nextMain];
            const stage = stageOfSkipped(step.name, planned, nextMain > 0);
            if (stage === 'main')
                nextMain += 1;
            add(skippedStep(step, stage, stage === 'main' ? planned : undefined));
            continue;
        }
        const telemetry = telemetryOf(entry);
        if (telemetry === undefined)
            continue;
        if (telemetry === 'malformed') {
            malformed += 1;
            continue;
        }
        if (telemetry.isEmbedded === true)
            continue;
        const at = message.findIndex(({ id }) => id === telemetry.stepId);
        const stage = stageOf(telemetry);
        const planned = at < 0 ? undefined : message[at];
        if (stage === 'main' && at >= 0)
            nextMain = Math.max(nextMain, at + 1);
        const own = stage === 'setup' || stage === 'complete' ? undefined : takeBegun(begun, planned);
        add(finishedStep(telemetry, stage, planned, own));
    }
    return { steps, malformed, cut };
};
/** Names in the manifest, UTF-16 units. */
const steps_MAX_NAME = 1_024;
const steps_BEGIN = "Processing step: DisplayName='";
const begunName = ({ source, text }) => {
    if (source !== 'StepsRunner' || !text.startsWith(steps_BEGIN))
        return undefined;
    const name = text.slice(steps_BEGIN.length).trimEnd();
    return (0,redact/* redactThenCut */.F8)(name.endsWith("'") ? name.slice(0, -1) : name, steps_MAX_NAME);
};
const isSkip = ({ source, text }) => source === 'StepsRunner' && text.startsWith('Skipping step due to condition evaluation.');
const stageOf = ({ type, action, stage }) => {
    if (type === 'runner' && action === 'setup_job')
        return 'setup';
    if (type === 'runner' && action === 'complete_job')
        return 'complete';
    switch (stage) {
        case 'Pre':
            return 'pre';
        case 'Main':
            return 'main';
        case 'Post':
            return 'post';
        default:
            return undefined;
    }
};
/** The name the workflow gives, where it is plain text; else what the runner shows for a step without a name. */
const plannedName = (planned) => {
    if (planned === undefined)
        return undefined;
    const { displayNameToken } = planned;
    if (typeof displayNameToken === 'string' && displayNameToken !== '')
        return displayNameToken;
    const uses = usesOf(planned);
    return uses === undefined || (displayNameToken !== undefined && displayNameToken !== null) ? undefined : `Run ${uses}`;
};
/** A skipped step leaves no telemetry, so that its stage is told by its name and by the next step of the workflow. */
const stageOfSkipped = (name, planned, mainsBegan) => {
    if (planned === undefined)
        return 'post';
    if (plannedName(planned) === name)
        return 'main';
    if (!mainsBegan && name.startsWith('Pre '))
        return 'pre';
    return 'main';
};
/** Background steps overlap (v2.335.0), so the step that ended need not be the one that began last. */
const takeBegun = (begun, planned) => {
    const name = plannedName(planned);
    const at = name === undefined ? -1 : begun.findLastIndex(step => withoutStage(step.name) === name);
    return at < 0 ? begun.pop() : begun.splice(at, 1)[0];
};
const withoutStage = (name) => name.startsWith('Post ') ? name.slice(5) : name.startsWith('Pre ') ? name.slice(4) : name;
/**
 * GitHub's number of a step. Posts are numbered down from the top of a doubled range by the order in which they were
 * registered (src/Runner.Worker/ExecutionContext.cs CreatePostChild), which the log of a running job does not tell.
 */
const numberOf = (stage, own) => {
    if (stage === 'setup')
        return { number: 1 };
    return (stage === 'pre' || stage === 'main') && own !== undefined ? { number: own.number } : {};
};
const idOf = (contextName) => !contextName || contextName.startsWith('__') || contextName.length > 256 ? {} : { id: contextName };
const skippedStep = (own, stage, planned) => {
    const uses = planned === undefined ? undefined : usesOf(planned);
    return {
        ...numberOf(stage, own),
        ...idOf(planned?.contextName),
        name: own.name,
        stage,
        ...(uses === undefined ? {} : { action: (0,redact/* redactThenCut */.F8)(uses, steps_MAX_NAME) }),
        outcome: 'skipped',
        source: 'runner',
    };
};
const finishedStep = (telemetry, stage, planned, own) => {
    const uses = (planned === undefined ? undefined : usesOf(planned)) ?? telemetryUses(telemetry);
    const startedAt = telemetry_timeOf(telemetry.startTime);
    const finishedAt = telemetry_timeOf(telemetry.finishTime);
    const outcome = outcomeOf(telemetry.result);
    return {
        ...numberOf(stage, own),
        ...idOf(planned?.contextName ?? (stage === 'main' ? telemetry.stepContextName : undefined)),
        name: (0,redact/* redactThenCut */.F8)(steps_nameOf(stage, telemetry, own) ?? plannedName(planned) ?? '', steps_MAX_NAME),
        ...(stage === undefined ? {} : { stage }),
        ...(uses === undefined ? {} : { action: (0,redact/* redactThenCut */.F8)(uses, steps_MAX_NAME) }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(finishedAt === undefined ? {} : { finishedAt }),
        ...(outcome === undefined ? {} : { outcome }),
        source: 'runner',
    };
};
/** Names of the two steps that the runner makes itself, as REST gives them. */
const steps_nameOf = (stage, telemetry, own) => {
    if (stage === 'setup')
        return 'Set up job';
    if (stage === 'complete')
        return 'Complete job';
    return own?.name ?? telemetry.action ?? undefined;
};
const telemetryUses = ({ type, action, ref }) => {
    if (!action || type === 'run' || type === 'runner')
        return undefined;
    return ref ? `${action}@${ref}` : action.startsWith('.') ? action : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log.js







/**
 * What the worker's own log in `<root>/_diag` says of the running job: its name, its runner's group, the permissions of
 * its token, and every step so far with times of 100 ns. An internal format of the runner: whatever is absent is a gap.
 */
const readWorkerLog = async (root, backendJobId) => {
    const log = await findWorkerLog(root, backendJobId);
    if (log.kind === 'unread')
        return { facts: { steps: [] }, gaps: [worker_log_gap('steps', log.reason)] };
    const entries = workerEntries(log.text);
    const found = findJobMessage(entries);
    const message = found === 'malformed' ? undefined : found;
    const { steps, malformed, cut } = steps_stepsOf(entries, message?.steps ?? []);
    return {
        facts: { ...messageFacts(message), steps },
        gaps: [
            ...(message === undefined
                ? [
                    worker_log_gap('job.name', found === undefined ? 'not-found' : 'malformed', 'no readable job message in the worker log'),
                ]
                : []),
            ...(malformed > 0 ? [worker_log_gap('steps', 'malformed', `${malformed} entries of the worker log`)] : []),
            ...(cut ? [worker_log_gap('steps', 'too-large')] : []),
        ],
    };
};
const messageFacts = (message) => {
    const name = message?.jobDisplayName;
    const group = message?.variables?.['system.runnerGroupName']?.value;
    const permissions = permissionsOf(message?.variables?.['system.github.token.permissions']?.value);
    return {
        ...(name ? { displayName: { value: name, source: 'runner' } } : {}),
        ...(group && group.length <= 1_024 ? { group: { value: group, source: 'runner' } } : {}),
        ...(permissions === undefined ? {} : { permissions: { value: permissions, source: 'runner' } }),
    };
};
/** The variable is JSON in a string: `{"Contents":"read"}`. */
const permissionsOf = (text) => {
    const value = typeof text === 'string' && text.length <= 65_536 ? (0,runner_file/* parseJson */.qF)(text) : undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return undefined;
    const known = Object.entries(value).flatMap(([name, level]) => {
        const key = permissionKey(name);
        return key !== undefined && isPermission(level) ? [[key, level]] : [];
    });
    return Object.fromEntries(known);
};
const worker_log_gap = gapFrom('runner');

;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/nesting.js
/** Far more than a workflow needs: GitHub's parser stops at 100 (errors-max-depth of its conformance cases). */
const MAX_DEPTH = 1_000;
/**
 * Whether a text nests deeper than any workflow, before a YAML reader sees it: a megabyte of open brackets keeps one busy
 * for many seconds. Brackets in scripts and strings count too, but they close again.
 */
const nestsTooDeep = (content) => {
    let depth = 0;
    let dashes = 0;
    for (let at = 0; at < content.length; at += 1) {
        const character = content[at];
        if (character === '[' || character === '{')
            depth += 1;
        else if (character === ']' || character === '}')
            depth = Math.max(0, depth - 1);
        // `- - - x`: a list in a list in a list on one line.
        if (character === '-' && content[at + 1] === ' ')
            dashes += 1;
        else if (character !== ' ')
            dashes = 0;
        if (depth > MAX_DEPTH || dashes > MAX_DEPTH)
            return true;
    }
    return false;
};

;// CONCATENATED MODULE: ./lib/src/sources/workflow-labels.js







/**
 * The labels that the job asked for: `runs-on` of its workflow file in the workspace, evaluated with matrix and github
 * context by GitHub's own expression engine, which is loaded only for this. The file lies where any step may have
 * written and the workspace may be of another commit, so what it says has medium confidence. An expression that needs
 * what a job cannot see (vars, needs, inputs of a called workflow) is a gap, never a guess.
 */
const readWorkflowLabels = async (request) => {
    const path = await pathOf(request);
    if (path === undefined)
        return workflow_labels_without('not-found');
    const file = await (0,runner_file/* readRunnerFile */.Lh)(path, limits/* LIMITS */.b.workflowFile);
    if (file.kind === 'unread')
        return workflow_labels_without(file.reason);
    if (nestsTooDeep(file.text))
        return workflow_labels_without('too-large');
    const engine = await loadEngine();
    if (engine === undefined)
        return workflow_labels_without('not-readable', "GitHub's workflow parser could not be loaded");
    const { parseYaml, evaluateValue, knowsProperties } = engine;
    const workflow = parsed(() => parseYaml(file.text));
    if (workflow === undefined)
        return workflow_labels_without('malformed');
    const runsOn = runsOnOf(workflow, request.jobKey);
    if (runsOn === undefined)
        return workflow_labels_without('not-found');
    if (!request.definesJob && callsOthers(workflow))
        return workflow_labels_without('not-provided', 'the runner does not say which workflow file defines the job');
    const inputs = inputsOf(workflow, request);
    const contexts = {
        github: request.github,
        matrix: (0,runner_file/* parseJson */.qF)(request.matrixJson) ?? null,
        strategy: (0,runner_file/* parseJson */.qF)(request.strategyJson) ?? null,
        ...(inputs === undefined ? {} : { inputs }),
    };
    const evaluate = (value) => {
        if (typeof value !== 'string')
            return value;
        const knows = (name) => Object.hasOwn(request.github, name);
        if (value.includes('${{') && !knowsProperties(value, 'github', knows))
            throw new Error('not in the environment');
        return evaluateValue(value, contexts);
    };
    try {
        const labels = labelsOf(evaluate(runsOn), evaluate);
        if (labels === undefined)
            return member(runsOn, 'group') === undefined
                ? workflow_labels_without('malformed')
                : workflow_labels_without('not-applicable', 'runs-on names a runner group and no label');
        return { facts: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } }, gaps: [] };
    }
    catch {
        return workflow_labels_without('not-provided', 'runs-on needs a context that a job cannot see');
    }
};
/**
 * Digest of the bytes of that file, as found: which workflow a repetition would have to run. Absent where the labels'
 * gaps say that there is no such file.
 */
const readWorkflowDigest = async (request) => {
    const path = await pathOf(request);
    if (path === undefined)
        return undefined;
    const file = await (0,digest_file/* digestFile */.T)(path, limits/* LIMITS */.b.workflowFile, () => false);
    if (file.kind === 'unread')
        return undefined;
    return { value: file.digest, source: 'workflow-file', confidence: 'medium' };
};
const loadEngine = async () => {
    try {
        // One after the other: the second stands on the first.
        const { parseYaml } = await __webpack_require__.e(/* import() */ 288).then(__webpack_require__.bind(__webpack_require__, 22288));
        const { evaluateValue, knowsProperties } = await Promise.all(/* import() */[__webpack_require__.e(288), __webpack_require__.e(72)]).then(__webpack_require__.bind(__webpack_require__, 96072));
        return { parseYaml, evaluateValue, knowsProperties };
    }
    catch {
        return undefined;
    }
};
const parsed = (parse) => {
    try {
        return parse();
    }
    catch {
        return undefined;
    }
};
/** The file's place in the workspace, symbolic links resolved; undefined when it is not of this repository or outside. */
const pathOf = async ({ workspace, repository, workflowRef, }) => {
    const ref = workflowRef.lastIndexOf('@');
    const full = ref === -1 ? workflowRef : workflowRef.slice(0, ref);
    if (workspace === '' || !full.toLowerCase().startsWith(`${repository.toLowerCase()}/`))
        return undefined;
    const relative = full.slice(repository.length + 1);
    if (!/^\.github\/workflows\/[^/\\]{1,200}\.ya?ml$/.test(relative))
        return undefined;
    try {
        const [root, path] = await Promise.all([(0,promises_.realpath)(workspace), (0,promises_.realpath)((0,external_node_path_.join)(workspace, relative))]);
        return path.startsWith(root + external_node_path_.sep) ? path : undefined;
    }
    catch {
        return undefined;
    }
};
const runsOnOf = (workflow, jobKey) => member(member(member(workflow, 'jobs'), jobKey), 'runs-on');
/** A job of a called workflow may have the key of one here: without the runner's word they cannot be told apart. */
const callsOthers = (workflow) => Object.values(member(workflow, 'jobs') ?? {}).some(job => member(job, 'uses') !== undefined);
/**
 * The inputs context: empty but for a workflow_dispatch, where booleans and numbers have their declared type
 * (docs.github.com contexts, "inputs context"). Undefined when a declared input is not in the event: its default may be
 * another one in the file that was run.
 */
const inputsOf = (workflow, { inputs, github }) => {
    if (inputs === undefined)
        return undefined;
    if (github['event_name'] !== 'workflow_dispatch')
        return {};
    const declared = member(member(member(workflow, 'on'), 'workflow_dispatch'), 'inputs') ?? {};
    if (Object.keys(declared).some(name => !Object.hasOwn(inputs, name)))
        return undefined;
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, typed(value, member(member(declared, name), 'type'))]));
};
const typed = (value, type) => {
    if (type === 'boolean')
        return value === 'true';
    return type === 'number' && value !== '' ? Number(value) : value;
};
const member = (value, key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? value[key]
    : undefined;
/** `runs-on` as a string, a list, or `{group, labels}` (docs.github.com workflow syntax, jobs.<job_id>.runs-on). */
const labelsOf = (runsOn, evaluate) => {
    if (typeof runsOn === 'string')
        return runsOn === '' ? undefined : [(0,redact/* redactThenCut */.F8)(runsOn, 256)];
    if (Array.isArray(runsOn)) {
        const labels = runsOn.map(evaluate);
        return labels.length <= 50 && labels.every((label) => typeof label === 'string' && label !== '')
            ? labels.map(label => (0,redact/* redactThenCut */.F8)(label, 256))
            : undefined;
    }
    const labels = member(runsOn, 'labels');
    return labels === undefined ? undefined : labelsOf(evaluate(labels), evaluate);
};
const workflow_labels_without = (reason, detail) => ({
    facts: {},
    gaps: [{ field: 'runner.labels', source: 'workflow-file', reason, ...(detail === undefined ? {} : { detail }) }],
});

;// CONCATENATED MODULE: ./lib/src/sources/lockfiles.js






/**
 * The lockfiles of the workspace with their digests: which exact dependencies the job's tools were told to take. Folders
 * are looked at level by level, names in order, so that of too many files those nearest to the root are kept. Symbolic
 * links are not followed. Whatever stops the search, what was found until then stays.
 */
const readLockfiles = async (workspace, millis) => {
    if (workspace === '')
        return { facts: [], gaps: [lockfiles_gapOf('not-provided', 'the runner names no workspace')] };
    const search = { found: [], stops: new Map(), entries: 0, isFull: false, isOver: false };
    try {
        const searching = async (signal) => {
            signal.addEventListener('abort', () => {
                search.isOver = true;
            });
            await searchFolders(workspace, search);
        };
        await (0,deadline/* withDeadline */.N)('the search for lockfiles', millis, searching, deadline/* whileListening */.t);
    }
    catch {
        search.isOver = true;
    }
    if (search.isOver)
        search.stops.set('deadline', 'not all of the workspace was looked at in time');
    return {
        facts: [...search.found],
        gaps: [...search.stops].map(([reason, detail]) => lockfiles_gapOf(reason, detail)),
    };
};
/** Dependencies as they were installed, and outputs: their lockfiles are not the job's inputs. */
const SKIPPED = new Set(['node_modules', '.git', 'vendor', 'target', '.venv']);
const searchFolders = async (workspace, search) => {
    let level = [''];
    for (let depth = 0; depth <= limits/* LIMITS */.b.lockfileDepth && level.length > 0; depth += 1) {
        const next = [];
        for (const folder of level) {
            const { files, folders } = await look(workspace, folder, search);
            for (const path of files)
                await keep(workspace, path, search);
            if (isStopped(search))
                return;
            next.push(...folders);
        }
        level = next;
    }
};
const isStopped = (search) => search.isOver || search.isFull;
/** Paths of one folder's lockfiles and folders, each in the order of names. */
const look = async (workspace, folder, search) => {
    const files = [];
    const folders = [];
    const pathOf = (name) => (folder === '' ? name : `${folder}/${name}`);
    try {
        for await (const entry of await (0,promises_.opendir)((0,external_node_path_.join)(workspace, folder), { bufferSize: 256 })) {
            if (search.isOver)
                break;
            if (search.entries >= limits/* LIMITS */.b.workspaceEntries) {
                search.isFull = true;
                search.stops.set('too-large', `only ${limits/* LIMITS */.b.workspaceEntries} entries of folders were looked at`);
                break;
            }
            search.entries += 1;
            if (entry.isDirectory() && !SKIPPED.has(entry.name))
                folders.push(pathOf(entry.name));
            if (entry.isFile() && kindOf(entry.name, folder) !== undefined)
                files.push(pathOf(entry.name));
        }
    }
    catch (error) {
        search.stops.set((0,runner_file/* reasonOf */.A3)(error), 'a folder of the workspace could not be read');
    }
    return { files: files.toSorted(byText), folders: folders.toSorted(byText) };
};
const byText = (a, b) => (a < b ? -1 : Number(a > b));
const lockfiles_MAX_PATH = 1_024;
const keep = async (workspace, path, search) => {
    if (search.isOver)
        return;
    if (search.found.length >= limits/* LIMITS */.b.lockfiles) {
        search.isFull = true;
        search.stops.set('too-large', `only ${limits/* LIMITS */.b.lockfiles} lockfiles are kept`);
        return;
    }
    const cut = path.lastIndexOf('/');
    const kind = kindOf(path.slice(cut + 1), path.slice(0, Math.max(0, cut)));
    if (kind === undefined || path.length > lockfiles_MAX_PATH)
        return;
    const file = await (0,digest_file/* digestFile */.T)((0,external_node_path_.join)(workspace, path), limits/* LIMITS */.b.lockfile, () => search.isOver);
    if (file.kind === 'digest')
        search.found.push({ kind, path, digest: file.digest, sizeBytes: file.sizeBytes, source: 'runner' });
    else if (file.reason !== 'deadline')
        search.stops.set(file.reason, 'a lockfile could not be read');
};
/** By file name, as each tool's documentation has it. `requirements*.txt` and `verification-metadata.xml` apart. */
const KINDS = new Map([
    ['package-lock.json', 'npm'],
    ['npm-shrinkwrap.json', 'npm'],
    ['yarn.lock', 'yarn'],
    ['pnpm-lock.yaml', 'pnpm'],
    ['bun.lock', 'bun'],
    ['bun.lockb', 'bun'],
    ['Pipfile.lock', 'pipenv'],
    ['poetry.lock', 'poetry'],
    ['uv.lock', 'uv'],
    ['Cargo.lock', 'cargo'],
    ['go.mod', 'go'],
    ['go.sum', 'go'],
    ['gradle.lockfile', 'gradle'],
    ['buildscript-gradle.lockfile', 'gradle'],
    ['Gemfile.lock', 'bundler'],
    ['composer.lock', 'composer'],
    ['MODULE.bazel.lock', 'bazel'],
]);
const kindOf = (name, folder) => {
    if (/^requirements[\w.-]{0,100}\.txt$/.test(name))
        return 'pip';
    // The one file of that name that Gradle reads stands in gradle/ of the root project.
    if (name === 'verification-metadata.xml')
        return /(?:^|\/)gradle$/.test(folder) ? 'gradle' : undefined;
    // Maven has no lockfile; its project file names exact versions. Those of modules would push out everything else.
    if (name === 'pom.xml')
        return folder === '' ? 'maven' : undefined;
    return KINDS.get(name);
};
const lockfiles_gapOf = (reason, detail) => ({
    field: 'replay.lockfiles',
    source: 'runner',
    reason,
    detail,
});

;// CONCATENATED MODULE: ./lib/src/sources/proxy-names.js
/**
 * Whether the job's tools reach this dependency through a proxy, by the variables that curl and most clients read
 * (curl.se/docs/manpage.html, "ENVIRONMENT"). Where they do, a connection of ours would tell nothing of theirs.
 */
const isBehindProxy = (environment, dependency) => {
    if (dependency.kind === 'port')
        return false;
    const variable = (name) => environment[name] ?? environment[name.toUpperCase()] ?? '';
    const proxy = variable(dependency.isTls ? 'https_proxy' : 'http_proxy') || variable('all_proxy');
    return (proxy !== '' &&
        !variable('no_proxy')
            .split(',')
            .some(entry => covers(entry.trim(), dependency.host)));
};
/** `*`, a host, or a domain with or without its leading dot. */
const covers = (entry, host) => {
    const domain = (entry.startsWith('.') ? entry.slice(1) : entry).toLowerCase();
    const name = host.toLowerCase();
    return entry === '*' || (domain !== '' && (name === domain || name.endsWith(`.${domain}`)));
};

;// CONCATENATED MODULE: ./lib/src/sources/tool-paths.js


/**
 * Tools on the path that lie in the runner's tool cache, whose folders are `<tool>/<version>/<arch>` (actions/toolkit
 * packages/tool-cache/src/tool-cache.ts, `find`). The runner puts what `$GITHUB_PATH` got in front of the path of every
 * later step (actions/runner src/Runner.Worker/Handlers/Handler.cs), so that the first of one name is the one that is
 * used. A hosted image of Windows has some of its own there: that one is on the path does not say that a step set it up.
 */
const toolsOnPath = (environment) => {
    const cache = environment['RUNNER_TOOL_CACHE'] ?? '';
    if (cache === '')
        return [];
    const byName = new Map();
    const path = environment['PATH'] ?? environment['Path'] ?? '';
    for (const folder of path.split(external_node_path_.delimiter)) {
        const tool = folder.startsWith(cache) ? tool_paths_toolOf(folder.slice(cache.length)) : undefined;
        if (tool !== undefined && byName.size < limits/* LIMITS */.b.tools && !byName.has(tool.name))
            byName.set(tool.name, tool);
    }
    return [...byName.values()];
};
const tool_paths_toolOf = (below) => {
    const [lead, name = '', version = '', arch = ''] = below.split(/[/\\]/, 4);
    if (lead !== '' || !isWord(name) || !isVersion(version) || !isWord(arch))
        return undefined;
    // `Java_Temurin-Hotspot_jdk/21.0.5-11`: one folder for each distribution (actions/setup-java base-installer.ts).
    const isJava = name.startsWith('Java_');
    return { name: isJava ? 'java' : name.toLowerCase(), version, arch, source: 'runner' };
};
const isWord = (text) => /^[\w.+-]{1,40}$/.test(text);
const isVersion = (text) => /^\d[\w.+-]{0,99}$/.test(text);

;// CONCATENATED MODULE: ./lib/src/recorder/kept-variables.js
/**
 * What pre leaves for post about the variables of the job's environment: their names. The job's own `env:` is among them,
 * since the runner evaluates that before the first step, and what steps write to `$GITHUB_ENV` is not yet
 * (actions/runner src/Runner.Worker/JobExtension.cs, InitializeJob; FileCommandManager.cs, SetEnvFileCommand). Nothing of
 * a value is kept: the runner prints state into the log when it debugs (FileCommandManager.cs, SaveStateFileCommand).
 */
const keptVariables = (environment) => {
    const text = variableNames(environment).join(' ');
    return text.length > MAX_STATE ? TOO_MANY : text;
};
/** Left where there are too many to keep. */
const TOO_MANY = '-';
/** State becomes a variable of post, whose size Windows limits to 32,767 characters. */
const MAX_STATE = 30_000;
/** Names that a step may have set. What the runner gives each step itself, and the path, are not among them. */
const variableNames = (environment) => Object.keys(environment).filter(name => /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name) && !OF_RUNNER.test(name));
const OF_RUNNER = /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|PATH$)/i;

;// CONCATENATED MODULE: ./lib/src/recorder/names-set.js


/**
 * Names of the variables that steps added to the job's environment: what post sees against what pre (or main, where a
 * local action has no pre) had kept. That a variable got another value is not seen.
 */
const readNamesSet = (environment) => {
    const kept = readKept(environment);
    if (kept === undefined)
        return { facts: undefined, gaps: [names_set_gap('replay.variablesSet', whyNone(environment))] };
    const set = variableNames(environment).filter(name => !OWN.has(name) && !kept(name));
    return {
        facts: { value: [...set].sort().slice(0, limits/* LIMITS */.b.variableNames), source: 'runner' },
        gaps: [
            ...(environment['STATE_preAt'] === undefined ? [names_set_gap('replay.variablesSet.earlier', EARLIER)] : []),
            ...(set.length > limits/* LIMITS */.b.variableNames ? [names_set_gap('replay.variablesSet.rest', MORE)] : []),
        ],
    };
};
/** What our own main exports. */
const OWN = new Set(['TRACEPARENT']);
const readKept = (environment) => {
    const state = environment['STATE_variables'] ?? '';
    if (!/^\w[\w ]*$/.test(state))
        return undefined;
    // Windows knows variables without regard to case.
    const fold = (name) => (environment['RUNNER_OS'] === 'Windows' ? name.toUpperCase() : name);
    const names = new Set(state.split(' ').map(fold));
    return name => names.has(fold(name));
};
const whyNone = ({ STATE_variables: state }) => (state === TOO_MANY ? TOO_LONG : NOT_KEPT);
const NOT_KEPT = { reason: 'not-found', detail: 'neither pre nor main kept the names of before the steps' };
const TOO_LONG = { reason: 'too-large', detail: 'more variables than can be kept from pre to post' };
const EARLIER = {
    reason: 'not-provided',
    detail: 'pre did not run: what steps before the recorder set is unknown',
};
const MORE = { reason: 'too-large', detail: `more than ${limits/* LIMITS */.b.variableNames} names` };
const names_set_gap = (field, why) => ({ field, source: 'runner', ...why });

;// CONCATENATED MODULE: ./lib/src/recorder/collect-replay.js







/** Inputs of the job that a repetition needs. What no input asks for is not loaded. */
const collectReplay = async (inputs, environment, now, remaining) => {
    const workspace = environment['GITHUB_WORKSPACE'] ?? '';
    const env = readRecordedEnv(environment, inputs.recordEnv);
    const variablesSet = readNamesSet(environment);
    const [lockfiles, deployManifests, dependencies] = await Promise.all([
        readLockfiles(workspace, Math.min(budgets/* BUDGETS */.b.workspace, remaining())),
        deployManifestsOf(inputs, workspace, remaining),
        dependenciesOf(inputs, environment, now, remaining),
    ]);
    return {
        facts: {
            lockfiles: lockfiles.facts,
            env: env.facts,
            deployManifests: deployManifests.facts,
            toolsOnPath: toolsOnPath(environment),
            dependencies: dependencies.facts,
            variablesSet: variablesSet.facts,
        },
        gaps: [...lockfiles.gaps, ...env.gaps, ...deployManifests.gaps, ...dependencies.gaps, ...variablesSet.gaps],
    };
};
const deployManifestsOf = async ({ deployManifests }, workspace, remaining) => {
    if (deployManifests.length === 0)
        return { facts: [], gaps: [] };
    const { readDeployManifests } = await __webpack_require__.e(/* import() */ 883).then(__webpack_require__.bind(__webpack_require__, 99883));
    return readDeployManifests(workspace, deployManifests, Math.min(budgets/* BUDGETS */.b.workspace, remaining()));
};
/** Only after a failure: a service that answers says nothing then, and a job that passed is not to wait. */
const dependenciesOf = async (inputs, environment, now, remaining) => {
    const named = inputs.dependencies.map(parseDependency).filter(dependency => dependency !== undefined);
    if (named.length === 0)
        return { facts: undefined, gaps: [] };
    if (inputs.jobStatus !== 'failure')
        return { facts: undefined, gaps: [notAsked('dependencies are asked only after a failure')] };
    const direct = named.filter(dependency => !isBehindProxy(environment, dependency));
    const { probeDependencies } = await __webpack_require__.e(/* import() */ 609).then(__webpack_require__.bind(__webpack_require__, 93609));
    return {
        facts: await probeDependencies(direct, Math.min(budgets/* BUDGETS */.b.dependencies, remaining()), now),
        gaps: direct.length < named.length ? [notAsked('those behind a proxy are not asked')] : [],
    };
};
const notAsked = (detail) => ({
    field: 'replay.dependencies',
    source: 'runner',
    reason: 'not-applicable',
    detail,
});

;// CONCATENATED MODULE: ./lib/src/recorder/collect.js

















/**
 * Asks every source at once, each under its own deadline and none over `remaining()` milliseconds. No source throws for
 * what the world does; each returns facts and gaps.
 */
const collect = async (inputs, host, remaining) => {
    const { environment } = host;
    const { backend } = host.early;
    const root = await findRunnerRoot(runnerRootCandidates({
        argv0: host.argv0,
        execPath: host.execPath,
        runnerTemp: environment['RUNNER_TEMP'],
        home: environment['HOME'] ?? environment['USERPROFILE'],
    }));
    const context = readRunnerContext(environment, inputs.runnerJson, inputs.jobJson);
    const eventFile = readEventFile(environment['GITHUB_EVENT_PATH']);
    const [setupInfo, config, { worker, page }, event, listedSubjects, ownSubjects, labels, listed, replay] = await Promise.all([
        root === undefined ? noRoot('image.name', {}) : readSetupInfo(root),
        root === undefined ? noRoot('runner.group', {}) : readRunnerConfig(root),
        readDiagnostics(root, backend?.backendJobId),
        eventFile,
        readArtifactsList(environment['GITHUB_ARTIFACTS_LIST']),
        subjectsOf(inputs, environment, remaining),
        readLabels(inputs, host, context.facts, eventFile, remaining),
        ownArtifacts(host.early, remaining),
        collectReplay(inputs, environment, host.now, remaining),
    ]);
    return {
        backend,
        context,
        setupInfo,
        config,
        worker,
        page,
        event,
        declared: {
            facts: [...listedSubjects.facts, ...ownSubjects.facts],
            gaps: [...listedSubjects.gaps, ...ownSubjects.gaps],
        },
        workflowFile: labels.workflowFile,
        fromFile: labels.fromFile,
        fromApi: labels.fromApi,
        listed,
        replay,
        clock: host.early.clock(),
        calls: [host.early.call(), labels.fromApi.facts.call].filter(call => call !== undefined),
        steps: readStepsContext(inputs.stepsJson),
        matrix: readMatrix(inputs.matrixJson, inputs.recordMatrix),
        strategy: readStrategy(inputs.strategyJson),
    };
};
const missingRoot = (field) => ({
    field,
    source: 'runner',
    reason: 'not-readable',
    detail: "the runner's own folder cannot be reached from here, as in a job container",
});
const noRoot = (field, facts) => ({ facts, gaps: [missingRoot(field)] });
/** The Worker log first: its steps' times decide which headers in the job's log a script only imitated. */
const readDiagnostics = async (root, backendJobId) => {
    if (root === undefined || backendJobId === undefined)
        return { worker: noRoot('steps', { steps: [] }), page: noLog };
    const worker = await readWorkerLog(root, backendJobId);
    return { worker, page: await readJobPage(root, backendJobId, { steps: worker.facts.steps }) };
};
const noLog = {
    facts: NOTHING,
    gaps: [missingRoot('caches'), missingRoot('actions'), missingRoot('containers')],
};
const subjectsOf = async ({ subjects }, environment, remaining) => subjects.length === 0
    ? { facts: [], gaps: [] }
    : readDeclaredSubjects(environment['GITHUB_WORKSPACE'] ?? '', subjects, Math.min(budgets/* BUDGETS */.b.subjects, remaining() / 2));
const ownArtifacts = async ({ backend, answer }, remaining) => {
    if (answer === undefined)
        return { facts: [], gaps: [{ field: 'artifacts', source: 'results', reason: 'not-provided' }] };
    const listed = await readListing((0,deadline/* withDeadline */.N)('ListArtifacts', remaining(), () => answer));
    return { facts: listed.facts.filter(artifact => artifact.backendJobId === backend?.backendJobId), gaps: listed.gaps };
};
/** The workflow file first, since it costs nothing; then, as input `api` allows, the one REST call. */
const readLabels = async (inputs, host, context, eventFile, remaining) => {
    const { environment } = host;
    const ask = () => readJobFromApi({
        apiUrl: environment['GITHUB_API_URL'] ?? '',
        repository: environment['GITHUB_REPOSITORY'] ?? '',
        jobId: inputs.jobId,
        token: inputs.token,
    }, Math.min(budgets/* BUDGETS */.b.jobLookup, remaining()), host.now);
    const early = inputs.api === 'always' && inputs.jobId !== '' ? ask() : undefined;
    const place = {
        workspace: environment['GITHUB_WORKSPACE'] ?? '',
        repository: environment['GITHUB_REPOSITORY'] ?? '',
        workflowRef: context.jobWorkflowRef?.value ?? environment['GITHUB_WORKFLOW_REF'] ?? '',
    };
    const workflowFile = await readWorkflowDigest(place);
    const fromFile = await readWorkflowLabels({
        ...place,
        definesJob: context.jobWorkflowRef !== undefined,
        inputs: runInputs(environment, context, (await eventFile).facts),
        jobKey: environment['GITHUB_JOB'] ?? '',
        matrixJson: inputs.matrixJson,
        strategyJson: inputs.strategyJson,
        github: githubContext(environment),
    });
    if (early !== undefined)
        return { workflowFile, fromFile, fromApi: await early };
    if (fromFile.facts.labels !== undefined)
        return { workflowFile, fromFile, fromApi: { facts: {}, gaps: [] } };
    if (inputs.api === 'never' || inputs.jobId === '')
        return {
            workflowFile,
            fromFile,
            fromApi: { facts: {}, gaps: [{ field: 'runner.labels', source: 'api', reason: 'not-asked' }] },
        };
    return { workflowFile, fromFile, fromApi: await ask() };
};
/** A called workflow has the inputs that its caller gave, which nothing in the job shows. */
const runInputs = (environment, { jobWorkflowRef }, event) => {
    if (jobWorkflowRef !== undefined && jobWorkflowRef.value !== environment['GITHUB_WORKFLOW_REF'])
        return undefined;
    return environment['GITHUB_EVENT_NAME'] === 'workflow_dispatch' ? event.inputs : {};
};
/** The part of the github context that `runs-on` expressions use, by the names of that context. */
const githubContext = (environment) => Object.fromEntries([
    'REPOSITORY',
    'REPOSITORY_OWNER',
    'REF',
    'REF_NAME',
    'REF_TYPE',
    'EVENT_NAME',
    'HEAD_REF',
    'BASE_REF',
    'SHA',
].flatMap(name => {
    const value = environment[`GITHUB_${name}`];
    return value === undefined ? [] : [[name.toLowerCase(), value]];
}));

;// CONCATENATED MODULE: ./lib/src/recorder/fit-schema.js




/** Each round takes out all that is wrong at one depth; a fact within a fact does not exist. */
const MAX_ROUNDS = 5;
/**
 * The border on the way out: nothing that the schema does not name leaves the runner. A fact or an entry of a list that
 * is not of the schema's form (a text over its cap, say) is left out with a gap, so that one odd value does not cost the
 * whole manifest.
 * @throws TraceError INTERNAL where a value that every manifest needs is not of its form.
 */
const fitSchema = (manifest) => {
    let fitting = manifest;
    let issue = [];
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const parsed = (0,parse/* safeParse */.xL)(jobManifest, fitting);
        if (parsed.success)
            return parsed.data;
        issue = parsed.error.issues[0]?.path ?? [];
        const cuts = parsed.error.issues.map(({ path }) => cutOf(fitting, path));
        fitting = withGaps(fit_schema_without(fitting, cuts), cuts);
    }
    throw new model_error/* TraceError */.y('INTERNAL', `the manifest does not meet its schema at ${issue.join('.')}`);
};
/** What has to go for an issue: the entry of a list, the whole fact, or the plain value itself. */
const cutOf = (manifest, path) => {
    let value = manifest;
    for (const [depth, key] of path.entries()) {
        if (Array.isArray(value) && typeof key === 'number')
            return path.slice(0, depth + 1);
        if (typeof value !== 'object' || value === null)
            break;
        if (Object.hasOwn(value, 'source'))
            return path.slice(0, depth);
        value = Object.entries(value).find(([name]) => name === key)?.[1];
    }
    return path;
};
const fit_schema_without = (value, cuts) => {
    if (cuts.length === 0 || typeof value !== 'object' || value === null)
        return value;
    const below = (key) => {
        const own = cuts.filter(cut => cut[0] === key).map(cut => cut.slice(1));
        return own.some(cut => cut.length === 0) ? undefined : own;
    };
    if (Array.isArray(value))
        return value.flatMap((item, index) => {
            const own = below(index);
            return own === undefined ? [] : [fit_schema_without(item, own)];
        });
    return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => {
        const own = below(key);
        return own === undefined ? [] : [[key, fit_schema_without(member, own)]];
    }));
};
const withGaps = (manifest, cuts) => {
    if (typeof manifest !== 'object' || manifest === null || !('gaps' in manifest))
        return manifest;
    const fields = new Set(cuts.map(cut => cut.filter(key => typeof key === 'string').join('.')));
    const left = [...fields].map((field) => ({ field, reason: 'malformed', detail: 'left out: not of its form' }));
    return { ...manifest, gaps: [...left, ...(Array.isArray(manifest.gaps) ? manifest.gaps : [])].slice(0, limits/* LIMITS */.b.gaps) };
};

;// CONCATENATED MODULE: ./lib/src/recorder/trace-of-job.js



/** Undefined outside a run. Ids never depend on what TRACEPARENT holds. */
const traceOfJob = (environment) => {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY_ID: repositoryId, GITHUB_RUN_ID: runId } = environment;
    const attempt = Number(environment['GITHUB_RUN_ATTEMPT']);
    if (server === undefined || !URL.canParse(server) || repositoryId === undefined)
        return undefined;
    if (runId === undefined || !Number.isInteger(attempt))
        return undefined;
    const jobId = (0,env/* readInput */.R)(environment, 'job-id');
    const trace = traceId(sha256Hex, runId, attempt);
    const run = runSpanId(sha256Hex, runId, attempt);
    const job = /^\d{1,20}$/.test(jobId) ? jobSpanId(sha256Hex, jobId) : undefined;
    const present = environment['TRACEPARENT'] ?? '';
    const parsed = parseTraceparent(present);
    return {
        correlationId: correlationId(server, repositoryId, runId),
        traceId: trace,
        runSpanId: run,
        jobSpanId: job,
        foreign: parsed !== undefined && parsed.traceId !== trace ? present : undefined,
        exported: parsed === undefined ? traceparent(trace, job ?? run) : undefined,
    };
};

;// CONCATENATED MODULE: ./lib/src/recorder/run-post.js














/**
 * Collects, assembles, seals and uploads the manifest of this job within the time budget.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
const runPost = async (inputs, host) => {
    const { environment, now } = host;
    const began = now();
    const remaining = () => Math.max(0, inputs.budgetMs - (now() - began));
    const trace = traceOfJob(environment);
    if (trace === undefined)
        throw new model_error/* TraceError */.y('INPUT_INVALID', 'the variables of a GitHub Actions run are not set', {
            hint: 'Use pipeline-trace as a step of a workflow',
        });
    const collected = await collect(inputs, host, remaining);
    if (inputs.upload !== 'never')
        loadUploader().catch(() => undefined);
    const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) });
    const { visibility } = collected.event.facts;
    const sealed = await sealManifest({ where: 'recorder', inputs, environment, visibility, serverUrl: environment['GITHUB_SERVER_URL'] ?? '' }, {
        build: signing => ({ manifest: fitSchema(build(signing)) }),
        statement: ({ manifest }, digestHex, sizeBytes) => jobStatement(manifest, digestHex, sizeBytes),
    }, remaining);
    const [uploadFault, attestFault] = await Promise.all([
        inputs.upload === 'never' ? undefined : uploadJob(sealed, inputs, environment['RUNNER_TEMP'], remaining),
        inputs.attest ? attestJob(sealed, inputs, environment, remaining) : undefined,
    ]);
    const { run, job } = sealed.manifest;
    return {
        digestLine: digestLine(sealed.digestHex, job.id?.value ?? 'unknown', run.attempt.value),
        faults: [sealed.fault, uploadFault, attestFault].filter(fault => fault !== undefined),
    };
};
/** GitHub takes bundles with a certificate alone: its API is asked for nothing that it would refuse. */
const attestJob = async ({ bundleText, manifest }, inputs, environment, remaining) => {
    if (bundleText === undefined || manifest.signing.mode !== 'keyless')
        return `not attested: only a keyless signature can be, and this manifest has none (${manifest.signing.reason})`;
    try {
        const { createAttestation } = await __webpack_require__.e(/* import() */ 969).then(__webpack_require__.bind(__webpack_require__, 51969));
        const target = {
            apiUrl: environment['GITHUB_API_URL'] ?? '',
            repository: environment['GITHUB_REPOSITORY'] ?? '',
            token: inputs.token,
        };
        await createAttestation(target, bundleText, Math.min(budgets/* BUDGETS */.b.attestation, remaining()));
        return undefined;
    }
    catch (error) {
        return (0,model_error/* toOneLine */.G)(error);
    }
};
const uploadJob = async (sealed, inputs, temp, remaining) => {
    const { run, job } = sealed.manifest;
    const identity = job.id === undefined ? job.backendId : job.id;
    if (identity === undefined)
        return 'manifest not uploaded: this runner gives the job no id';
    const name = jobArtifactName(run.runId.value, run.attempt.value, job.id === undefined ? { backendJobId: identity.value } : { jobId: identity.value });
    try {
        const parent = temp ?? (0,external_node_os_.tmpdir)();
        await (0,promises_.mkdir)(parent, { recursive: true });
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'pipeline-trace-'));
        const files = [
            { name: JOB_MANIFEST_FILE, content: sealed.bytes },
            ...(sealed.bundleText === undefined ? [] : [{ name: JOB_BUNDLE_FILE, content: sealed.bundleText }]),
        ].map(file => ({ ...file, path: (0,external_node_path_.join)(folder, file.name) }));
        await Promise.all(files.map(file => (0,promises_.writeFile)(file.path, file.content)));
        await uploadArtifact(name, files, folder, inputs.retentionDays, Math.min(budgets/* BUDGETS */.b.upload, remaining()));
        return undefined;
    }
    catch (error) {
        return (0,model_error/* toOneLine */.G)(error);
    }
};

;// CONCATENATED MODULE: ./lib/src/recorder/record-job.js





/** Post without its process: reads the inputs, runs, and tells the job's log the digest line and each fault. */
const recordJob = async (host) => {
    const { inputs, problem } = readInputs(host.environment);
    const { replaceIn } = readOwnCredentials(host.environment);
    if (problem !== undefined)
        (0,guard/* notice */.l)(replaceIn((0,model_error/* toOneLine */.G)(problem)));
    const outcome = await runPost(inputs, host);
    process.stdout.write(`${outcome.digestLine}\n`);
    for (const fault of outcome.faults)
        (0,guard/* notice */.l)(replaceIn(fault));
};


/***/ }),

/***/ 53930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ digestFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var _runner_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32584);




const CHUNK = 1_048_576;
/**
 * SHA-256 of a regular file of at most `cap` bytes, until `isOver` says that time is up. The last part of the path is
 * never followed as a symbolic link, and a pipe in the file's place is not waited for. `onBytes` sees what is digested,
 * stretch by stretch; it must not keep them, since their memory is used again.
 */
const digestFile = async (path, cap, isOver, onBytes = () => undefined) => {
    try {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NOFOLLOW ?? 0));
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                return { kind: 'unread', reason: 'not-readable' };
            if (stat.size > cap)
                return { kind: 'unread', reason: 'too-large' };
            const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
            const buffer = Buffer.alloc(Math.min(CHUNK, stat.size + 1));
            let sizeBytes = 0;
            while (true) {
                if (isOver())
                    return { kind: 'unread', reason: 'deadline' };
                const { bytesRead } = await file.read(buffer, 0, buffer.length);
                if (bytesRead === 0)
                    break;
                sizeBytes += bytesRead;
                // It may grow while it is read.
                if (sizeBytes > cap)
                    return { kind: 'unread', reason: 'too-large' };
                hash.update(buffer.subarray(0, bytesRead));
                onBytes(buffer.subarray(0, bytesRead));
            }
            return { kind: 'digest', digest: `sha256:${hash.digest('hex')}`, sizeBytes };
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        return { kind: 'unread', reason: (0,_runner_file_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(error) };
    }
};


/***/ }),

/***/ 32584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   Lh: () => (/* binding */ readRunnerFile),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);


/**
 * Whole text of a small file of the runner, without a byte order mark; bytes that are no UTF-8 become U+FFFD. Only
 * regular files of at most `cap` bytes are read. O_NONBLOCK: an earlier step may have put a pipe in the file's place,
 * and opening that would wait for ever.
 */
const readRunnerFile = async (path, cap) => {
    try {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        try {
            const { size } = await file.stat().then(stat => (stat.isFile() ? stat : { size: -1 }));
            if (size < 0)
                return unread('not-readable');
            if (size > cap)
                return unread('too-large');
            const bytes = Buffer.alloc(size);
            const { bytesRead } = await file.read(bytes, 0, size, 0);
            return { kind: 'text', text: new TextDecoder().decode(bytes.subarray(0, bytesRead)) };
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        return unread(reasonOf(error));
    }
};
const unread = (reason) => ({ kind: 'unread', reason });
/** Why a file of the runner could not be opened: absent, or there and closed to us. */
const reasonOf = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable';
};
/** The JSON value of a text; undefined for a text that is none. `__proto__` is dropped. */
const parseJson = (text) => {
    try {
        return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    }
    catch {
        return undefined;
    }
};


/***/ }),

/***/ 38993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isInside),
/* harmony export */   Z: () => (/* binding */ readInWorkspace)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _runner_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32584);



/**
 * Reads a file of the workspace that the user named by a relative path. Symbolic links are resolved, and what they lead
 * to outside is not read.
 */
const readInWorkspace = async (workspace, path, read) => {
    if (workspace === '')
        return unread('not-provided');
    try {
        const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(workspace);
        // By its name first, so that nothing is told of files elsewhere, not even whether they exist.
        if (!isInside(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path)))
            return unread('not-applicable');
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path));
        return isInside(root, real) ? await read(real) : unread('not-applicable');
    }
    catch (error) {
        return unread((0,_runner_file_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(error));
    }
};
/** Whether an absolute path lies below an absolute root, and is written without detours. */
const isInside = (root, path) => {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, way) === path;
};
const unread = (reason) => ({ kind: 'unread', reason });


/***/ })

};
