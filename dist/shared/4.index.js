const W=4,D=[4],H={2561:(($,b,t)=>{t.d(b,{d:()=>y,t:()=>h});const y={ok:0,negative:1,usage:2,incomplete:3,unchecked:4,nothing:5},h=({result:c})=>{switch(c){case"verified":return y.ok;case"not-verified":return y.negative;case"incomplete":return y.incomplete;case"signed":return y.unchecked}}}),7914:(($,b,t)=>{t.d(b,{_:()=>y});const y={overview:`pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> | - [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  what failed in a run, why and what to do; where its time went: critical path, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked, 5 nothing could be read
`,report:`Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page, or of one of its checks> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says what failed, why and what to do, and where its time went. With --offline
it asks nobody and reads a folder that fetch made, one with run.json and jobs.json, or an
unpacked run artifact.

Options
  --attempt N              another attempt than the latest
  --format text|markdown|json
                           text by default on a terminal, markdown in a file or a pipe
  -o, --output FILE        write the report there; - is standard output
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour
  NO_COLOR                 no colour on a terminal

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked), 5 the run cannot be read
`,fetch:`Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page, or of one of its checks> -o <folder> [options]

fetch saves what a report of the run needs: report --offline on the folder says what report would have said then.

Options
  -o, --output FOLDER      a new or empty folder
  --force                  write into a folder that holds something
  --attempt N              another attempt than the latest
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more)

Exit codes: 0 complete, 2 wrong usage, 3 something was lost (what was found is kept), 5 the run cannot be read
`,log:`Usage
  pipeline-trace log <file> [options]
  pipeline-trace log - [options]

log reads the log of one job, as GET /repos/{owner}/{repo}/actions/jobs/{id}/logs serves it, and prints what it tells,
with line numbers: runner and image, token permissions, actions with their commits, caches, artifacts, images, exit
codes, time-outs, services that steps name, and where the log shows an error why the job may have failed. A script can
print anything: what it prints is believed of its own step alone, and little. An archive is to be unpacked first. - is standard input.

Options
  --format text|json       text by default

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part, 5 not at all
`,verify:`Usage
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]

verify checks signatures, digests, that what the manifests claim is what the certificate says, and, with a token, that it
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, report.md,
jobs/. A bundle file holds one bundle, or one on each line as gh attestation download writes them: all must hold.

Whom to trust
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program (--verbose prints their dates)
  --refresh-roots          ask Sigstore's TUF repository for its root of today, beginning with the pinned one; never by
                           itself, and never in the place of a failed refresh
  --tuf-url URL, --tuf-root FILE
                           with it: another TUF repository, and the root.json of it that you trust
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once

What it must be about
  --artifact FILE          a file, or the digest of a file or image as sha256:HEX, that must be among what is verified;
                           a bundle by itself is compared with no file without it

Whom to expect
  --repo OWNER/REPO        the repository whose run it must be; a full URL for another server
  --repository-id ID       the same by its number, which stays when it is renamed
  --owner-id ID            the owner of the repository, by number
  --run ID                 the run that it must be
  --attempt N              the attempt that it must be
  --event NAME             the event that began the run, such as push: a pull request is none
  --source-ref REF         the full ref of the run, such as refs/heads/main
  --source-digest COMMIT   the full commit of the run
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL; of a reusable workflow its own path, not the caller's
  --signer-digest COMMIT   the full commit of the workflow file that signed
  --deny-self-hosted-runners
                           refuse what was signed on a runner that GitHub does not host
  --countersigner PATH     the workflow that may sign for jobs that did not sign themselves; without it that of
                           --signer-workflow, else OWNER/pipeline-trace/.github/workflows/report.yml
  --issuer URL             the token issuer, where an enterprise has its own:
                           https://token.actions.githubusercontent.com/SLUG
  --predicate-type URI     of a bundle file: another type than those of pipeline-trace

How
  --offline                ask nobody, also where there is a token
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --verbose                every check, and what the answer rests on; without it one line and what failed
  --format text|json       text by default; json has every check

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one GitHub is not asked

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone, and a root or
key that lies inside the folder is refused. Without --repo (or --key, or the --signer-workflow of the repository that ran)
the answer is "signed by ..., not checked against an expectation": somebody signed this, and whether it is the right one
is for you to say. A run of a pull request is one of the same repository: --event and --source-ref refuse it.

Examples
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --event push --source-ref refs/heads/main \\
    --signer-workflow OWNER/pipeline-trace/.github/workflows/report.yml
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --run 42 --attempt 1 --artifact dist/app.tar.gz
  pipeline-trace verify run-manifest.json --key key.pub --offline --format json
  pipeline-trace verify provenance.sigstore.json --repo octo/app --predicate-type https://slsa.dev/provenance/v1

Exit codes: 0 verified, 1 not verified, 2 wrong usage, 3 incomplete (files are missing, or the last line of
bundles was cut off; the rest was checked),
4 signed, and not checked against an expectation
`}}),8444:(($,b,t)=>{t.d(b,{a:()=>y});const y=(w,I)=>{const f=w.slice(0,h),p=I.map(i=>({name:i,distance:c(f,i)})).filter(({name:i,distance:o})=>o<=Math.min(2,Math.floor(i.length/2))).toSorted((i,o)=>i.distance-o.distance);return p[0]===void 0?"":`; did you mean ${p[0].name}?`},h=40,c=(w,I)=>{let[f,p]=[[],Array.from({length:I.length+1},(i,o)=>o)];for(let i=1;i<=w.length;i+=1){const o=[i];for(let e=1;e<=I.length;e+=1){const n=w[i-1]===I[e-1],s=(p[e-1]??0)+(n?0:1),E=i>1&&e>1&&w[i-1]===I[e-2]&&w[i-2]===I[e-1];o.push(Math.min((p[e]??0)+1,(o[e-1]??0)+1,s,E?(f[e-2]??0)+1:s))}[f,p]=[p,o]}return p[I.length]??w.length}}),7288:(($,b,t)=>{t.d(b,{RT:()=>s,Yy:()=>f,k2:()=>o,n8:()=>e,vY:()=>I,w6:()=>w});var y=t(3854),h=t(1965),c=t(5355);const w={"api-url":{type:"string"},"api-budget":{type:"string"}},I={...w,attempt:{type:"string"},quiet:{type:"boolean"}},f="archive",p=1e3,i=1e5,o=(d,l,m)=>{const O=(0,c.Wj)(d),{wrong:g,api:v}=e(l,m),r=[...O===void 0?["name the run as OWNER/REPO and RUN-ID, or by the URL of its page or of one of its checks"]:[],...s(l.attempt),...g,...v!==void 0&&O!==void 0?E(O,v.apiUrl):[]];if(O===void 0||v===void 0||r.length>0)return{wrong:r,online:void 0};const u={...v,repository:O.repository,runId:O.runId??"",checkRunId:O.checkRunId,attempt:l.attempt===void 0?O.attempt:Number(l.attempt)};return{wrong:r,online:u}},e=(d,l)=>{const m=(d["api-url"]??R(l.GITHUB_API_URL)??"https://api.github.com").replace(/\/$/,""),O=/^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(m)&&URL.canParse(m),g=[...O?[]:[`${d["api-url"]===void 0?"GITHUB_API_URL":"--api-url"} is an http(s) URL`],...(0,h.wP)(d["api-budget"],1,i)?[]:[`--api-budget is a number from 1 to ${i}`]];if(!O)return{wrong:g,api:void 0};const v={apiUrl:m,serverUrl:(0,c.zQ)(m),...n(l),proxies:(0,y.uv)(l),budget:Number(d["api-budget"]??p)};return{wrong:g,api:v}},n=d=>{for(const l of["GH_TOKEN","GITHUB_TOKEN"]){const m=R(d[l]);if(m!==void 0)return{token:m,tokenFrom:l}}return{token:"",tokenFrom:void 0}},s=d=>(0,h.wP)(d,1,99999)?[]:["--attempt is a number from 1"],E=({serverUrl:d},l)=>d===void 0||d.toLowerCase()===(0,c.zQ)(l)?[]:[`the run is on ${d}, but the API is ${l}: give --api-url ${(0,c.bn)(d)}`],R=d=>{const l=d?.trim()??"";return l===""?void 0:l}}),1965:(($,b,t)=>{t.d(b,{Ac:()=>I,CI:()=>w,wP:()=>i});var y=t(7975),h=t(7796),c=t(8444);const w=(o,e)=>new h.y("USAGE",o,{hint:`See pipeline-trace ${e===void 0?"":`${e} `}--help`}),I=(o,e,n)=>{const s=f(o,e,n),E=s.tokens.flatMap((R,d,l)=>R.kind!=="option"?[]:[...n[R.name]?.multiple!==!0&&l.findIndex(O=>O.kind==="option"&&O.name===R.name)<d?[`--${R.name} is given twice: give it once`]:[],...R.value?.trim()===""?[`--${R.name} is empty: give it a value or leave it out`]:[]]);if(E.length>0)throw w([...new Set(E)].join("; "),o);return s},f=(o,e,n)=>{try{return(0,y.parseArgs)({args:[...e],allowPositionals:!0,tokens:!0,options:{...n,...p}})}catch(s){const E=typeof s=="object"&&s!==null&&"message"in s?s.message:void 0,R=typeof E=="string"?E:"wrong options",[,d]=/^Unknown option '--?([\w-]{1,60})'/.exec(R)??[],l=[...Object.keys(n),"help"].map(m=>`--${m}`);throw w(d===void 0?R:`unknown option --${d}${(0,c.a)(`--${d}`,l)}`,o)}},p={help:{type:"boolean",short:"h"}},i=(o,e,n)=>o===void 0||/^\d{1,6}$/.test(o)&&Number(o)>=e&&Number(o)<=n}),1686:(($,b,t)=>{t.d(b,{U:()=>l});var y=t(8444),h=t(7288),c=t(1965);const w=(g,v)=>{const{values:r,positionals:u}=(0,c.Ac)("fetch",g,I);if(r.help===!0)return;const{output:a=""}=r,{wrong:U,online:P}=(0,h.k2)(u,r,v),T=[...U,...a===""||a==="-"?["-o names the folder to write"]:[]];if(P===void 0||T.length>0)throw(0,c.CI)(T.join("; "),"fetch");return{name:"fetch",online:P,folder:a,force:r.force===!0,quiet:r.quiet===!0}},I={...h.vY,output:{type:"string",short:"o"},force:{type:"boolean"}},f=g=>{const{values:v,positionals:r}=(0,c.Ac)("log",g,p);if(v.help===!0)return;const{format:u="text"}=v,[a,...U]=r,P=[...a===void 0||a===""?["name the log of a job"]:[],...U.length>0?["name one file"]:[],...i(u)?[]:["--format is text or json"]];if(P.length>0||a===void 0||!i(u))throw(0,c.CI)(P.join("; "),"log");return{name:"log",file:a,format:u}},p={format:{type:"string"}},i=g=>g==="text"||g==="json",o=(g,v)=>{const{values:r,positionals:u}=(0,c.Ac)("report",g,e);if(r.help===!0)return;const{format:a,offline:U,output:P}=r,T=U===void 0?(0,h.k2)(u,r,v):n(u,r),k=[...T.wrong,...R(a)?[]:["--format is text, markdown or json"],...P===""?["-o names a file, or - for standard output"]:[]],A=U===void 0?T.online&&{kind:"online",online:T.online}:{kind:"offline",folder:U,attempt:s(r.attempt)};if(k.length>0||A===void 0||!R(a))throw(0,c.CI)(k.join("; "),"report");return{name:"report",from:A,format:a,output:P==="-"?void 0:P,quiet:r.quiet===!0}},e={...h.vY,offline:{type:"string"},format:{type:"string"},output:{type:"string",short:"o"}},n=(g,v)=>({online:void 0,wrong:[...g.length>0?["--offline takes the run from its folder: name no other"]:[],...v.offline===""?["--offline names a folder"]:[],...["api-url","api-budget"].filter(r=>v[r]!==void 0).map(r=>`--${r} has no use with --offline, which asks nobody`),...(0,h.RT)(v.attempt)]}),s=g=>g===void 0?void 0:Number(g),E=["text","markdown","json"],R=g=>g===void 0||E.some(v=>v===g);var d=t(8250);const l=(g,v)=>{const[r,...u]=g;switch(r){case void 0:throw(0,c.CI)("no command given");case"--help":case"-h":case"help":return{name:"help",of:O(u[0])?u[0]:"overview"};case"--version":return{name:"version"};case"verify":return(0,d.j)(u,v)??{name:"help",of:"verify"};case"report":return o(u,v)??{name:"help",of:"report"};case"fetch":return w(u,v)??{name:"help",of:"fetch"};case"log":return f(u)??{name:"help",of:"log"};default:throw(0,c.CI)(r.startsWith("-")?`${r} before a command: name the command first`:`unknown command ${r}${(0,y.a)(r,m)}`)}},m=["report","fetch","log","verify","help"],O=g=>g==="verify"||g==="report"||g==="fetch"||g==="log"}),5355:(($,b,t)=>{t.d(b,{Wj:()=>c,bn:()=>p,zQ:()=>f});const y=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/,h=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull\/\d{1,10}\/checks\?(?:[\w-]{1,40}=[\w-]{0,100}&){0,5}check_run_id=|commit\/[0-9a-f]{40}\/checks\/|runs\/)(\d{1,20})(?:[&/?#]\S{0,500})?$/,c=i=>{const[o="",e,...n]=i;if(!(n.length>0))return e!==void 0?/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(o)&&/^\d{1,20}$/.test(e)?{repository:o,runId:e,checkRunId:void 0,attempt:void 0,serverUrl:void 0}:void 0:w(o)??I(o)},w=i=>{const[,o,e,n,s]=y.exec(i)??[];return o===void 0||e===void 0||n===void 0?void 0:{serverUrl:o,repository:e,runId:n,checkRunId:void 0,attempt:s===void 0?void 0:Number(s)}},I=i=>{const[,o,e,n]=h.exec(i)??[];return o===void 0||e===void 0||n===void 0?void 0:{serverUrl:o,repository:e,runId:void 0,checkRunId:n,attempt:void 0}},f=i=>{const{protocol:o,host:e}=new URL(i),n=e==="api.github.com"||/^api\.[\w-]{1,100}\.ghe\.com$/.test(e);return`${o}//${n?e.slice(4):e}`},p=i=>{const{protocol:o,host:e}=new URL(i);return e==="github.com"||e.endsWith(".ghe.com")?`${o}//api.${e}`:`${o}//${e}/api/v3`}}),8250:(($,b,t)=>{t.d(b,{B:()=>R,j:()=>w});var y=t(1164),h=t(7288),c=t(1965);const w=(r,u)=>{const{values:a,positionals:U}=(0,c.Ac)("verify",r,I);if(a.help===!0)return;const[P,...T]=U,{format:k="text",repo:A,run:x,attempt:S,issuer:N}=a,{wrong:j,api:M}=(0,h.n8)(a,u),C=[...P===void 0?["verify needs a run folder, a manifest or a bundle file"]:[],...T.length>0?["verify takes one folder or file"]:[],...v(k)?[]:["--format is text or json"],...g(x,/^\d{1,20}$/)?[]:["--run is a number"],...g(S,/^\d{1,5}$/)?[]:["--attempt is a number"],...g(A,m)?[]:["--repo is OWNER/REPO or a URL that ends so"],...g(a["signer-workflow"],O)?[]:["--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so"],...N===void 0||(0,y.nu)(N)?[]:["--issuer is an https URL"],...g(a["predicate-type"],/^\S{1,500}$/)?[]:["--predicate-type is a URI"],...f(a),...i(a),...o(a),...a.offline===!0?["api-url","api-budget"].filter(L=>a[L]!==void 0).map(L=>`--${L} has no use with --offline, which asks nobody`):j];if(P===void 0||C.length>0||!v(k))throw(0,c.CI)(C.join("; "),"verify");return{name:"verify",target:P,trustedRoot:a["trusted-root"],refresh:a["refresh-roots"]===!0?{own:p(a)}:void 0,keys:a.key??[],repo:A,run:x,attempt:S,signerWorkflow:a["signer-workflow"],issuer:N,predicateType:a["predicate-type"],artifact:a.artifact,sourceRef:a["source-ref"],sourceDigest:a["source-digest"],event:a.event,signerDigest:a["signer-digest"],repositoryId:a["repository-id"],ownerId:a["owner-id"],denySelfHostedRunners:a["deny-self-hosted-runners"]===!0,countersigner:a.countersigner,format:k,verbose:a.verbose===!0,api:l(a.offline===!0,M)}},I={"trusted-root":{type:"string"},"refresh-roots":{type:"boolean"},"tuf-url":{type:"string"},"tuf-root":{type:"string"},key:{type:"string",multiple:!0},repo:{type:"string"},run:{type:"string"},attempt:{type:"string"},"signer-workflow":{type:"string"},issuer:{type:"string"},"predicate-type":{type:"string"},artifact:{type:"string"},"source-ref":{type:"string"},"source-digest":{type:"string"},event:{type:"string"},"signer-digest":{type:"string"},"repository-id":{type:"string"},"owner-id":{type:"string"},"deny-self-hosted-runners":{type:"boolean"},countersigner:{type:"string"},verbose:{type:"boolean"},offline:{type:"boolean"},...h.w6,format:{type:"string"}},f=r=>{const{"refresh-roots":u,"tuf-url":a,"tuf-root":U}=r;return[...g(a,/^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/)?[]:["--tuf-url is an http(s) URL"],...a===void 0==(U===void 0)?[]:["--tuf-url and --tuf-root belong together: a repository, and the root of it that you trust"],...u===!0||a===void 0&&U===void 0?[]:["--tuf-url and --tuf-root have no use without --refresh-roots"],...u===!0&&r.offline===!0?["--refresh-roots and --offline exclude each other: roots are refreshed by asking"]:[],...u===!0&&r["trusted-root"]!==void 0?["--refresh-roots and --trusted-root exclude each other: who names a root means that one"]:[]]},p=({"tuf-url":r,"tuf-root":u})=>r===void 0||u===void 0?void 0:{url:r.replace(/\/$/,""),rootFile:u},i=r=>{const u=(a,U,P)=>g(r[a],U)?[]:[`--${a} is ${P}`];return[...r.artifact===void 0||d(r.artifact)?[]:["--artifact is a file, or the digest of a file or image as sha256:<64 hex digits>"],...u("source-ref",e,"a full ref, such as refs/heads/main or refs/tags/v1"),...u("source-digest",n,"a full commit: 40 or 64 hex digits"),...u("event",s,"the name of an event, such as push"),...u("signer-digest",n,"the full commit of the workflow file that signed: 40 or 64 hex digits"),...u("repository-id",E,"a number: GET /repos/OWNER/REPO names it as id"),...u("owner-id",E,"a number: GET /users/OWNER names it as id"),...u("countersigner",O,"OWNER/REPO/PATH[@REF] or a URL that ends so")]},o=({event:r,"source-ref":u})=>{if(r===void 0||u===void 0)return[];const a=r==="pull_request"||r.startsWith("pull_request_review");return a&&!u.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${u} exclude each other: its ref is refs/pull/NUMBER/merge`]:!a&&u.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${u} exclude each other: only a pull request has such a ref`]:[]},e=/^refs\/[a-z]{1,20}\/[^\s~^:?*[\\]{0,1000}[^\s~^:?*[\\/]$/,n=/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,s=/^[a-z][a-z_]{1,60}$/,E=/^\d{1,20}$/,R=r=>/^sha256:[0-9a-fA-F]{64}$/.test(r),d=r=>R(r)||!/^(?:sha\d{1,3}:|oci:|docker:)/i.test(r),l=(r,u)=>r?{notAsked:"--offline"}:u===void 0||u.token===""?{notAsked:"no token in GH_TOKEN or GITHUB_TOKEN"}:u,m=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/,O=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/,g=(r,u)=>r===void 0||u.test(r),v=r=>r==="text"||r==="json"}),4:(($,b,t)=>{t.a($,async(y,h)=>{try{t.r(b);var c=t(7796),w=t(9682),I=t(1473),f=t(3941),p=t(2561),i=t(7914),o=t(7288),e=t(1686);const n=d=>{process.stderr.write(`pipeline-trace: ${(0,I.en)(d)}
`)},s=d=>d?()=>{}:n,E=d=>{const l=process.stdout.isTTY===!0,m=(d.NO_COLOR??"")!==""||d.TERM==="dumb";return{isTerminal:l,hasColour:l&&!m}},R=async()=>{const d=(0,w.Q)(),l=(0,e.U)(process.argv.slice(2),d);switch(l.name){case"help":return{output:i._[l.of],exitCode:p.d.ok};case"version":return{output:`${f.x}
`,exitCode:p.d.ok};case"verify":{const{verify:m}=await Promise.all([t.e(3673),t.e(4103),t.e(6598)]).then(t.bind(t,2608));return m(l)}case"report":{const{report:m}=await Promise.all([t.e(2592),t.e(3673),t.e(6296),t.e(7459),t.e(8058),t.e(9387),t.e(5909),t.e(5177),t.e(4103),t.e(16),t.e(2779),t.e(5095),t.e(9075),t.e(942),t.e(2316)]).then(t.bind(t,2316));return m(l,Date.now,s(l.quiet),E(d))}case"log":{const{log:m}=await Promise.all([t.e(3673),t.e(8058),t.e(5909),t.e(2779),t.e(9655)]).then(t.bind(t,2940));return m(l)}case"fetch":{const{fetchRun:m}=await Promise.all([t.e(2592),t.e(3673),t.e(7459),t.e(8058),t.e(9387),t.e(5909),t.e(5177),t.e(4103),t.e(16),t.e(2779),t.e(5095),t.e(9075),t.e(3816)]).then(t.bind(t,3816)),{online:O,folder:g,force:v,quiet:r}=l,u={...O,folder:g,force:v,logs:o.Yy,now:Date.now},{exitCode:a,lost:U}=await m(u,s(r));return{output:"",exitCode:a,errors:U}}}};process.stdout.on("error",d=>{d.code!=="EPIPE"&&(n(`the result could not be written: ${d.message}`),process.exitCode=p.d.incomplete)});try{const{output:d,exitCode:l,errors:m=[]}=await R();for(const O of m)n(O);process.stdout.write(d),process.exitCode=l}catch(d){n((0,c.G)(d)),process.exitCode=d instanceof c.y&&d.code!=="INTERNAL"?p.d.usage:p.d.incomplete}h()}catch(n){h(n)}},1)}),3532:(($,b,t)=>{t.d(b,{B:()=>h,I:()=>y});const y=(o,e)=>{if(o.length<=e)return o;let n=Math.max(0,e);for(let s=0;s<c&&n>0&&w(o,n);s+=1)n-=1;return n>0&&w(o,n)&&(n=I(o,e)?e-1:e),o.slice(0,n)},h=(o,e)=>o.length<=e?o:`${y(o,e-1)}\u2026`,c=40,w=(o,e)=>{if(I(o,e))return!0;const n=o.codePointAt(e);return n===void 0?!1:i.test(String.fromCodePoint(n))||o.charCodeAt(e-1)===p},I=(o,e)=>f(o.charCodeAt(e-1),55296,56319)&&f(o.charCodeAt(e),56320,57343),f=(o,e,n)=>o>=e&&o<=n,p=8205,i=new RegExp("^(?:\\p{M}|\\u200d|[\\u{1f3fb}-\\u{1f3ff}]|[\\u{e0020}-\\u{e007f}])","u")}),7796:(($,b,t)=>{t.d(b,{G:()=>c,y:()=>h});var y=t(3532);class h extends Error{code;hint;constructor(p,i,o={}){super(i,"cause"in o?{cause:o.cause}:void 0),this.name="TraceError",this.code=p,this.hint=o.hint}}const c=f=>{const p=w(f).replace(/[\r\n]+/g," ").trim();return(0,y.I)(p===""?"an error without a message":p,1e3)},w=f=>{if(f instanceof h){const{message:p,hint:i}=f;return i===void 0?p:`${p}. ${i}`}return f instanceof Error?f.message===""?I(f):f.message:String(f)},I=f=>typeof f.code=="string"?`${f.name} ${f.code}`:f.name}),9682:(($,b,t)=>{t.d(b,{Q:()=>y,R:()=>h});const y=()=>Object.freeze({...process.env}),h=(c,w)=>(c[`INPUT_${w.replace(/ /g,"_").toUpperCase()}`]??"").trim()}),3854:(($,b,t)=>{t.d(b,{B_:()=>y,EE:()=>c,S9:()=>f,ts:()=>I,uv:()=>h});const y={http:"",https:"",none:""},h=e=>{const n=s=>e[s]||e[s.toUpperCase()]||"";return{http:n("http_proxy"),https:n("https_proxy"),none:n("no_proxy")}},c=(e,n)=>{const s=n.protocol==="https:"?e.https:e.http;if(!(s===""||i(n.hostname)||o(e.none,n)))return w(s)},w=e=>{const n=e.includes("://")?e:`http://${e}`;if(!URL.canParse(n))return;const{protocol:s,hostname:E,port:R,username:d,password:l}=new URL(n);if(E==="")return;const m=s==="https:",O=R===""?m?443:80:Number(R),g=`${p(d)}:${p(l)}`;return{isTls:m,host:E.replace(/^\[|\]$/g,""),port:O,authorization:g===":"?void 0:`Basic ${Buffer.from(g).toString("base64")}`,name:`${E}:${O}`}},I=({authorization:e})=>e===void 0?{}:{"proxy-authorization":e},f=e=>e.replace(/the proxy \S{1,260}:\d{1,5}/g,"a proxy"),p=e=>{try{return decodeURIComponent(e)}catch{return e}},i=e=>e==="localhost"||e.startsWith("127.")||e==="[::1]",o=(e,{hostname:n,port:s,protocol:E})=>{const R=n.toUpperCase(),l=[R,`${R}:${s===""?E==="https:"?"443":"80":s}`];return e.split(",").map(m=>m.trim().toUpperCase()).filter(m=>m!=="").some(m=>m==="*"||l.some(O=>O===m||O.endsWith(`.${m}`)||m.startsWith(".")&&O.endsWith(m)))}}),1473:(($,b,t)=>{t.d(b,{GO:()=>h,Ul:()=>c,en:()=>y});const y=e=>c(e),h=e=>e.replace(w,n=>n===`
`?n:n.split("").map(I).join("")),c=e=>e.replace(w,(n,s)=>f(e,n,s)?n:`\\u{${(n.codePointAt(0)??0).toString(16).toUpperCase()}}`),w=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufdd0-\ufdef\ufffe\uffff]/gu,I=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,"0")}`,f=(e,n,s)=>{if(n!=="\uFE0F"&&n!=="\u200D")return!1;const E=e.slice(Math.max(0,s-8),s),R=e.slice(s+1,s+3);return n==="\u200D"?i.test(E)&&o.test(R):p.test(E)||/[0-9#*]$/.test(E)&&R.startsWith("\u20E3")},p=new RegExp("\\p{Extended_Pictographic}$","u"),i=new RegExp("\\p{Extended_Pictographic}(?:\\ufe0f|[\\u{1f3fb}-\\u{1f3ff}])?$","u"),o=new RegExp("^\\p{Extended_Pictographic}","u")}),3941:(($,b,t)=>{t.d(b,{f:()=>h,x:()=>y});const y="0.1.0",h="1.0.0"}),1164:(($,b,t)=>{t.d(b,{$S:()=>i,DT:()=>w,Qx:()=>h,Tm:()=>o,bf:()=>p,nu:()=>f});var y=t(1361);const h=n=>{const s=URL.canParse(n)?new URL(n).hostname:"";return s.endsWith(".ghe.com")?`https://token.actions.${s}`:"https://token.actions.githubusercontent.com"},c=/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,w=(n,s)=>{const E=`${h(n)}/`;return s.startsWith(E)&&c.test(s.slice(E.length))},I=/^https?:\/\/[\w.-]{1,250}(?::\d{1,5})?(?:\/[\w./-]{0,500})?$/,f=n=>I.test(n),p=n=>c.test(n)||f(n),i=(n,s)=>c.test(n)?`${h(s)}/${n}`:n,o=(n,s,E,R)=>{if(s===R)return(0,y.IX)(n,`token issuer ${R}`);const d=w(E,R)?`; ${e}`:"";return(0,y.fJ)(n,`token issuer: claimed ${s}, proven ${R}${d}`)},e="the issuer of an enterprise counts where it is named: --issuer URL, in a report input issuer"}),1361:(($,b,t)=>{t.d(b,{IX:()=>c,LC:()=>f,VC:()=>p,fJ:()=>w,fx:()=>i,hH:()=>I});var y=t(3532),h=t(2310);const c=(e,n)=>({id:e,result:"pass",reason:o(n)}),w=(e,n)=>({id:e,result:"fail",reason:o(n)}),I=(e,n)=>({id:e,result:"not-applicable",reason:o(n)}),f=(e,n,s,E)=>s===E?c(e,`${n} ${E}`):w(e,`${n}: claimed ${s}, proven ${E}`),p=e=>e.length>0&&e.every(({result:n})=>n==="pass"||n==="not-applicable"),i=(e,n)=>{const s=e.find(({result:E})=>E==="fail");return s===void 0?"no check passed":(0,h.F8)(`${s.id}: ${s.reason}`,n)},o=e=>(0,y.B)(e,500)})};export{W as id,D as ids,H as modules};
