-- Records as received.
select count(*) from raw.records
