/** One form in which a credential is written, and where that form is described. */
export type CredentialForm = { readonly id: string; readonly pattern: RegExp; readonly source: string }

/*
 * The forms of credentials that are replaced in all output of a job. Each pattern is the project's own and takes linear
 * time. `source` cites the description of the form: a rule of gitleaks (github.com/gitleaks/gitleaks
 * config/gitleaks.toml), a detector of trufflehog (github.com/trufflesecurity/trufflehog pkg/detectors), a plugin of
 * detect-secrets (github.com/Yelp/detect-secrets detect_secrets/plugins), or a page of the issuer. A form without its
 * own prefix (32 hex digits, a UUID) matches only beside the name of its service, since digests, commits and cache keys
 * look the same.
 */
export const CREDENTIAL_FORMS: readonly CredentialForm[] = [
  // Source hosts. Some GitHub tokens contain `_`, and any character may follow a token.
  form('github', /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9_]{20}/, 'gitleaks github-pat, github-oauth, github-app-token'),
  form('github-fine-grained', /github_pat_[A-Za-z0-9_]{20}/, 'gitleaks github-fine-grained-pat'),
  form(
    'github-app-old',
    /(?<![A-Za-z0-9.])v1\.[0-9a-f]{40}(?![A-Za-z0-9])/,
    'docs.github.com REST "Create an installation access token", before 2021',
  ),
  form(
    'gitlab',
    /(?<![A-Za-z0-9])gl(?:pat|ptt|dt|rt|rtr|cbt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{20}/,
    'gitleaks gitlab-pat and its siblings; docs.gitlab.com "Token overview"',
  ),
  form('gitlab-runner-old', /(?<![A-Za-z0-9])GR1348941[A-Za-z0-9_-]{20}/, 'gitleaks gitlab-rrt'),
  form(
    'bitbucket',
    /(?<![A-Za-z0-9])(?:ATBB[A-Za-z0-9_=.-]{28}|BBDC-[A-Za-z0-9+/@_-]{40})/,
    'trufflehog bitbucketapppassword, atlassiandatacenter',
  ),
  form('atlassian', /(?<![A-Za-z0-9])AT(?:ATT3|CTT3)[A-Za-z0-9+/=_-]{40}/, 'gitleaks atlassian-api-token'),

  // Cloud providers.
  form(
    'aws-key-id',
    /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/,
    'gitleaks aws-access-token',
  ),
  form(
    'aws-bedrock',
    /(?<![A-Za-z0-9])(?:ABSK[A-Za-z0-9+/]{100}|bedrock-api-key-[A-Za-z0-9+/]{20})/,
    'gitleaks aws-amazon-bedrock-api-key',
  ),
  form('google-api-key', /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/, 'gitleaks gcp-api-key'),
  form(
    'google-oauth',
    /(?<![A-Za-z0-9])(?:ya29\.[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{24}|1\/\/0[A-Za-z0-9_-]{40})/,
    'docs.github.com "Supported secret scanning patterns", Google; developers.google.com/identity "Using OAuth 2.0"',
  ),
  form(
    'azure-key',
    /(?:AccountKey|SharedAccessKey|SharedSecretKey)\s{0,2}=\s{0,2}[A-Za-z0-9+/]{20}/i,
    'detect-secrets azure_storage_key',
  ),
  form('azure-sas', /[?&]sig=[A-Za-z0-9%+/=_-]{20}/i, 'trufflehog azuresastoken'),
  form(
    'azure-client-secret',
    /(?<![A-Za-z0-9])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31}/,
    'gitleaks azure-ad-client-secret',
  ),
  form(
    'azure-common-key',
    /[A-Za-z0-9+/_-]{30}(?:JQQJ99[A-Za-z0-9]{2}|\+ASt|\+ABa|\+ASb|AIoT|APIM|ACDb|AzFu|AzSe|AzCa)[A-Za-z0-9+/]{4,40}={0,2}(?![A-Za-z0-9])/,
    'github.com/microsoft/security-utilities, common annotated security keys',
  ),
  form(
    'digitalocean',
    /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}/,
    'gitleaks digitalocean-pat, -access-token, -refresh-token',
  ),
  form(
    'cloudflare',
    /(?<![A-Za-z0-9])(?:cf(?:k|ut|at)_[A-Za-z0-9_-]{40}|v1\.0-[a-f0-9]{24}-[a-f0-9]{100})/,
    'developers.cloudflare.com "Token formats"; gitleaks cloudflare-origin-ca-key',
  ),
  form('heroku', /(?<![A-Za-z0-9])HRKU-[A-Za-z0-9_-]{36}/, 'gitleaks heroku-api-key-v2; devcenter.heroku.com'),
  form('alibaba', /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])/, 'gitleaks alibaba-access-key-id'),
  form(
    'fly',
    /(?<![A-Za-z0-9])(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100})/,
    'gitleaks flyio-access-token',
  ),
  form('netlify', /(?<![A-Za-z0-9])nf[pocub]_[A-Za-z0-9_]{36}/, 'trufflehog netlify'),
  form('supabase', /(?<![A-Za-z0-9])(?:sbp_[a-z0-9]{40}|sb_secret_[A-Za-z0-9_-]{20})/, 'trufflehog supabasetoken'),
  form('planetscale', /(?<![A-Za-z0-9])pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32}/, 'gitleaks planetscale-api-token'),
  form('tailscale', /(?<![A-Za-z0-9])tskey-[a-z]{2,12}-[A-Za-z0-9_]{8,40}-[A-Za-z0-9_]{8}/, 'trufflehog tailscale'),
  form('deno', /(?<![A-Za-z0-9])dd[pw]_[A-Za-z0-9]{36}/, 'trufflehog deno'),
  form('openshift', /(?<![A-Za-z0-9])sha256~[A-Za-z0-9_-]{43}/, 'gitleaks openshift-user-token'),
  form(
    'yandex',
    /(?<![A-Za-z0-9])(?:AQVN[A-Za-z0-9_-]{35}|t1\.[A-Za-z0-9_-]{20,400}={0,2}\.[A-Za-z0-9_-]{80})/,
    'gitleaks yandex-api-key',
  ),

  // Package registries.
  form('npm', /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/, 'gitleaks npm-access-token'),
  form('pypi', /(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{50}/, 'gitleaks pypi-upload-token; detect-secrets pypi_token'),
  form('rubygems', /(?<![A-Za-z0-9])rubygems_[a-f0-9]{48}/, 'gitleaks rubygems-api-token'),
  form(
    'crates',
    /(?<![A-Za-z0-9])cio(?:[A-Za-z0-9]{32}(?![A-Za-z0-9])|_tp_[A-Za-z0-9]{20})/,
    'rust-lang/crates.io, token prefix `cio`',
  ),
  form('nuget', /(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])/, 'trufflehog nugetapikey'),
  form('clojars', /(?<![A-Za-z0-9])CLOJARS_[a-z0-9]{60}/i, 'gitleaks clojars-api-token'),
  form('docker-hub', /(?<![A-Za-z0-9])dckr_[po]at_[A-Za-z0-9_-]{20}/, 'trufflehog dockerhub/v2'),
  form(
    'artifactory',
    /(?<![A-Za-z0-9])(?:AKC[A-Za-z0-9]{40}|cmVmd[A-Za-z0-9]{59})/,
    'gitleaks artifactory-api-key, artifactory-reference-token',
  ),

  // Chat.
  form(
    'slack',
    /(?<![A-Za-z0-9])(?:xox[abceoprs]|xapp)-[A-Za-z0-9-]{10}/,
    'gitleaks slack-bot-token and its siblings, slack-app-token',
  ),
  form(
    'slack-webhook',
    /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{20}/,
    'gitleaks slack-webhook-url',
  ),
  form(
    'discord',
    /(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}/,
    'detect-secrets discord',
  ),
  form(
    'discord-webhook',
    /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{10,20}\/[A-Za-z0-9_-]{20}/,
    'trufflehog discordwebhook',
  ),
  form('telegram', /(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/, 'detect-secrets telegram_token'),
  form(
    'teams-webhook',
    /\.webhook\.office\.com\/webhookb2\/[A-Za-z0-9@/-]{36}|\/workflows\/[a-f0-9]{32}\/triggers\/manual\/paths\/invoke\?\S{0,200}sig=/,
    'gitleaks microsoft-teams-webhook; trufflehog microsoftteamswebhook/v2',
  ),

  // Payment.
  form(
    'stripe',
    /(?<![A-Za-z0-9])(?:(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{24})/,
    'gitleaks stripe-access-token',
  ),
  form(
    'square',
    /(?<![A-Za-z0-9])(?:sq0[a-z]{3}-[A-Za-z0-9_-]{22}|EAAA[A-Za-z0-9_+=-]{60})/,
    'gitleaks square-access-token; trufflehog squareapp',
  ),
  form(
    'braintree',
    /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/,
    'docs.github.com "Supported secret scanning patterns", PayPal',
  ),
  form(
    'shopify',
    /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}/,
    'gitleaks shopify-access-token and its siblings',
  ),

  // Mail and telephone.
  form('twilio', /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/, 'gitleaks twilio-api-key'),
  form('sendgrid', /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16}/, 'detect-secrets sendgrid'),
  form(
    'mailgun',
    /(?<![A-Za-z0-9-])(?:key-[a-z0-9]{32}(?![A-Za-z0-9])|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}(?![A-Za-z0-9-]))/,
    'trufflehog mailgun',
  ),
  form('mailchimp', /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/, 'gitleaks mailchimp-api-key'),
  form('brevo', /(?<![A-Za-z0-9])xkeysib-[a-f0-9]{64}/, 'gitleaks sendinblue-api-token'),

  // AI models. Without a known second word, only an unbroken run of characters matches: `sk-learn-integration-tests` is
  // no key.
  form(
    'openai',
    /(?<![A-Za-z0-9])sk[-_](?:(?:proj|svcacct|admin|or-v1|lf)-[A-Za-z0-9_-]{20}|[A-Za-z0-9]{32})/,
    'gitleaks openai-api-key',
  ),
  form('anthropic', /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{20}/, 'gitleaks anthropic-api-key, anthropic-admin-api-key'),
  form('hugging-face', /(?<![A-Za-z0-9])(?:hf|api_org)_[A-Za-z0-9]{34}/, 'gitleaks huggingface-access-token'),
  form('groq', /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40}/, 'trufflehog groq'),
  form('xai', /(?<![A-Za-z0-9])xai-[A-Za-z0-9_]{60}/, 'trufflehog xai'),
  form('replicate', /(?<![A-Za-z0-9])r8_[A-Za-z0-9_-]{37}/, 'trufflehog replicate'),
  form('perplexity', /(?<![A-Za-z0-9])pplx-[A-Za-z0-9]{48}/, 'gitleaks perplexity-api-key'),
  form('langsmith', /(?<![A-Za-z0-9])lsv2_(?:pt|sk)_[a-f0-9]{32}/, 'trufflehog langsmith'),

  // Observability and data.
  form('databricks', /(?<![A-Za-z0-9])dapi[a-f0-9]{32}/, 'gitleaks databricks-api-token'),
  form(
    'new-relic',
    /(?<![A-Za-z0-9])NR(?:AK|II|JS|RA|SP|IQ)-[A-Za-z0-9_-]{18}|[a-f0-9x]{30,36}(?:FFFF)?NRAL(?![A-Za-z0-9])/,
    'gitleaks new-relic-user-api-key and its siblings',
  ),
  form('sentry', /(?<![A-Za-z0-9])sntry[sua]_[A-Za-z0-9+/=_-]{32}/, 'gitleaks sentry-org-token, sentry-user-token'),
  form(
    'sentry-dsn',
    /:\/\/[a-f0-9]{32}(?::[a-f0-9]{32})?@[A-Za-z0-9.-]{1,100}\/\d/,
    'docs.sentry.io "Data Source Name"',
  ),
  form(
    'grafana',
    /(?<![A-Za-z0-9])(?:gl(?:c|sa)_[A-Za-z0-9+/_]{32}|eyJrIjoi[A-Za-z0-9]{60})/,
    'gitleaks grafana-api-key and its siblings',
  ),
  form('dynatrace', /(?<![A-Za-z0-9])dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{40}/i, 'gitleaks dynatrace-api-token'),
  form('postman', /(?<![A-Za-z0-9])PMAK-[A-Za-z0-9]{24}-[A-Za-z0-9]{20}/, 'gitleaks postman-api-token'),
  form('airtable', /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/, 'trufflehog airtablepersonalaccesstoken'),
  form('contentful', /(?<![A-Za-z0-9])CFPAT-[A-Za-z0-9_-]{40}/, 'trufflehog contentfulpersonalaccesstoken'),
  form('typeform', /(?<![A-Za-z0-9])tfp_[A-Za-z0-9_.=-]{40}/, 'gitleaks typeform-api-token'),
  form('readme', /(?<![A-Za-z0-9])rdme_[a-z0-9]{64}/, 'gitleaks readme-api-token'),
  form('duffel', /(?<![A-Za-z0-9])duffel_(?:test|live)_[A-Za-z0-9_=-]{43}/, 'gitleaks duffel-api-token'),
  form('facebook', /(?<![A-Za-z0-9])EAA[A-Z][A-Za-z0-9]{90}/, 'gitleaks facebook-page-access-token'),
  form(
    'figma',
    /(?<![A-Za-z0-9])fig[du]r?_[A-Za-z0-9_-]{40}/,
    'docs.github.com "Supported secret scanning patterns", Figma',
  ),
  form('dropbox', /(?<![A-Za-z0-9.])sl\.[A-Za-z0-9=_-]{130}/, 'gitleaks dropbox-short-lived-api-token'),

  // Secret stores, infrastructure and CI.
  form(
    'vault',
    /(?<![A-Za-z0-9.])(?:hv[sbr]\.[A-Za-z0-9_-]{24}|s\.(?=[A-Za-z]{0,23}\d)(?=[A-Z0-9]{0,23}[a-z])[A-Za-z0-9]{24}(?![A-Za-z0-9]))/,
    'gitleaks vault-service-token, vault-batch-token',
  ),
  form('terraform', /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40}/, 'gitleaks hashicorp-tf-api-token'),
  form(
    'doppler',
    /(?<![A-Za-z0-9])dp\.(?:ct|pt|st|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40}/,
    'trufflehog doppler',
  ),
  form('pulumi', /(?<![A-Za-z0-9])pul-[a-f0-9]{40}/, 'gitleaks pulumi-api-token'),
  form(
    'one-password',
    /(?<![A-Za-z0-9])(?:ops_eyJ[A-Za-z0-9+/]{40}|A3-[A-Z0-9]{6}-[A-Z0-9]{6,11}-[A-Z0-9]{5}-[A-Z0-9]{5})/,
    'gitleaks 1password-service-account-token, 1password-secret-key',
  ),
  form('age', /(?<![A-Za-z0-9])AGE-SECRET-KEY-1[A-Z0-9]{40}/, 'gitleaks age-secret-key'),
  form('infracost', /(?<![A-Za-z0-9])ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])/, 'gitleaks infracost-api-token'),
  form('octopus', /(?<![A-Za-z0-9])API-[A-Z0-9]{25,27}(?![A-Za-z0-9])/, 'gitleaks octopus-deploy-api-key'),
  form('circleci', /(?<![A-Za-z0-9])CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[A-Fa-f0-9]{40}/, 'trufflehog circleci/v2'),
  form('buildkite', /(?<![A-Za-z0-9])bk[a-z]{2}_[a-z0-9]{40}/, 'trufflehog buildkite/v2'),
  form(
    'sonar',
    /(?<![A-Za-z0-9])sq(?:[pua]_[a-f0-9]{40}|co_[A-Za-z0-9]{40})/,
    'trufflehog sonarcloud/v2; docs.sonarsource.com "Managing your tokens"',
  ),
  form(
    'harness',
    /(?<![A-Za-z0-9])[ps]at\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/,
    'gitleaks harness-api-key',
  ),
  form('prefect', /(?<![A-Za-z0-9])pn[ub]_[A-Za-z0-9]{36}/, 'gitleaks prefect-api-token'),
  form(
    'sourcegraph',
    /(?<![A-Za-z0-9])sgp_(?:(?:[A-Fa-f0-9]{16}|local)_)?[A-Fa-f0-9]{40}/,
    'gitleaks sourcegraph-access-token',
  ),
  form('rootly', /(?<![A-Za-z0-9])rootly_[a-f0-9]{64}/, 'trufflehog rootly'),

  // Trackers and identity.
  form('linear', /(?<![A-Za-z0-9])lin_(?:api|oauth)_[A-Za-z0-9]{32}/, 'gitleaks linear-api-key'),
  form(
    'notion',
    /(?<![A-Za-z0-9])(?:ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9]))/,
    'gitleaks notion-api-token; developers.notion.com',
  ),
  form(
    'okta',
    /(?<![A-Za-z0-9])SSWS\s{1,3}[A-Za-z0-9_-]{20}|(?<![A-Za-z0-9_-])00(?=[a-z0-9-]{0,39}[A-Z_])[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/,
    'trufflehog okta; developer.okta.com "Okta API tokens"',
  ),
  form('adobe', /(?<![A-Za-z0-9])p8e-[A-Za-z0-9]{32}/, 'gitleaks adobe-client-secret'),

  // Forms without a single issuer.
  form(
    'jwt',
    /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,2000}\.(?:eyJ[A-Za-z0-9_-]{8}|[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10})/,
    'RFC 7519; gitleaks jwt',
  ),
  form(
    'pem',
    /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/,
    'RFC 7468; gitleaks private-key',
  ),
  form(
    'private-key-body',
    /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3,4}IBAAK|MII[A-Za-z0-9+/]{2,5}IBADANBgkqhkiG9w0BAQEF|MI[A-Za-z0-9+/]{1,3}AgEAMBMGByqGSM49|MHcCAQEEI|M[A-Za-z0-9+/]{3}AgEAMAUGAytlcAQ|MC4CAQAwBQYDK2VwBCIE|b3BlbnNzaC1rZXktdjE)/,
    'RFC 5208, RFC 5915, RFC 8410 in base64; openssh PROTOCOL.key',
  ),
  form(
    'pem-in-base64',
    /LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,60}(?:UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW)/,
    'RFC 7468 in base64 (RFC 4648)',
  ),
  form(
    'url-password',
    /:\/\/[^\s/:@]{0,100}:(?!\*{3,200}@)[^\s/@]{1,200}@(?!sha\d{3}:)/,
    'RFC 3986 section 3.2.1; detect-secrets basic_auth',
  ),
  form(
    'url-token',
    /:\/\/(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{32,200}@(?!sha\d{3}:)/,
    'RFC 3986 section 3.2.1: a token in the place of a user',
  ),
  form(
    'signed-url',
    /[?&](?:x-amz-signature|x-goog-signature|x-amz-security-token|signature)=[A-Za-z0-9%+/=_-]{20}/i,
    'docs.aws.amazon.com "Authenticating Requests: Using Query Parameters"',
  ),
  form(
    'authorization',
    /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:basic|bearer|token|digest|negotiate|apikey|ssws)\s{1,3})?[^\s"'${*]{8}/i,
    'RFC 9110 section 11.6.2; gitleaks curl-auth-header',
  ),
  form(
    'bearer',
    /(?<![A-Za-z0-9])bearer\s{1,3}(?=[A-Za-z._~+/-]{0,60}\d)[A-Za-z0-9._~+/-]{20}/i,
    'RFC 6750 section 2.1',
  ),
  form(
    'git-basic',
    /eC1hY2Nlc3MtdG9rZW46[A-Za-z0-9+/]{8}/,
    'actions/checkout src/git-auth-helper.ts: `x-access-token:` in base64',
  ),
  form(
    'docker-auth',
    /["']auth["']\s{0,2}:\s{0,2}["'][A-Za-z0-9+/=]{12}/,
    'docs.docker.com "docker login", config.json',
  ),
  form(
    'pair',
    /(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|credentials?)(?:[_-](?:key|value|access[_-]?key))?["']?\s{0,3}[=:]\s{0,3}["']?(?!\*{3}|(?:write|read|none|true|false|inherit)(?![A-Za-z0-9]))[^\s${"'][^\s]{5}/i,
    'gitleaks generic-api-key; detect-secrets keyword',
  ),
  form(
    'flag',
    /(?<![A-Za-z0-9-])--?(?:password|passwd|passphrase|token|secret|api-?key|access-?key|auth-?token|access-?token|secret-?key)[ =]{1,3}["']?(?!\*{3})[^\s${"'-][^\s]{5}/i,
    'gitleaks curl-auth-user: the same as an option of a command',
  ),
  form('connection', /;\s{0,2}pwd\s{0,2}=\s{0,2}[^\s;${*]{4}/i, 'learn.microsoft.com "Connection String Syntax"'),
  form(
    'netrc',
    /machine\s{1,3}\S{1,200}\s{1,3}login\s{1,3}\S{1,200}\s{1,3}password\s{1,3}[^\s${*]/,
    'gnu.org inetutils ".netrc file"',
  ),
  form(
    'user-password',
    /(?:curl|wget)\s[^\n]{0,300}(?:-u|--user)[ =]["']?[^\s:"'${]{1,100}:[^\s"'${*]{3}/,
    'gitleaks curl-auth-user',
  ),
  form(
    'service-key',
    /(?:datadog|dd_|heroku|twilio|okta|snyk|cloudflare|bitbucket|fastly|travis|circleci|pagerduty|opsgenie|codecov|braintree|paypal|jfrog|artifactory)[\w .-]{0,30}["']?\s{0,3}[=:]\s{0,3}["']?(?:[A-Za-z0-9_-]{32,100}|[0-9a-f]{8}-[0-9a-f]{4}-)/i,
    'gitleaks heroku-api-key, datadog-access-token and their siblings: a name, then a value without a form of its own',
  ),
]

function form(id: string, pattern: RegExp, source: string): CredentialForm {
  return { id, pattern, source }
}

/**
 * Quick tests: every text with one of these forms matches them, and few other texts do. Most texts therefore cost two
 * patterns instead of a hundred.
 */
export const mayHoldCredential = (text: string): boolean => MARKS.test(text) || WORDS.test(text)

const MARKS =
  /gh[pousr]_|github_pat_|v1\.\d|v1\.[a-f]|gl[a-z]{1,5}[-_]|GR1348|AT(?:BB|ATT|CTT)|BBDC-|A3[-T]|A(?:KI|SI|BI)A|ACCA|ABSK|AKC|AQVN|AIza|AIoT|APIM|ACDb|Az(?:Fu|Se|Ca)|ya29|GOCSPX|1\/\/0|JQQJ|\+AS|\+AB|Q~|do[opr]_v|cf[a-z]{1,2}_|HRKU|LTAI|fo1_|fm[12]|nf[a-z]_|sbp_|sb_s|pscale|tskey|dd[pw]_|t1\.|npm_|pypi-|rubygems_|cio|oy2|dckr_|cmVmd|xox|xapp|hooks\.|webhook|triggers\/|[MNO][\w-]{23}|\d{8}:[\w-]{9}|[sr]k[-_]|whsec|sq[0pauc]|EAA|shp[a-z]{2}_|SK[0-9a-f]{9}|SG\.|key-|[0-9a-f]{32}-|xkeysib|hf_|api_org|gsk_|xai-|r8_|pplx|lsv2|dapi|NR[A-Z]|sntry|:\/\/[^/]{0,300}@|eyJ|dt0|PMAK|[ps]at\.|pat[A-Za-z0-9]{14}\.|CFPAT|tfp_|rdme|duffel|fig[du]|sl\.[\w=-]{9}|hv[sbr]\.|s\.[A-Za-z0-9]{24}|atlasv1|dp\.|pul-|ops_|AGE-|ico-|API-|CCIP|bk[a-z]{2}_|pn[ub]_|sgp_|rootly|lin_|ntn_|SSWS|00[\w-]{40}|p8e-|-----BEGIN|PuTTY|MI[A-Z]|M[A-Za-z0-9+/]{3}AgE|MHcC|MC4C|b3Bl|LS0t|eC1h|sha256~/
const WORDS =
  /pass|secret|token|key["']?\s{0,3}[=:]|--?[a-z]{3,6}-?key|credential|auth|bearer|sig(?:nature)?=|pwd|clojars|machine|curl|wget|datadog|dd_|heroku|twilio|okta|snyk|cloudflare|bitbucket|fastly|travis|circleci|pagerduty|opsgenie|codecov|braintree|paypal|jfrog|artifactory|bedrock|dt0/i
