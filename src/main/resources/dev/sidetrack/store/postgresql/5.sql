-- Visits by the hour in which they began, which an index stores once for many of them: 12 bytes a visit instead of 39.
create index visit_hour on sidetrack.visit (site, (date_trunc('hour', started at time zone 'UTC')));
create index visit_hour_sample on sidetrack.visit (site, (date_trunc('hour', started at time zone 'UTC'))) where bucket < 128;

-- Whether a visit began from one time until another. Its hour finds it; its start is exact, but says nothing new about how many there are.
-- PostgreSQL would multiply both and expect far too few: that something is not null, it takes for nearly always true. Not strict, and it
-- is inlined.
create function sidetrack.began(started timestamptz, since timestamptz, until timestamptz) returns boolean immutable parallel safe
return date_trunc('hour', started at time zone 'UTC') >= date_trunc('hour', since at time zone 'UTC')
    and date_trunc('hour', started at time zone 'UTC') < until at time zone 'UTC'
    and nullif(started >= since and started < until, false) is not null;

-- What is in an index over an expression is only known by this. Readers wait for nothing but the last two.
analyze sidetrack.visit;
drop index sidetrack.visit_started;
drop index sidetrack.visit_sample;
