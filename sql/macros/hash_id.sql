-- An id: prefix and 16 hex digits of the hash of its parts, the same as pipelines.ids.make_id makes of them.
create or replace macro hash_id(prefix, parts) as
    prefix || '_' || left(sha256(array_to_string(list_transform(parts, lambda part: coalesce(part, '')), chr(31))), 16);
