const W=4,G=[4],D={2561:((U,v,e)=>{e.d(v,{d:()=>m,s:()=>p});const m={ok:0,negative:1,usage:2,incomplete:3,unchecked:4},p=({result:E})=>{switch(E){case"verified":return m.ok;case"not-verified":return m.negative;case"incomplete":return m.incomplete;case"signed":return m.unchecked}}}),7914:((U,v,e)=>{e.d(v,{_:()=>m});const m={overview:`pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  where the time of a run went: critical path, hand-offs of every job, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked
`,report:`Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says where its time went. With --offline it asks nobody and reads a folder
that fetch made, or one with run.json and jobs.json.

Options
  --attempt N              another attempt than the latest
  --format markdown|json   markdown by default
  -o, --output FILE        write the report there; - is standard output
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked) or the run cannot be read
`,fetch:`Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page> -o <folder> [options]

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

Exit codes: 0 complete, 2 wrong usage, 3 something was lost (what was found is kept)
`,log:`Usage
  pipeline-trace log <file> [options]

log reads the log of one job, as GET /repos/{owner}/{repo}/actions/jobs/{id}/logs serves it, and prints what it tells,
with line numbers: runner and image, token permissions, actions with their commits, caches, artifacts, images, exit
codes, time-outs, services that steps name, and where the log shows an error why the job may have failed. A script can
print anything: what it prints is believed of its own step alone, and little. An archive is to be unpacked first.

Options
  --format text|json       text by default

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part
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
`}}),5064:((U,v,e)=>{e.d(v,{U:()=>c});var m=e(9944),p=e(4807);const E=(y,l)=>{const{values:s,positionals:i}=(0,p.Ac)("fetch",y,I);if(s.help===!0)return;const{output:h=""}=s,{wrong:r,online:d}=(0,m.k2)(i,s,l),a=[...r,...h===""||h==="-"?["-o names the folder to write"]:[]];if(d===void 0||a.length>0)throw(0,p.CI)(a.join("; "),"fetch");return{name:"fetch",online:d,folder:h,force:s.force===!0,quiet:s.quiet===!0}},I={...m.vY,output:{type:"string",short:"o"},force:{type:"boolean"}},O=y=>{const{values:l,positionals:s}=(0,p.Ac)("log",y,g);if(l.help===!0)return;const{format:i="text"}=l,[h,...r]=s,d=[...h===void 0||h===""?["name the log of a job"]:[],...r.length>0?["name one file"]:[],...w(i)?[]:["--format is text or json"]];if(d.length>0||h===void 0||!w(i))throw(0,p.CI)(d.join("; "),"log");return{name:"log",file:h,format:i}},g={format:{type:"string"}},w=y=>y==="text"||y==="json",f=(y,l)=>{const{values:s,positionals:i}=(0,p.Ac)("report",y,o);if(s.help===!0)return;const{format:h="markdown",offline:r,output:d}=s,a=r===void 0?(0,m.k2)(i,s,l):n(i,s),$=[...a.wrong,...u(h)?[]:["--format is markdown or json"],...d===""?["-o names a file, or - for standard output"]:[]],P=r===void 0?a.online&&{kind:"online",online:a.online}:{kind:"offline",folder:r,attempt:t(s.attempt)};if($.length>0||P===void 0||!u(h))throw(0,p.CI)($.join("; "),"report");return{name:"report",from:P,format:h,output:d==="-"?void 0:d,quiet:s.quiet===!0}},o={...m.vY,offline:{type:"string"},format:{type:"string"},output:{type:"string",short:"o"}},n=(y,l)=>({online:void 0,wrong:[...y.length>0?["--offline takes the run from its folder: name no other"]:[],...l.offline===""?["--offline names a folder"]:[],...["api-url","api-budget"].filter(s=>l[s]!==void 0).map(s=>`--${s} has no use with --offline, which asks nobody`),...(0,m.RT)(l.attempt)]}),t=y=>y===void 0?void 0:Number(y),u=y=>y==="markdown"||y==="json";var b=e(3136);const c=(y,l)=>{const[s,...i]=y;switch(s){case void 0:throw(0,p.CI)("no command given");case"--help":case"-h":case"help":return{name:"help",of:R(i[0])?i[0]:"overview"};case"--version":return{name:"version"};case"verify":return(0,b.j)(i,l)??{name:"help",of:"verify"};case"report":return f(i,l)??{name:"help",of:"report"};case"fetch":return E(i,l)??{name:"help",of:"fetch"};case"log":return O(i)??{name:"help",of:"log"};default:throw(0,p.CI)(s.startsWith("-")?`${s} before a command: name the command first`:`unknown command ${s}`)}},R=y=>y==="verify"||y==="report"||y==="fetch"||y==="log"}),4:((U,v,e)=>{e.a(U,async(m,p)=>{try{e.r(v);var E=e(2575),I=e(6928),O=e(7518),g=e(5254),w=e(2561),f=e(7914),o=e(5064),n=e(9944);const t=c=>{process.stderr.write(`pipeline-trace: ${(0,g.en)(c)}
`)},u=c=>c?()=>{}:t,b=async()=>{const c=(0,o.U)(process.argv.slice(2),(0,E.Q)());switch(c.name){case"help":return{output:f._[c.of],exitCode:w.d.ok};case"version":return{output:`${O.x}
`,exitCode:w.d.ok};case"verify":{const{verify:R}=await Promise.all([e.e(3673),e.e(6395),e.e(183),e.e(1607)]).then(e.bind(e,2608));return R(c)}case"report":{const{report:R}=await Promise.all([e.e(2592),e.e(3673),e.e(6296),e.e(6395),e.e(5659),e.e(1292),e.e(5361),e.e(1444),e.e(2966),e.e(3060),e.e(8343),e.e(1890),e.e(533),e.e(4563),e.e(9155),e.e(8251)]).then(e.bind(e,8251));return R(c,Date.now,u(c.quiet))}case"log":{const{log:R}=await Promise.all([e.e(3673),e.e(6395),e.e(1292),e.e(2966),e.e(533),e.e(9506)]).then(e.bind(e,6765));return R(c)}case"fetch":{const{fetchRun:R}=await Promise.all([e.e(2592),e.e(3673),e.e(6395),e.e(5659),e.e(1292),e.e(5361),e.e(1444),e.e(2966),e.e(3060),e.e(8343),e.e(1890),e.e(9155),e.e(4355)]).then(e.bind(e,4355)),{online:y,folder:l,force:s,quiet:i}=c,h={...y,folder:l,force:s,logs:n.Yy,now:Date.now},{exitCode:r,lost:d}=await R(h,u(i));return{output:"",exitCode:r,errors:d}}}};process.stdout.on("error",c=>{c.code!=="EPIPE"&&(t(`the result could not be written: ${c.message}`),process.exitCode=w.d.incomplete)});try{const{output:c,exitCode:R,errors:y=[]}=await b();for(const l of y)t(l);process.stdout.write(c),process.exitCode=R}catch(c){t((0,I.G)(c)),process.exitCode=c instanceof I.y&&c.code!=="INTERNAL"?w.d.usage:w.d.incomplete}p()}catch(t){p(t)}},1)}),9944:((U,v,e)=>{e.d(v,{w6:()=>w,Yy:()=>o,vY:()=>f,n8:()=>b,k2:()=>u,RT:()=>R});var m=e(517),p=e(4807);const E=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/,I=s=>{const[i="",h,...r]=s;if(r.length>0)return;if(h!==void 0)return/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(i)&&/^\d{1,20}$/.test(h)?{repository:i,runId:h,attempt:void 0,serverUrl:void 0}:void 0;const[,d,a,$,P]=E.exec(i)??[];if(!(d===void 0||a===void 0||$===void 0))return{serverUrl:d,repository:a,runId:$,attempt:P===void 0?void 0:Number(P)}},O=s=>{const{protocol:i,host:h}=new URL(s),r=h==="api.github.com"||/^api\.[\w-]{1,100}\.ghe\.com$/.test(h);return`${i}//${r?h.slice(4):h}`},g=s=>{const{protocol:i,host:h}=new URL(s);return h==="github.com"||h.endsWith(".ghe.com")?`${i}//api.${h}`:`${i}//${h}/api/v3`},w={"api-url":{type:"string"},"api-budget":{type:"string"}},f={...w,attempt:{type:"string"},quiet:{type:"boolean"}},o="archive",n=1e3,t=1e5,u=(s,i,h)=>{const r=I(s),{wrong:d,api:a}=b(i,h),$=[...r===void 0?["name the run as OWNER/REPO and RUN-ID, or by the URL of its page"]:[],...R(i.attempt),...d,...a!==void 0&&r!==void 0?y(r,a.apiUrl):[]];if(r===void 0||a===void 0||$.length>0)return{wrong:$,online:void 0};const P={...a,repository:r.repository,runId:r.runId,attempt:i.attempt===void 0?r.attempt:Number(i.attempt)};return{wrong:$,online:P}},b=(s,i)=>{const h=(s["api-url"]??l(i.GITHUB_API_URL)??"https://api.github.com").replace(/\/$/,""),r=/^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(h)&&URL.canParse(h),d=[...r?[]:[`${s["api-url"]===void 0?"GITHUB_API_URL":"--api-url"} is an http(s) URL`],...(0,p.wP)(s["api-budget"],1,t)?[]:[`--api-budget is a number from 1 to ${t}`]];if(!r)return{wrong:d,api:void 0};const a={apiUrl:h,serverUrl:O(h),...c(i),proxies:(0,m.uv)(i),budget:Number(s["api-budget"]??n)};return{wrong:d,api:a}},c=s=>{for(const i of["GH_TOKEN","GITHUB_TOKEN"]){const h=l(s[i]);if(h!==void 0)return{token:h,tokenFrom:i}}return{token:"",tokenFrom:void 0}},R=s=>(0,p.wP)(s,1,99999)?[]:["--attempt is a number from 1"],y=({serverUrl:s},i)=>s===void 0||s.toLowerCase()===O(i)?[]:[`the run is on ${s}, but the API is ${i}: give --api-url ${g(s)}`],l=s=>{const i=s?.trim()??"";return i===""?void 0:i}}),4807:((U,v,e)=>{e.d(v,{Ac:()=>I,CI:()=>E,wP:()=>w});var m=e(7975),p=e(6928);const E=(f,o)=>new p.y("USAGE",f,{hint:`See pipeline-trace ${o===void 0?"":`${o} `}--help`}),I=(f,o,n)=>{const t=O(f,o,n),u=t.tokens.flatMap((b,c,R)=>b.kind!=="option"?[]:[...n[b.name]?.multiple!==!0&&R.findIndex(l=>l.kind==="option"&&l.name===b.name)<c?[`--${b.name} is given twice: give it once`]:[],...b.value?.trim()===""?[`--${b.name} is empty: give it a value or leave it out`]:[]]);if(u.length>0)throw E([...new Set(u)].join("; "),f);return t},O=(f,o,n)=>{try{return(0,m.parseArgs)({args:[...o],allowPositionals:!0,tokens:!0,options:{...n,...g}})}catch(t){const u=typeof t=="object"&&t!==null&&"message"in t?t.message:void 0;throw E(typeof u=="string"?u:"wrong options",f)}},g={help:{type:"boolean",short:"h"}},w=(f,o,n)=>f===void 0||/^\d{1,6}$/.test(f)&&Number(f)>=o&&Number(f)<=n}),3136:((U,v,e)=>{e.d(v,{B:()=>c,j:()=>I});var m=e(1369),p=e(9944),E=e(4807);const I=(r,d)=>{const{values:a,positionals:$}=(0,E.Ac)("verify",r,O);if(a.help===!0)return;const[P,...C]=$,{format:T="text",repo:L,run:x,attempt:k,issuer:N}=a,{wrong:j,api:H}=(0,p.n8)(a,d),S=[...P===void 0?["verify needs a run folder, a manifest or a bundle file"]:[],...C.length>0?["verify takes one folder or file"]:[],...h(T)?[]:["--format is text or json"],...i(x,/^\d{1,20}$/)?[]:["--run is a number"],...i(k,/^\d{1,5}$/)?[]:["--attempt is a number"],...i(L,l)?[]:["--repo is OWNER/REPO or a URL that ends so"],...i(a["signer-workflow"],s)?[]:["--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so"],...N===void 0||(0,m.nu)(N)?[]:["--issuer is an https URL"],...i(a["predicate-type"],/^\S{1,500}$/)?[]:["--predicate-type is a URI"],...g(a),...f(a),...o(a),...a.offline===!0?["api-url","api-budget"].filter(A=>a[A]!==void 0).map(A=>`--${A} has no use with --offline, which asks nobody`):j];if(P===void 0||S.length>0||!h(T))throw(0,E.CI)(S.join("; "),"verify");return{name:"verify",target:P,trustedRoot:a["trusted-root"],refresh:a["refresh-roots"]===!0?{own:w(a)}:void 0,keys:a.key??[],repo:L,run:x,attempt:k,signerWorkflow:a["signer-workflow"],issuer:N,predicateType:a["predicate-type"],artifact:a.artifact,sourceRef:a["source-ref"],sourceDigest:a["source-digest"],event:a.event,signerDigest:a["signer-digest"],repositoryId:a["repository-id"],ownerId:a["owner-id"],denySelfHostedRunners:a["deny-self-hosted-runners"]===!0,countersigner:a.countersigner,format:T,verbose:a.verbose===!0,api:y(a.offline===!0,H)}},O={"trusted-root":{type:"string"},"refresh-roots":{type:"boolean"},"tuf-url":{type:"string"},"tuf-root":{type:"string"},key:{type:"string",multiple:!0},repo:{type:"string"},run:{type:"string"},attempt:{type:"string"},"signer-workflow":{type:"string"},issuer:{type:"string"},"predicate-type":{type:"string"},artifact:{type:"string"},"source-ref":{type:"string"},"source-digest":{type:"string"},event:{type:"string"},"signer-digest":{type:"string"},"repository-id":{type:"string"},"owner-id":{type:"string"},"deny-self-hosted-runners":{type:"boolean"},countersigner:{type:"string"},verbose:{type:"boolean"},offline:{type:"boolean"},...p.w6,format:{type:"string"}},g=r=>{const{"refresh-roots":d,"tuf-url":a,"tuf-root":$}=r;return[...i(a,/^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/)?[]:["--tuf-url is an http(s) URL"],...a===void 0==($===void 0)?[]:["--tuf-url and --tuf-root belong together: a repository, and the root of it that you trust"],...d===!0||a===void 0&&$===void 0?[]:["--tuf-url and --tuf-root have no use without --refresh-roots"],...d===!0&&r.offline===!0?["--refresh-roots and --offline exclude each other: roots are refreshed by asking"]:[],...d===!0&&r["trusted-root"]!==void 0?["--refresh-roots and --trusted-root exclude each other: who names a root means that one"]:[]]},w=({"tuf-url":r,"tuf-root":d})=>r===void 0||d===void 0?void 0:{url:r.replace(/\/$/,""),rootFile:d},f=r=>{const d=(a,$,P)=>i(r[a],$)?[]:[`--${a} is ${P}`];return[...r.artifact===void 0||R(r.artifact)?[]:["--artifact is a file, or the digest of a file or image as sha256:<64 hex digits>"],...d("source-ref",n,"a full ref, such as refs/heads/main or refs/tags/v1"),...d("source-digest",t,"a full commit: 40 or 64 hex digits"),...d("event",u,"the name of an event, such as push"),...d("signer-digest",t,"the full commit of the workflow file that signed: 40 or 64 hex digits"),...d("repository-id",b,"a number: GET /repos/OWNER/REPO names it as id"),...d("owner-id",b,"a number: GET /users/OWNER names it as id"),...d("countersigner",s,"OWNER/REPO/PATH[@REF] or a URL that ends so")]},o=({event:r,"source-ref":d})=>{if(r===void 0||d===void 0)return[];const a=r==="pull_request"||r.startsWith("pull_request_review");return a&&!d.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${d} exclude each other: its ref is refs/pull/NUMBER/merge`]:!a&&d.startsWith("refs/pull/")?[`--event ${r} and --source-ref ${d} exclude each other: only a pull request has such a ref`]:[]},n=/^refs\/[a-z]{1,20}\/[^\s~^:?*[\\]{0,1000}[^\s~^:?*[\\/]$/,t=/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,u=/^[a-z][a-z_]{1,60}$/,b=/^\d{1,20}$/,c=r=>/^sha256:[0-9a-fA-F]{64}$/.test(r),R=r=>c(r)||!/^(?:sha\d{1,3}:|oci:|docker:)/i.test(r),y=(r,d)=>r?{notAsked:"--offline"}:d===void 0||d.token===""?{notAsked:"no token in GH_TOKEN or GITHUB_TOKEN"}:d,l=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/,s=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/,i=(r,d)=>r===void 0||d.test(r),h=r=>r==="text"||r==="json"}),2575:((U,v,e)=>{e.d(v,{Q:()=>m,R:()=>p});const m=()=>Object.freeze({...process.env}),p=(E,I)=>(E[`INPUT_${I.replace(/ /g,"_").toUpperCase()}`]??"").trim()}),517:((U,v,e)=>{e.d(v,{B_:()=>m,EE:()=>E,P_:()=>O,S9:()=>g,uv:()=>p});const m={http:"",https:"",none:""},p=n=>{const t=u=>n[u]||n[u.toUpperCase()]||"";return{http:t("http_proxy"),https:t("https_proxy"),none:t("no_proxy")}},E=(n,t)=>{const u=t.protocol==="https:"?n.https:n.http;if(!(u===""||f(t.hostname)||o(n.none,t)))return I(u)},I=n=>{const t=n.includes("://")?n:`http://${n}`;if(!URL.canParse(t))return;const{protocol:u,hostname:b,port:c,username:R,password:y}=new URL(t);if(b==="")return;const l=u==="https:",s=c===""?l?443:80:Number(c),i=`${w(R)}:${w(y)}`;return{isTls:l,host:b.replace(/^\[|\]$/g,""),port:s,authorization:i===":"?void 0:`Basic ${Buffer.from(i).toString("base64")}`,name:`${b}:${s}`}},O=({authorization:n})=>n===void 0?{}:{"proxy-authorization":n},g=n=>n.replace(/the proxy \S{1,260}:\d{1,5}/g,"a proxy"),w=n=>{try{return decodeURIComponent(n)}catch{return n}},f=n=>n==="localhost"||n.startsWith("127.")||n==="[::1]",o=(n,{hostname:t,port:u,protocol:b})=>{const c=t.toUpperCase(),y=[c,`${c}:${u===""?b==="https:"?"443":"80":u}`];return n.split(",").map(l=>l.trim().toUpperCase()).filter(l=>l!=="").some(l=>l==="*"||y.some(s=>s===l||s.endsWith(`.${l}`)||l.startsWith(".")&&s.endsWith(l)))}}),912:((U,v,e)=>{e.d(v,{B:()=>p,I:()=>m});const m=(o,n)=>{if(o.length<=n)return o;let t=Math.max(0,n);for(let u=0;u<E&&t>0&&I(o,t);u+=1)t-=1;return t>0&&I(o,t)&&(t=O(o,n)?n-1:n),o.slice(0,t)},p=(o,n)=>o.length<=n?o:`${m(o,n-1)}\u2026`,E=40,I=(o,n)=>{if(O(o,n))return!0;const t=o.codePointAt(n);return t===void 0?!1:f.test(String.fromCodePoint(t))||o.charCodeAt(n-1)===w},O=(o,n)=>g(o.charCodeAt(n-1),55296,56319)&&g(o.charCodeAt(n),56320,57343),g=(o,n,t)=>o>=n&&o<=t,w=8205,f=new RegExp("^(?:\\p{M}|\\u200d|[\\u{1f3fb}-\\u{1f3ff}]|[\\u{e0020}-\\u{e007f}])","u")}),6928:((U,v,e)=>{e.d(v,{G:()=>E,y:()=>p});var m=e(912);class p extends Error{code;hint;constructor(w,f,o={}){super(f,"cause"in o?{cause:o.cause}:void 0),this.name="TraceError",this.code=w,this.hint=o.hint}}const E=g=>{const w=I(g).replace(/[\r\n]+/g," ").trim();return(0,m.I)(w===""?"an error without a message":w,1e3)},I=g=>{if(g instanceof p){const{message:w,hint:f}=g;return f===void 0?w:`${w}. ${f}`}return g instanceof Error?g.message===""?O(g):g.message:String(g)},O=g=>typeof g.code=="string"?`${g.name} ${g.code}`:g.name}),7518:((U,v,e)=>{e.d(v,{f:()=>p,x:()=>m});const m="0.1.0",p="1.0.0"}),5254:((U,v,e)=>{e.d(v,{GO:()=>p,Ul:()=>E,en:()=>m});const m=n=>E(n),p=n=>n.replace(I,t=>t===`
`?t:t.split("").map(O).join("")),E=n=>n.replace(I,(t,u)=>g(n,t,u)?t:`\\u{${(t.codePointAt(0)??0).toString(16).toUpperCase()}}`),I=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufdd0-\ufdef\ufffe\uffff]/gu,O=n=>`\\u${n.charCodeAt(0).toString(16).padStart(4,"0")}`,g=(n,t,u)=>{if(t!=="\uFE0F"&&t!=="\u200D")return!1;const b=n.slice(Math.max(0,u-8),u),c=n.slice(u+1,u+3);return t==="\u200D"?f.test(b)&&o.test(c):w.test(b)||/[0-9#*]$/.test(b)&&c.startsWith("\u20E3")},w=new RegExp("\\p{Extended_Pictographic}$","u"),f=new RegExp("\\p{Extended_Pictographic}(?:\\ufe0f|[\\u{1f3fb}-\\u{1f3ff}])?$","u"),o=new RegExp("^\\p{Extended_Pictographic}","u")}),1369:((U,v,e)=>{e.d(v,{$S:()=>f,DT:()=>I,Tm:()=>o,bf:()=>w,nu:()=>g,xD:()=>p});var m=e(6240);const p=t=>{const u=URL.canParse(t)?new URL(t).hostname:"";return u.endsWith(".ghe.com")?`https://token.actions.${u}`:"https://token.actions.githubusercontent.com"},E=/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,I=(t,u)=>{const b=`${p(t)}/`;return u.startsWith(b)&&E.test(u.slice(b.length))},O=/^https?:\/\/[\w.-]{1,250}(?::\d{1,5})?(?:\/[\w./-]{0,500})?$/,g=t=>O.test(t),w=t=>E.test(t)||g(t),f=(t,u)=>E.test(t)?`${p(u)}/${t}`:t,o=(t,u,b,c)=>{if(u===c)return(0,m.IX)(t,`token issuer ${c}`);const R=I(b,c)?`; ${n}`:"";return(0,m.fJ)(t,`token issuer: claimed ${u}, proven ${c}${R}`)},n="the issuer of an enterprise counts where it is named: --issuer URL, in a report input issuer"}),6240:((U,v,e)=>{e.d(v,{IX:()=>p,LC:()=>O,VC:()=>g,fJ:()=>E,hH:()=>I});var m=e(912);const p=(f,o)=>({id:f,result:"pass",reason:w(o)}),E=(f,o)=>({id:f,result:"fail",reason:w(o)}),I=(f,o)=>({id:f,result:"not-applicable",reason:w(o)}),O=(f,o,n,t)=>n===t?p(f,`${o} ${t}`):E(f,`${o}: claimed ${n}, proven ${t}`),g=f=>f.length>0&&f.every(({result:o})=>o==="pass"||o==="not-applicable"),w=f=>(0,m.B)(f,500)})};export{W as id,G as ids,D as modules};
