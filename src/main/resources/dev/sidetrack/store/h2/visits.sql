-- Makes visits anew of all their hits.
merge into sidetrack.visit as v using (
    select h.visitor, h.visit, h.site, min(h.at) as started, max(h.at) as ended, coalesce(sum(h.amount), 0) as amount,
        coalesce(array_agg(h.path order by h.id) filter (where h.event is null)[1], 0) as entry,
        coalesce(array_agg(h.path order by h.id desc) filter (where h.event is null)[1], 0) as leaving,
        count(*) filter (where h.event is null) as views, count(h.event) as events,
        array_agg(h.origin order by h.id)[1] as origin, array_agg(h.client order by h.id)[1] as client,
        max(h.kind) as kind, max(t.bucket) as bucket
    from unnest(cast(? as uuid array), cast(? as int array), cast(? as int array), cast(? as int array)) as t (visitor, visit, site, bucket)
    join sidetrack.hit h on h.visitor = t.visitor and h.visit = t.visit and h.site = t.site
    group by h.visitor, h.visit, h.site
) as n on v.visitor = n.visitor and v.visit = n.visit and v.site = n.site
when matched then update set started = n.started, ended = n.ended, amount = n.amount, entry = n.entry, leaving = n.leaving,
    views = n.views, events = n.events, origin = n.origin, client = n.client
when not matched then insert (visitor, visit, site, started, ended, amount, entry, leaving, views, events, origin, client, kind, bucket)
    values (n.visitor, n.visit, n.site, n.started, n.ended, n.amount, n.entry, n.leaving, n.views, n.events, n.origin, n.client, n.kind, n.bucket)
