-- Minutes from midnight of a clock time written as HH:MM; null where there is none.
create or replace macro day_minute(clock_text) as
    date_part('hour', clock_text::time) * 60 + date_part('minute', clock_text::time);
