const W=4,D=[4],H={2561:(($,O,t)=>{t.d(O,{d:()=>y,s:()=>h});const y={ok:0,negative:1,usage:2,incomplete:3,unchecked:4,nothing:5},h=({result:c})=>{switch(c){case"verified":return y.ok;case"not-verified":return y.negative;case"incomplete":return y.incomplete;case"signed":return y.unchecked}}}),7914:(($,O,t)=>{t.d(O,{_:()=>y});const y={overview:`pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

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
it asks nobody and reads a folder that fetch made, or one with run.json and jobs.json.

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
`}}),8444:(($,O,t)=>{t.d(O,{a:()=>y});const y=(w,R)=>{const p=w.slice(0,h),f=R.map(s=>({name:s,distance:c(p,s)})).filter(({name:s,distance:o})=>o<=Math.min(2,Math.floor(s.length/2))).toSorted((s,o)=>s.distance-o.distance);return f[0]===void 0?"":`; did you mean ${f[0].name}?`},h=40,c=(w,R)=>{let[p,f]=[[],Array.from({length:R.length+1},(s,o)=>o)];for(let s=1;s<=w.length;s+=1){const o=[s];for(let e=1;e<=R.length;e+=1){const n=w[s-1]===R[e-1],i=(f[e-1]??0)+(n?0:1),I=s>1&&e>1&&w[s-1]===R[e-2]&&w[s-2]===R[e-1];o.push(Math.min((f[e]??0)+1,(o[e-1]??0)+1,i,I?(p[e-2]??0)+1:i))}[p,f]=[f,o]}return f[R.length]??w.length}}),7288:(($,O,t)=>{t.d(O,{RT:()=>i,Yy:()=>p,k2:()=>o,n8:()=>e,vY:()=>R,w6:()=>w});var y=t(3854),h=t(1965),c=t(5355);const w={"api-url":{type:"string"},"api-budget":{type:"string"}},R={...w,attempt:{type:"string"},quiet:{type:"boolean"}},p="archive",f=1e3,s=1e5,o=(d,l,m)=>{const b=(0,c.Wj)(d),{wrong:g,api:v}=e(l,m),r=[...b===void 0?["name the run as OWNER/REPO and RUN-ID, or by the URL of its page or of one of its checks"]:[],...i(l.attempt),...g,...v!==void 0&&b!==void 0?I(b,v.apiUrl):[]];if(b===void 0||v===void 0||r.length>0)return{wrong:r,online:void 0};const u={...v,repository:b.repository,runId:b.runId??"",checkRunId:b.checkRunId,attempt:l.attempt===void 0?b.attempt:Number(l.attempt)};return{wrong:r,online:u}},e=(d,l)=>{const m=(d["api-url"]??E(l.GITHUB_API_URL)??"https://api.github.com").replace(/\/$/,""),b=/^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(m)&&URL.canParse(m),g=[...b?[]:[`${d["api-url"]===void 0?"GITHUB_API_URL":"--api-url"} is an http(s) URL`],...(0,h.wP)(d["api-budget"],1,s)?[]:[`--api-budget is a number from 1 to ${s}`]];if(!b)return{wrong:g,api:void 0};const v={apiUrl:m,serverUrl:(0,c.FN)(m),...n(l),proxies:(0,y.uv)(l),budget:Number(d["api-budget"]??f)};return{wrong:g,api:v}},n=d=>{for(const l of["GH_TOKEN","GITHUB_TOKEN"]){const m=E(d[l]);if(m!==void 0)return{token:m,tokenFrom:l}}return{token:"",tokenFrom:void 0}},i=d=>(0,h.wP)(d,1,99999)?[]:["--attempt is a number from 1"],I=({serverUrl:d},l)=>d===void 0||d.toLowerCase()===(0,c.FN)(l)?[]:[`the run is on ${d}, but the API is ${l}: give --api-url ${(0,c.ir)(d)}`],E=d=>{const l=d?.trim()??"";return l===""?void 0:l}}),1965:(($,O,t)=>{t.d(O,{Ac:()=>R,CI:()=>w,wP:()=>s});var y=t(7975),h=t(7796),c=t(8444);const w=(o,e)=>new h.y("USAGE",o,{hint:`See pipeline-trace ${e===void 0?"":`${e} `}--help`}),R=(o,e,n)=>{const i=p(o,e,n),I=i.tokens.flatMap((E,d,l)=>E.kind!=="option"?[]:[...n[E.name]?.multiple!==!0&&l.findIndex(b=>b.kind==="option"&&b.name===E.name)<d?[`--${E.name} is given twice: give it once`]:[],...E.value?.trim()===""?[`--${E.name} is empty: give it a value or leave it out`]:[]]);if(I.length>0)throw w([...new Set(I)].join("; "),o);return i},p=(o,e,n)=>{try{return(0,y.parseArgs)({args:[...e],allowPositionals:!0,tokens:!0,options:{...n,...f}})}catch(i){const I=typeof i=="object"&&i!==null&&"message"in i?i.message:void 0,E=typeof I=="string"?I:"wrong options",[,d]=/^Unknown option '--?([\w-]{1,60})'/.exec(E)??[],l=[...Object.keys(n),"help"].map(m=>`--${m}`);throw w(d===void 0?E:`unknown option --${d}${(0,c.a)(`--${d}`,l)}`,o)}},f={help:{type:"boolean",short:"h"}},s=(o,e,n)=>o===void 0||/^\d{1,6}$/.test(o)&&Number(o)>=e&&Number(o)<=n}),1686:(($,O,t)=>{t.d(O,{U:()=>l});var y=t(8444),h=t(7288),c=t(1965);const w=(g,v)=>{const{values:r,positionals:u}=(0,c.Ac)("fetch",g,R);if(r.help===!0)return;const{output:a=""}=r,{wrong:U,online:P}=(0,h.k2)(u,r,v),T=[...U,...a===""||a==="-"?["-o names the folder to write"]:[]];if(P===void 0||T.length>0)throw(0,c.CI)(T.join("; "),"fetch");return{name:"fetch",online:P,folder:a,force:r.force===!0,quiet:r.quiet===!0}},R={...h.vY,output:{type:"string",short:"o"},force:{type:"boolean"}},p=g=>{const{values:v,positionals:r}=(0,c.Ac)("log",g,f);if(v.help===!0)return;const{format:u="text"}=v,[a,...U]=r,P=[...a===void 0||a===""?["name the log of a job"]:[],...U.length>0?["name one file"]:[],...s(u)?[]:["--format is text or json"]];if(P.length>0||a===void 0||!s(u))throw(0,c.CI)(P.join("; "),"log");return{name:"log",file:a,format:u}},f={format:{type:"string"}},s=g=>g==="text"||g==="json",o=(g,v)=>{const{values:r,positionals:u}=(0,c.Ac)("report",g,e);if(r.help===!0)return;const{format:a,offline:U,output:P}=r,T=U===void 0?(0,h.k2)(u,r,v):n(u,r),N=[...T.wrong,...E(a)?[]:["--format is text, markdown or json"],...P===""?["-o names a file, or - for standard output"]:[]],k=U===void 0?T.online&&{kind:"online",online:T.online}:{kind:"offline",folder:U,attempt:i(r.attempt)};if(N.length>0||k===void 0||!E(a))throw(0,c.CI)(N.join("; "),"report");return{name:"report",from:k,format:a,output:P==="-"?void 0:P,quiet:r.quiet===!0}},e={...h.vY,offline:{type:"string"},format:{type:"string"},output:{type:"string",short:"o"}},n=(g,v)=>({online:void 0,wrong:[...g.length>0?["--offline takes the run from its folder: name no other"]:[],...v.offline===""?["--offline names a folder"]:[],...["api-url","api-budget"].filter(r=>v[r]!==void 0).map(r=>`--${r} has no use with --offline, which asks nobody`),...(0,h.RT)(v.attempt)]}),i=g=>g===void 0?void 0:Number(g),I=["text","markdown","json"],E=g=>g===void 0||I.some(v=>v===g);var d=t(8250);const l=(g,v)=>{const[r,...u]=g;switch(r){case void 0:throw(0,c.CI)("no command given");case"--help":case"-h":case"help":return{name:"help",of:b(u[0])?u[0]:"overview"};case"--version":return{name:"version"};case"verify":return(0,d.j)(u,v)??{name:"help",of:"verify"};case"report":return o(u,v)??{name:"help",of:"report"};case"fetch":return w(u,v)??{name:"help",of:"fetch"};case"log":return p(u)??{name:"help",of:"log"};default:throw(0,c.CI)(r.startsWith("-")?`${r} before a command: name the command first`:`unknown command ${r}${(0,y.a)(r,m)}`)}},m=["report","fetch","log","verify","help"],b=g=>g==="verify"||g==="report"||g==="fetch"||g==="log"}),5355:(($,O,t)=>{t.d(O,{FN:()=>p,Wj:()=>c,ir:()=>f});const y=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/,h=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull\/\d{1,10}\/checks\?(?:[\w-]{1,40}=[\w-]{0,100}&){0,5}check_run_id=|commit\/[0-9a-f]{40}\/checks\/|runs\/)(\d{1,20})(?:[&/?#]\S{0,500})?$/,c=s=>{const[o="",e,...n]=s;if(!(n.length>0))return e!==void 0?/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(o)&&/^\d{1,20}$/.test(e)?{repository:o,runId:e,checkRunId:void 0,attempt:void 0,serverUrl:void 0}:void 0:w(o)??R(o)},w=s=>{const[,o,e,n,i]=y.exec(s)??[];return o===void 0||e===void 0||n===void 0?void 0:{serverUrl:o,repository:e,runId:n,checkRunId:void 0,attempt:i===void 0?void 0:Number(i)}},R=s=>{const[,o,e,n]=h.exec(s)??[];return o===void 0||e===void 0||n===void 0?void 0:{serverUrl:o,repository:e,runId:void 0,checkRunId:n,attempt:void 0}},p=s=>{const{protocol:o,host:e}=new URL(s),n=e==="api.github.com"||/^api\.[\w-]{1,100}\.ghe\.com$/.test(e);return`${o}//${n?e.slice(4):e}`},f=s=>{const{protocol:o,host:e}=new URL(s);return e==="github.com"||e.endsWith(".ghe.com")?`${o}//api.${e}`:`${o}//${e}/api/v3`}}),8250:(($,O,t)=>{t.d(O,{B:()=>E,j:()=>w});var y=t(1164),h=t(7288),c=t(1965);const w=(r,u)=>{const{values:a,positionals:U}=(0,c.Ac)("verify",r,R);if(a.help===!0)return;const[P,...T]=U,{format:N="text",repo:k,run:x,attempt:S,issuer:A}=a,{wrong:j,api:M}=(0,h.n8)(a,u),C=[...P===void 0?["verify needs a run folder, a manifest or a bundle file"]:[],...T.length>0?["verify takes one folder or file"]:[],...v(N)?[]:["--format is text or json"],...g(x,/^\d{1,20}$/)?[]:["--run is a number"],...g(S,/^\d{1,5}$/)?[]:["--attempt is a number"],...g(k,m)?[]:["--repo is OWNER/REPO or a URL that ends so"],...g(a["signer-workflow"],b)?[]:["--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so"],...A===void 0||(0,y.nu)(A)?[]:["--issuer is an https URL"],...g(a["predicate-type"],/^\S{1,500}$/)?[]:["--predicate-type is a URI"],...p(a),...s(a),...o(a),...a.offline===!0?["api-url","api-budget"].filter(L=>a[L]!==void 0).map(L=>`--${L} has no use with --offline, which asks nobody`):j];if(P===void 0||C.length>0||!v(N))throw(0,c.CI)(C.join("; "),"verify");return{name:"verify",target:P,trustedRoot:a["trusted-root"],refresh:a["refresh-roots"]===!0?{own:f(a)}:void 0,keys:a.key??[],repo:k,run:x,attempt:S,signerWorkflow:a["signer-workflow"],issuer:A,predicateType:a["predicate-type"],artifact:a.artifact,sourceRef:a["source-ref"],sourceDigest:a["source-digest"],event:a.event,signerDigest:a["signer-digest"],repositoryId:a["repository-id"],ownerId:a["owner-id"],denySelfHostedRunners:a["deny-self-hosted-runners"]===!0,countersigner:a.countersigner,format:N,verbose:a.verbose===!0,api:l(a.offline===!0,M)}},R={"trusted-root":{type:"string"},"refresh-roots":{type:"boolean"},"tuf-url":{type:"string"},"tuf-root":{type:"string"},key:{type:"string",multiple:!0},repo:{type:"string"},run:{type:"string"},attempt:{type:"string"},"signer-workflow":{type:"string"},issuer:{type:"string"},"predicate-type":{type:"string"},artifact:{type:"string"},"source-ref":{type:"string"},"source-digest":{type:"string"},event:{type:"string"},"signer-digest":{type:"string"},"repository-id":{type:"string"},"owner-id":{type:"string"},"deny-self-hosted-runners":{type:"boolean"},countersigner:{type:"string"},verbose:{type:"boolean"},offline:{type:"boolean"},...h.w6,format:{type:"string"}},p=r=>{const{"refresh-roots":u,"tuf-url":a,"tuf-root":U}=r;return[...g(a,/^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/)?[]:["--tuf-url is an http(s) URL"],...a===void 0==(U===void 0)?[]:["--tuf-url and --tuf-root belong together: a repository, and the root of it that you trust"],...u===!0||a===void 0&&U===void 0?[]:["--tuf-url and --tuf-root have no use without --refresh-roots"],...u===!0&&r.offline===!0?["--refresh-roots and --offline exclude each other: roots are refreshed by asking"]:[],...u===!0&&r["trusted-root"]!==void 0?["--refresh-roots and --trusted-root exclude each other: who names a root means that one"]:[]]},f=({"tuf-url":r,"tuf-root":u})=>r===void 0||u===void 0?void 0:{url:r.replace(/\/$/,""),rootFile:u},s=r=>{const u=(a,U,P)=>g(r[a],U)?[]:[`--${a} is ${P}`];return[...r.artifact===void 0||d(r.artifact)?[]:["--artifact is a file, or the digest of a file or image as sha256:<64 hex digits>"],...u("source-ref",e,"a full ref, such as refs/heads/main or refs/tags/v1"),...u("source-digest",n,"a full commit: 40 or 64 hex digits"),...u("event",i,"the name of an event, such as push"),...u("signer-digest",n,"the full commit of the workflow file that signed: 40 or 64 hex digits"),...u("repository-id",I,"a number: GET /repos/OWNER/REPO names it as id"),...u("owner-id",I,"a number: GET /users/OWNER names it as id"),...u("countersigner",b,"OWNER/REPO/PATH[@REF] or a URL that ends so")]},o=({event:r,"source-ref":u})=>{if(r===void 0||u===void 0)return[];const a=r==="pull_request"||r.startsWith("pull_request_review");return a&&!u.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${u} exclude each other: its ref is refs/pull/NUMBER/merge`]:!a&&u.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${u} exclude each other: only a pull request has such a ref`]:[]},e=/^refs\/[a-z]{1,20}\/[^\s~^:?*[\\]{0,1000}[^\s~^:?*[\\/]$/,n=/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,i=/^[a-z][a-z_]{1,60}$/,I=/^\d{1,20}$/,E=r=>/^sha256:[0-9a-fA-F]{64}$/.test(r),d=r=>E(r)||!/^(?:sha\d{1,3}:|oci:|docker:)/i.test(r),l=(r,u)=>r?{notAsked:"--offline"}:u===void 0||u.token===""?{notAsked:"no token in GH_TOKEN or GITHUB_TOKEN"}:u,m=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/,b=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/,g=(r,u)=>r===void 0||u.test(r),v=r=>r==="text"||r==="json"}),4:(($,O,t)=>{t.a($,async(y,h)=>{try{t.r(O);var c=t(7796),w=t(9682),R=t(1473),p=t(3941),f=t(2561),s=t(7914),o=t(7288),e=t(1686);const n=d=>{process.stderr.write(`pipeline-trace: ${(0,R.en)(d)}
`)},i=d=>d?()=>{}:n,I=d=>{const l=process.stdout.isTTY===!0,m=(d.NO_COLOR??"")!==""||d.TERM==="dumb";return{isTerminal:l,hasColour:l&&!m}},E=async()=>{const d=(0,w.Q)(),l=(0,e.U)(process.argv.slice(2),d);switch(l.name){case"help":return{output:s._[l.of],exitCode:f.d.ok};case"version":return{output:`${p.x}
`,exitCode:f.d.ok};case"verify":{const{verify:m}=await Promise.all([t.e(3673),t.e(2310),t.e(8072),t.e(6598)]).then(t.bind(t,2608));return m(l)}case"report":{const{report:m}=await Promise.all([t.e(2592),t.e(3673),t.e(6296),t.e(2310),t.e(7459),t.e(8737),t.e(2869),t.e(16),t.e(7949),t.e(5095),t.e(824),t.e(261),t.e(3530),t.e(2280),t.e(1067),t.e(1733)]).then(t.bind(t,1733));return m(l,Date.now,i(l.quiet),I(d))}case"log":{const{log:m}=await Promise.all([t.e(3673),t.e(2310),t.e(8737),t.e(7949),t.e(3530),t.e(568)]).then(t.bind(t,2940));return m(l)}case"fetch":{const{fetchRun:m}=await Promise.all([t.e(2592),t.e(3673),t.e(2310),t.e(7459),t.e(8737),t.e(2869),t.e(16),t.e(7949),t.e(5095),t.e(824),t.e(261),t.e(1067),t.e(4355)]).then(t.bind(t,4355)),{online:b,folder:g,force:v,quiet:r}=l,u={...b,folder:g,force:v,logs:o.Yy,now:Date.now},{exitCode:a,lost:U}=await m(u,i(r));return{output:"",exitCode:a,errors:U}}}};process.stdout.on("error",d=>{d.code!=="EPIPE"&&(n(`the result could not be written: ${d.message}`),process.exitCode=f.d.incomplete)});try{const{output:d,exitCode:l,errors:m=[]}=await E();for(const b of m)n(b);process.stdout.write(d),process.exitCode=l}catch(d){n((0,c.G)(d)),process.exitCode=d instanceof c.y&&d.code!=="INTERNAL"?f.d.usage:f.d.incomplete}h()}catch(n){h(n)}},1)}),3532:(($,O,t)=>{t.d(O,{B:()=>h,I:()=>y});const y=(o,e)=>{if(o.length<=e)return o;let n=Math.max(0,e);for(let i=0;i<c&&n>0&&w(o,n);i+=1)n-=1;return n>0&&w(o,n)&&(n=R(o,e)?e-1:e),o.slice(0,n)},h=(o,e)=>o.length<=e?o:`${y(o,e-1)}\u2026`,c=40,w=(o,e)=>{if(R(o,e))return!0;const n=o.codePointAt(e);return n===void 0?!1:s.test(String.fromCodePoint(n))||o.charCodeAt(e-1)===f},R=(o,e)=>p(o.charCodeAt(e-1),55296,56319)&&p(o.charCodeAt(e),56320,57343),p=(o,e,n)=>o>=e&&o<=n,f=8205,s=new RegExp("^(?:\\p{M}|\\u200d|[\\u{1f3fb}-\\u{1f3ff}]|[\\u{e0020}-\\u{e007f}])","u")}),7796:(($,O,t)=>{t.d(O,{G:()=>c,y:()=>h});var y=t(3532);class h extends Error{code;hint;constructor(f,s,o={}){super(s,"cause"in o?{cause:o.cause}:void 0),this.name="TraceError",this.code=f,this.hint=o.hint}}const c=p=>{const f=w(p).replace(/[\r\n]+/g," ").trim();return(0,y.I)(f===""?"an error without a message":f,1e3)},w=p=>{if(p instanceof h){const{message:f,hint:s}=p;return s===void 0?f:`${f}. ${s}`}return p instanceof Error?p.message===""?R(p):p.message:String(p)},R=p=>typeof p.code=="string"?`${p.name} ${p.code}`:p.name}),9682:(($,O,t)=>{t.d(O,{Q:()=>y,R:()=>h});const y=()=>Object.freeze({...process.env}),h=(c,w)=>(c[`INPUT_${w.replace(/ /g,"_").toUpperCase()}`]??"").trim()}),3854:(($,O,t)=>{t.d(O,{B_:()=>y,EE:()=>c,P_:()=>R,S9:()=>p,uv:()=>h});const y={http:"",https:"",none:""},h=e=>{const n=i=>e[i]||e[i.toUpperCase()]||"";return{http:n("http_proxy"),https:n("https_proxy"),none:n("no_proxy")}},c=(e,n)=>{const i=n.protocol==="https:"?e.https:e.http;if(!(i===""||s(n.hostname)||o(e.none,n)))return w(i)},w=e=>{const n=e.includes("://")?e:`http://${e}`;if(!URL.canParse(n))return;const{protocol:i,hostname:I,port:E,username:d,password:l}=new URL(n);if(I==="")return;const m=i==="https:",b=E===""?m?443:80:Number(E),g=`${f(d)}:${f(l)}`;return{isTls:m,host:I.replace(/^\[|\]$/g,""),port:b,authorization:g===":"?void 0:`Basic ${Buffer.from(g).toString("base64")}`,name:`${I}:${b}`}},R=({authorization:e})=>e===void 0?{}:{"proxy-authorization":e},p=e=>e.replace(/the proxy \S{1,260}:\d{1,5}/g,"a proxy"),f=e=>{try{return decodeURIComponent(e)}catch{return e}},s=e=>e==="localhost"||e.startsWith("127.")||e==="[::1]",o=(e,{hostname:n,port:i,protocol:I})=>{const E=n.toUpperCase(),l=[E,`${E}:${i===""?I==="https:"?"443":"80":i}`];return e.split(",").map(m=>m.trim().toUpperCase()).filter(m=>m!=="").some(m=>m==="*"||l.some(b=>b===m||b.endsWith(`.${m}`)||m.startsWith(".")&&b.endsWith(m)))}}),1473:(($,O,t)=>{t.d(O,{GO:()=>h,Ul:()=>c,en:()=>y});const y=e=>c(e),h=e=>e.replace(w,n=>n===`
`?n:n.split("").map(R).join("")),c=e=>e.replace(w,(n,i)=>p(e,n,i)?n:`\\u{${(n.codePointAt(0)??0).toString(16).toUpperCase()}}`),w=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufdd0-\ufdef\ufffe\uffff]/gu,R=e=>`\\u${e.charCodeAt(0).toString(16).padStart(4,"0")}`,p=(e,n,i)=>{if(n!=="\uFE0F"&&n!=="\u200D")return!1;const I=e.slice(Math.max(0,i-8),i),E=e.slice(i+1,i+3);return n==="\u200D"?s.test(I)&&o.test(E):f.test(I)||/[0-9#*]$/.test(I)&&E.startsWith("\u20E3")},f=new RegExp("\\p{Extended_Pictographic}$","u"),s=new RegExp("\\p{Extended_Pictographic}(?:\\ufe0f|[\\u{1f3fb}-\\u{1f3ff}])?$","u"),o=new RegExp("^\\p{Extended_Pictographic}","u")}),3941:(($,O,t)=>{t.d(O,{f:()=>h,x:()=>y});const y="0.1.0",h="1.0.0"}),1164:(($,O,t)=>{t.d(O,{$S:()=>s,DT:()=>w,Tm:()=>o,bf:()=>f,nu:()=>p,xD:()=>h});var y=t(1361);const h=n=>{const i=URL.canParse(n)?new URL(n).hostname:"";return i.endsWith(".ghe.com")?`https://token.actions.${i}`:"https://token.actions.githubusercontent.com"},c=/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,w=(n,i)=>{const I=`${h(n)}/`;return i.startsWith(I)&&c.test(i.slice(I.length))},R=/^https?:\/\/[\w.-]{1,250}(?::\d{1,5})?(?:\/[\w./-]{0,500})?$/,p=n=>R.test(n),f=n=>c.test(n)||p(n),s=(n,i)=>c.test(n)?`${h(i)}/${n}`:n,o=(n,i,I,E)=>{if(i===E)return(0,y.IX)(n,`token issuer ${E}`);const d=w(I,E)?`; ${e}`:"";return(0,y.fJ)(n,`token issuer: claimed ${i}, proven ${E}${d}`)},e="the issuer of an enterprise counts where it is named: --issuer URL, in a report input issuer"}),1361:(($,O,t)=>{t.d(O,{IX:()=>h,LC:()=>R,VC:()=>p,fJ:()=>c,hH:()=>w});var y=t(3532);const h=(s,o)=>({id:s,result:"pass",reason:f(o)}),c=(s,o)=>({id:s,result:"fail",reason:f(o)}),w=(s,o)=>({id:s,result:"not-applicable",reason:f(o)}),R=(s,o,e,n)=>e===n?h(s,`${o} ${n}`):c(s,`${o}: claimed ${e}, proven ${n}`),p=s=>s.length>0&&s.every(({result:o})=>o==="pass"||o==="not-applicable"),f=s=>(0,y.B)(s,500)})};export{W as id,D as ids,H as modules};
