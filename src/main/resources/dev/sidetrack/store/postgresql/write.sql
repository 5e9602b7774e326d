-- Stores hits and all that follows from them, in one statement. Only hits that were not there touch a visit or an hour, so that a
-- batch which comes again changes nothing. The visitors are locked before (lock.sql), so that what is read of their visits is so.
with given as (
    select * from unnest(
        ?::uuid[], ?::uuid[], ?::uuid[], ?::float8[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::smallint[], ?::smallint[], ?::smallint[], ?::text[], ?::text[])
    as given (id, visitor, tombstone, amount, visit, site, path, title, event, category, label,
        origin, client, server_time, kind, consent, bucket, user_id, properties)
),
-- The hits that are new.
new as (
    insert into sidetrack.hit (id, visitor, amount, visit, site, path, title, event, category, label,
        origin, client, server_time, kind, consent, user_id, properties)
    select id, visitor, amount, visit, site, path, title, event, category, label,
        origin, client, server_time, kind, consent, user_id, properties::jsonb
    from given
    where not exists (select from sidetrack.forgotten f where f.visitor = given.tombstone)
    order by id
    on conflict (id) do nothing
    returning id, coalesce(visitor, id) as visitor, visit, site, sidetrack.time_of(id) as at, amount, path, event, origin, client, kind
),
-- The visits as they were; late are those of which a new hit is not after all the others.
old as (
    select v.*, n.at <= v.ended as late
    from (select visitor, visit, site, min(at) as at from new group by visitor, visit, site) n
    join sidetrack.visit v using (visitor, visit, site)
),
-- What the new hits say of their visits; of late visits all hits do.
pool as (
    select * from new
    union all
    select h.id, h.visitor, h.visit, h.site, sidetrack.time_of(h.id), h.amount, h.path, h.event, h.origin, h.client, h.kind
    from old join sidetrack.hit h on h.visitor = old.visitor and h.visit = old.visit and h.site = old.site
    where old.late
),
told as (
    select visitor, visit, site, min(at) as started, max(at) as ended, coalesce(sum(amount), 0) as amount,
        (array_agg(path order by id) filter (where event is null))[1] as entry,
        (array_agg(path order by id desc) filter (where event is null))[1] as leaving,
        count(*) filter (where event is null) as views, count(event) as events,
        (array_agg(origin order by id))[1] as origin, (array_agg(client order by id))[1] as client, max(kind) as kind,
        (array_agg(coalesce(event, path) order by id))[1:100] as trail
    from pool group by visitor, visit, site
),
-- The visits as they are now.
now as (
    select t.visitor, t.visit, t.site,
        case when o.late then t.started else coalesce(o.started, t.started) end as started,
        t.ended,
        case when o.late then t.amount else coalesce(o.amount, 0) + t.amount end as amount,
        -- The first view's, also where its path is not known.
        case when not o.late and o.views > 0 then o.entry else coalesce(t.entry, 0) end as entry,
        coalesce(t.leaving, o.leaving, 0) as leaving,
        case when o.late then t.views else coalesce(o.views, 0) + t.views end as views,
        case when o.late then t.events else coalesce(o.events, 0) + t.events end as events,
        case when o.late then t.origin else coalesce(o.origin, t.origin) end as origin,
        case when o.late then t.client else coalesce(o.client, t.client) end as client,
        t.kind,
        case when o.late then t.trail else (coalesce(o.trail, '{}') || t.trail)[1:100] end as trail,
        o.started as before
    from told t left join old o using (visitor, visit, site)
),
kept as (
    insert into sidetrack.visit (visitor, visit, site, started, ended, amount, entry, leaving, views, events, origin, client, kind, bucket, trail)
    select visitor, visit, site, started, ended, amount, entry, leaving, views, events, origin, client, kind,
        (select bucket from given g where coalesce(g.visitor, g.id) = now.visitor limit 1), trail
    -- In the order of their index, which stays dense by that. Their visitors are locked.
    from now order by site, started
    on conflict (visitor, visit, site) do update set
        started = excluded.started, ended = excluded.ended, amount = excluded.amount, entry = excluded.entry, leaving = excluded.leaving,
        views = excluded.views, events = excluded.events, origin = excluded.origin, client = excluded.client, trail = excluded.trail
),
-- Where a visit is new or begins at another time, the visitor's next one, there or anywhere, has another day before it.
moved as (
    select visitor, site, started from now where kind > 0 and before is distinct from started
    union
    select visitor, site, before from now where kind > 0 and before <> started
),
dirty as (
    insert into sidetrack.dirty (site, hour_start)
    select site, date_trunc('hour', at, 'UTC') from new
    union
    select site, date_trunc('hour', started, 'UTC') from now
    union
    select site, date_trunc('hour', before, 'UTC') from now where before is not null
    union
    select later.site, date_trunc('hour', later.started, 'UTC') from moved m cross join lateral (
        select v.site, v.started from sidetrack.visit v where v.visitor = m.visitor and v.started > m.started order by v.started limit 1) later
    union
    select later.site, date_trunc('hour', later.started, 'UTC') from moved m cross join lateral (
        select v.site, v.started from sidetrack.visit v where v.visitor = m.visitor and v.site = m.site and v.started > m.started
        order by v.started limit 1) later
)
select count(*) from new
