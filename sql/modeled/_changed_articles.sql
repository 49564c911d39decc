-- One row per article of which models may tell something else than in the release before, by itself or by what its names stand for.
-- Grain: article_id
-- Reads: modeled.articles, modeled._named_outlets, modeled._named_vehicles, modeled._named_payloads, modeled._told_clocks, modeled.reviews,
--        history.articles, history._named_outlets, history._named_vehicles, history._named_payloads, history._told_clocks,
--        history.reviews, extracted.attributions, extracted.claims, extracted.reactions, extracted.article_launches
-- Rows of large tables are made anew for these articles and kept for others (`anew_for` of a contract). What was read in an article stays
-- as long as rules do. Reviews are few, and reach far: where one has changed, so has every article.

with changed_rows as (
    select coalesce(present.article_id, earlier.article_id) as article_id
    from (select article_id, hash(articles) as row_hash from modeled.articles as articles) as present
    full join (select article_id, hash(articles) as row_hash from history.articles as articles) as earlier
        on earlier.article_id = present.article_id  -- 1:1; null on the side that has not got it
    where present.row_hash is distinct from earlier.row_hash
),

changed_outlets as (
    (select outlet_text, outlet_id from modeled._named_outlets except select outlet_text, outlet_id from history._named_outlets)
    union all
    (select outlet_text, outlet_id from history._named_outlets except select outlet_text, outlet_id from modeled._named_outlets)
),

changed_vehicles as (
    (select * from modeled._named_vehicles except select * from history._named_vehicles)
    union all
    (select * from history._named_vehicles except select * from modeled._named_vehicles)
),

changed_payloads as (
    (select * from modeled._named_payloads except select * from history._named_payloads)
    union all
    (select * from history._named_payloads except select * from modeled._named_payloads)
),

changed_clocks as (
    (select * from modeled._told_clocks except select * from history._told_clocks)
    union all
    (select * from history._told_clocks except select * from modeled._told_clocks)
),

changed_reviews as (
    (select * from modeled.reviews except select * from history.reviews)
    union all
    (select * from history.reviews except select * from modeled.reviews)
)

select article_id from changed_rows
union
select article_id from extracted.attributions where carrier_name in (select outlet_text from changed_outlets)
union
select article_id from extracted.claims where via_name in (select outlet_text from changed_outlets)
union
select article_id from extracted.reactions where via_name in (select outlet_text from changed_outlets)
union
select article_id
from extracted.article_launches
where vehicle_name in (select vehicle_text from changed_vehicles)
    or payload_name in (select payload_text from changed_payloads)
    or article_launch_id in (select article_launch_id from changed_clocks)
union
select article_id from modeled.articles where exists (select 1 from changed_reviews)
