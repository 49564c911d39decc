-- Number of days of an interval, both ends included; null where an end is.
create or replace macro day_count(date_min, date_max) as
    date_diff('day', date_min, date_max) + 1;
