const W=4,B=[4],K={2561:(($,m,e)=>{e.d(m,{d:()=>a,s:()=>d});const a={ok:0,negative:1,usage:2,incomplete:3,unchecked:4},d=({result:w})=>{switch(w){case"verified":return a.ok;case"not-verified":return a.negative;case"incomplete":return a.incomplete;case"signed":return a.unchecked}}}),7914:(($,m,e)=>{e.d(m,{_:()=>a});const a={overview:`pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

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
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, jobs/.

Whom to trust
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program, their dates are printed
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once

Whom to expect
  --repo OWNER/REPO        the repository whose run it must be; a full URL for another server
  --run ID                 the run that it must be
  --attempt N              the attempt that it must be
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL; of a reusable workflow its own path, not the caller's
  --issuer URL             the token issuer, where an enterprise has its own
  --predicate-type URI     of a bundle file: another type than those of pipeline-trace

How
  --offline                ask nobody, also where there is a token
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --format text|json       text by default

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one GitHub is not asked

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone, and a root or
key that lies inside the folder is refused. Without --repo (or --key, or the --signer-workflow of the repository that ran)
the answer is "signed by ..., not checked against an expectation": somebody signed this, and whether it is the right one
is for you to say.

Examples
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --run 42 --attempt 1 \\
    --signer-workflow octo/pipeline-trace/.github/workflows/report.yml
  pipeline-trace verify run-manifest.json --key key.pub --offline --format json
  pipeline-trace verify provenance.sigstore.json --repo octo/app --predicate-type https://slsa.dev/provenance/v1

Exit codes: 0 verified, 1 not verified, 2 wrong usage, 3 incomplete (files are missing; the rest was checked and printed),
4 signed, and not checked against an expectation
`}}),5032:(($,m,e)=>{e.d(m,{U:()=>O});var a=e(9944),d=e(4807);const w=(t,c)=>{const{values:n,positionals:R}=(0,d.Ac)("fetch",t,b);if(n.help===!0)return;const{output:E=""}=n,{wrong:k,online:I}=(0,a.k2)(R,n,c),L=[...k,...E===""||E==="-"?["-o names the folder to write"]:[]];if(I===void 0||L.length>0)throw(0,d.CI)(L.join("; "),"fetch");return{name:"fetch",online:I,folder:E,force:n.force===!0,quiet:n.quiet===!0}},b={...a.vY,output:{type:"string",short:"o"},force:{type:"boolean"}},i=t=>{const{values:c,positionals:n}=(0,d.Ac)("log",t,h);if(c.help===!0)return;const{format:R="text"}=c,[E,...k]=n,I=[...E===void 0||E===""?["name the log of a job"]:[],...k.length>0?["name one file"]:[],...f(R)?[]:["--format is text or json"]];if(I.length>0||E===void 0||!f(R))throw(0,d.CI)(I.join("; "),"log");return{name:"log",file:E,format:R}},h={format:{type:"string"}},f=t=>t==="text"||t==="json",y=(t,c)=>{const{values:n,positionals:R}=(0,d.Ac)("report",t,x);if(n.help===!0)return;const{format:E="markdown",offline:k,output:I}=n,L=k===void 0?(0,a.k2)(R,n,c):r(R,n),S=[...L.wrong,...v(E)?[]:["--format is markdown or json"],...I===""?["-o names a file, or - for standard output"]:[]],A=k===void 0?L.online&&{kind:"online",online:L.online}:{kind:"offline",folder:k,attempt:l(n.attempt)};if(S.length>0||A===void 0||!v(E))throw(0,d.CI)(S.join("; "),"report");return{name:"report",from:A,format:E,output:I==="-"?void 0:I,quiet:n.quiet===!0}},x={...a.vY,offline:{type:"string"},format:{type:"string"},output:{type:"string",short:"o"}},r=(t,c)=>({online:void 0,wrong:[...t.length>0?["--offline takes the run from its folder: name no other"]:[],...c.offline===""?["--offline names a folder"]:[],...["api-url","api-budget"].filter(n=>c[n]!==void 0).map(n=>`--${n} has no use with --offline, which asks nobody`),...(0,a.RT)(c.attempt)]}),l=t=>t===void 0?void 0:Number(t),v=t=>t==="markdown"||t==="json",N=(t,c)=>{const{values:n,positionals:R}=(0,d.Ac)("verify",t,p);if(n.help===!0)return;const[E,...k]=R,{format:I="text",repo:L,run:S,attempt:A,issuer:C}=n,{wrong:H,api:F}=(0,a.n8)(n,c),G=[...E===void 0?["verify needs a run folder, a manifest or a bundle file"]:[],...k.length>0?["verify takes one folder or file"]:[],...u(I)?[]:["--format is text or json"],...o(S,/^\d{1,20}$/)?[]:["--run is a number"],...o(A,/^\d{1,5}$/)?[]:["--attempt is a number"],...o(L,T)?[]:["--repo is OWNER/REPO or a URL that ends so"],...o(n["signer-workflow"],g)?[]:["--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so"],...o(C,s)?[]:["--issuer is an https URL"],...o(n["predicate-type"],/^\S{1,500}$/)?[]:["--predicate-type is a URI"],...n.offline===!0?["api-url","api-budget"].filter(j=>n[j]!==void 0).map(j=>`--${j} has no use with --offline, which asks nobody`):H];if(E===void 0||G.length>0||!u(I))throw(0,d.CI)(G.join("; "),"verify");return{name:"verify",target:E,trustedRoot:n["trusted-root"],keys:n.key??[],repo:L,run:S,attempt:A,signerWorkflow:n["signer-workflow"],issuer:C,predicateType:n["predicate-type"],format:I,api:U(n.offline===!0,F)}},p={"trusted-root":{type:"string"},key:{type:"string",multiple:!0},repo:{type:"string"},run:{type:"string"},attempt:{type:"string"},"signer-workflow":{type:"string"},issuer:{type:"string"},"predicate-type":{type:"string"},offline:{type:"boolean"},...a.w6,format:{type:"string"}},U=(t,c)=>t?{notAsked:"--offline"}:c===void 0||c.token===""?{notAsked:"no token in GH_TOKEN or GITHUB_TOKEN"}:c,T=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/,g=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/,s=/^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/,o=(t,c)=>t===void 0||c.test(t),u=t=>t==="text"||t==="json",O=(t,c)=>{const[n,...R]=t;switch(n){case void 0:throw(0,d.CI)("no command given");case"--help":case"-h":case"help":return{name:"help",of:P(R[0])?R[0]:"overview"};case"--version":return{name:"version"};case"verify":return N(R,c)??{name:"help",of:"verify"};case"report":return y(R,c)??{name:"help",of:"report"};case"fetch":return w(R,c)??{name:"help",of:"fetch"};case"log":return i(R)??{name:"help",of:"log"};default:throw(0,d.CI)(n.startsWith("-")?`${n} before a command: name the command first`:`unknown command ${n}`)}},P=t=>t==="verify"||t==="report"||t==="fetch"||t==="log"}),4:(($,m,e)=>{e.a($,async(a,d)=>{try{e.r(m);var w=e(2575),b=e(6928),i=e(7518),h=e(5254),f=e(2561),y=e(7914),x=e(5032),r=e(9944);const l=p=>{process.stderr.write(`pipeline-trace: ${(0,h.e)(p)}
`)},v=p=>p?()=>{}:l,N=async()=>{const p=(0,x.U)(process.argv.slice(2),(0,w.Q)());switch(p.name){case"help":return{output:y._[p.of],exitCode:f.d.ok};case"version":return{output:`${i.x}
`,exitCode:f.d.ok};case"verify":{const{verify:U}=await Promise.all([e.e(673),e.e(758),e.e(64),e.e(823),e.e(404),e.e(608)]).then(e.bind(e,2608));return U(p)}case"report":{const{report:U}=await Promise.all([e.e(592),e.e(673),e.e(296),e.e(758),e.e(64),e.e(444),e.e(60),e.e(477),e.e(292),e.e(533),e.e(18),e.e(155),e.e(251)]).then(e.bind(e,8251));return U(p,Date.now,v(p.quiet))}case"log":{const{log:U}=await Promise.all([e.e(673),e.e(227),e.e(533),e.e(579)]).then(e.bind(e,5237));return U(p)}case"fetch":{const{fetchRun:U}=await Promise.all([e.e(592),e.e(673),e.e(296),e.e(758),e.e(64),e.e(444),e.e(60),e.e(477),e.e(292),e.e(155),e.e(355)]).then(e.bind(e,4355)),{online:T,folder:g,force:s,quiet:o}=p,u={...T,folder:g,force:s,logs:r.Yy,now:Date.now},{exitCode:O,lost:P}=await U(u,v(o));return{output:"",exitCode:O,errors:P}}}};process.stdout.on("error",p=>{p.code!=="EPIPE"&&(l(`the result could not be written: ${p.message}`),process.exitCode=f.d.incomplete)});try{const{output:p,exitCode:U,errors:T=[]}=await N();for(const g of T)l(g);process.stdout.write(p),process.exitCode=U}catch(p){l((0,b.G)(p)),process.exitCode=p instanceof b.y&&p.code!=="INTERNAL"?f.d.usage:f.d.incomplete}d()}catch(l){d(l)}},1)}),9944:(($,m,e)=>{e.d(m,{w6:()=>f,Yy:()=>x,vY:()=>y,n8:()=>N,k2:()=>v,RT:()=>U});var a=e(517),d=e(4807);const w=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/,b=s=>{const[o="",u,...O]=s;if(O.length>0)return;if(u!==void 0)return/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(o)&&/^\d{1,20}$/.test(u)?{repository:o,runId:u,attempt:void 0,serverUrl:void 0}:void 0;const[,P,t,c,n]=w.exec(o)??[];if(!(P===void 0||t===void 0||c===void 0))return{serverUrl:P,repository:t,runId:c,attempt:n===void 0?void 0:Number(n)}},i=s=>{const{protocol:o,host:u}=new URL(s),O=u==="api.github.com"||/^api\.[\w-]{1,100}\.ghe\.com$/.test(u);return`${o}//${O?u.slice(4):u}`},h=s=>{const{protocol:o,host:u}=new URL(s);return u==="github.com"||u.endsWith(".ghe.com")?`${o}//api.${u}`:`${o}//${u}/api/v3`},f={"api-url":{type:"string"},"api-budget":{type:"string"}},y={...f,attempt:{type:"string"},quiet:{type:"boolean"}},x="archive",r=1e3,l=1e5,v=(s,o,u)=>{const O=b(s),{wrong:P,api:t}=N(o,u),c=[...O===void 0?["name the run as OWNER/REPO and RUN-ID, or by the URL of its page"]:[],...U(o.attempt),...P,...t!==void 0&&O!==void 0?T(O,t.apiUrl):[]];if(O===void 0||t===void 0||c.length>0)return{wrong:c,online:void 0};const n={...t,repository:O.repository,runId:O.runId,attempt:o.attempt===void 0?O.attempt:Number(o.attempt)};return{wrong:c,online:n}},N=(s,o)=>{const u=(s["api-url"]??g(o.GITHUB_API_URL)??"https://api.github.com").replace(/\/$/,""),O=/^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(u)&&URL.canParse(u),P=[...O?[]:[`${s["api-url"]===void 0?"GITHUB_API_URL":"--api-url"} is an http(s) URL`],...(0,d.wP)(s["api-budget"],1,l)?[]:[`--api-budget is a number from 1 to ${l}`]];if(!O)return{wrong:P,api:void 0};const t={apiUrl:u,serverUrl:i(u),...p(o),proxies:(0,a.uv)(o),budget:Number(s["api-budget"]??r)};return{wrong:P,api:t}},p=s=>{for(const o of["GH_TOKEN","GITHUB_TOKEN"]){const u=g(s[o]);if(u!==void 0)return{token:u,tokenFrom:o}}return{token:"",tokenFrom:void 0}},U=s=>(0,d.wP)(s,1,99999)?[]:["--attempt is a number from 1"],T=({serverUrl:s},o)=>s===void 0||s.toLowerCase()===i(o)?[]:[`the run is on ${s}, but the API is ${o}: give --api-url ${h(s)}`],g=s=>{const o=s?.trim()??"";return o===""?void 0:o}}),4807:(($,m,e)=>{e.d(m,{Ac:()=>b,CI:()=>w,wP:()=>h});var a=e(7975),d=e(6928);const w=(f,y)=>new d.y("USAGE",f,{hint:`See pipeline-trace ${y===void 0?"":`${y} `}--help`}),b=(f,y,x)=>{try{return(0,a.parseArgs)({args:[...y],allowPositionals:!0,options:{...x,...i}})}catch(r){throw w(r instanceof Error?r.message:"wrong options",f)}},i={help:{type:"boolean",short:"h"}},h=(f,y,x)=>f===void 0||/^\d{1,6}$/.test(f)&&Number(f)>=y&&Number(f)<=x}),2575:(($,m,e)=>{e.d(m,{Q:()=>a,R:()=>d});const a=()=>Object.freeze({...process.env}),d=(w,b)=>(w[`INPUT_${b.replace(/ /g,"_").toUpperCase()}`]??"").trim()}),517:(($,m,e)=>{e.d(m,{B_:()=>a,EE:()=>w,P_:()=>i,S9:()=>h,uv:()=>d});const a={http:"",https:"",none:""},d=r=>{const l=v=>r[v]||r[v.toUpperCase()]||"";return{http:l("http_proxy"),https:l("https_proxy"),none:l("no_proxy")}},w=(r,l)=>{const v=l.protocol==="https:"?r.https:r.http;if(!(v===""||y(l.hostname)||x(r.none,l)))return b(v)},b=r=>{const l=r.includes("://")?r:`http://${r}`;if(!URL.canParse(l))return;const{protocol:v,hostname:N,port:p,username:U,password:T}=new URL(l);if(N==="")return;const g=v==="https:",s=p===""?g?443:80:Number(p),o=`${f(U)}:${f(T)}`;return{isTls:g,host:N.replace(/^\[|\]$/g,""),port:s,authorization:o===":"?void 0:`Basic ${Buffer.from(o).toString("base64")}`,name:`${N}:${s}`}},i=({authorization:r})=>r===void 0?{}:{"proxy-authorization":r},h=r=>r.replace(/the proxy \S{1,260}:\d{1,5}/g,"a proxy"),f=r=>{try{return decodeURIComponent(r)}catch{return r}},y=r=>r==="localhost"||r.startsWith("127.")||r==="[::1]",x=(r,{hostname:l,port:v,protocol:N})=>{const p=l.toUpperCase(),T=[p,`${p}:${v===""?N==="https:"?"443":"80":v}`];return r.split(",").map(g=>g.trim().toUpperCase()).filter(g=>g!=="").some(g=>g==="*"||T.some(s=>s===g||s.endsWith(`.${g}`)||g.startsWith(".")&&s.endsWith(g)))}}),6928:(($,m,e)=>{e.d(m,{G:()=>d,y:()=>a});class a extends Error{code;hint;constructor(h,f,y={}){super(f,"cause"in y?{cause:y.cause}:void 0),this.name="TraceError",this.code=h,this.hint=y.hint}}const d=i=>{const h=w(i).replace(/[\r\n]+/g," ").trim();return(h===""?"an error without a message":h).slice(0,1e3)},w=i=>{if(i instanceof a){const{message:h,hint:f}=i;return f===void 0?h:`${h}. ${f}`}return i instanceof Error?i.message===""?b(i):i.message:String(i)},b=i=>typeof i.code=="string"?`${i.name} ${i.code}`:i.name}),7518:(($,m,e)=>{e.d(m,{f:()=>d,x:()=>a});const a="0.1.0",d="1.0.0"}),5254:(($,m,e)=>{e.d(m,{G:()=>d,e:()=>a});const a=i=>i.replace(w,h=>`\\u{${(h.codePointAt(0)??0).toString(16)}}`),d=i=>i.replace(w,h=>h===`
`?h:h.split("").map(b).join("")),w=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,b=i=>`\\u${i.charCodeAt(0).toString(16).padStart(4,"0")}`})};export{W as id,B as ids,K as modules};
