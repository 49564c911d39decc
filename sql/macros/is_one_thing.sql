-- Whether two ids can name one vehicle or payload: the same, or one a family that the other belongs to ("chang-e" and "chang-e-4").
create or replace macro is_one_thing(one_id, other_id) as
    one_id = other_id or starts_with(one_id, other_id || '-') or starts_with(other_id, one_id || '-');
