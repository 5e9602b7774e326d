-- Links to the numbers of one site for somebody who may not look otherwise; of each only the hash of its token.
create table if not exists sidetrack.share (
    hash char(64) primary key,
    site varchar(2000) not null,
    created timestamp(6) with time zone not null,
    until timestamp(6) with time zone not null
);
