-- Sums by day that other analytics have counted, which are added to the roll-ups when somebody asks.
create table if not exists sidetrack.imported_day (
    site int not null,
    day_start date not null,
    facet smallint not null,
    term int not null,
    visitors int not null,
    visits int not null,
    views int not null,
    events int not null,
    bounces int not null,
    lasted bigint not null,
    primary key (site, facet, day_start, term)
);
