"""Reads a file of dossier export ftm as followthemoney 4.11 does: python3 ftm.py FILE. Nothing may be invalid, changed, or lead nowhere."""
import json,sys
from followthemoney import model
from followthemoney.exc import InvalidData
ents=[json.loads(l) for l in open(sys.argv[1]) if l.strip()]
by={}; bad=[]
for e in ents:
    if e['id'] in by: bad.append((e['id'],'duplicate id'))
    by[e['id']]=e
for e in ents:
    sc=model.get(e['schema'])
    if sc is None: bad.append((e['id'],'no schema')); continue
    if sc.abstract: bad.append((e['id'],'abstract schema '+sc.name))
    try: sc.validate(e)
    except InvalidData as x: bad.append((e['id'],'invalid',getattr(x,'errors',str(x))))
    p=model.get_proxy(e,cleaned=False)
    out={k:sorted(v) for k,v in p.to_dict()['properties'].items()}
    inp={k:sorted(v) for k,v in e['properties'].items()}
    if out!=inp: bad.append((e['id'],'changed',{k:(inp.get(k),out.get(k)) for k in set(inp)|set(out) if inp.get(k)!=out.get(k)}))
    for r in sc.required:
        if not e['properties'].get(r): bad.append((e['id'],'required',r))
    for k,vs in e['properties'].items():
        pr=sc.get(k)
        if pr is not None and pr.type.name=='entity':
            for v in vs:
                t=by.get(v)
                if t is None: bad.append((e['id'],'dangling',k,v))
                elif not model.get(t['schema']).is_a(pr.range): bad.append((e['id'],'range',k,v,t['schema'],'is not',pr.range.name))
for b in bad: print(b)
print(len(ents),'entities,',len(bad),'findings'); sys.exit(bool(bad))
