-- Links to the numbers of one site for somebody who may not look otherwise; of each only the hash of its token.
create table sidetrack.share (
    hash char(64) primary key,
    site varchar(2000) not null,
    created timestamptz not null,
    until timestamptz not null
);
