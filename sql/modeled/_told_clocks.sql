-- One row per report that tells the hour of a launch by another clock than that at the site, with the hour at the site.
-- Grain: article_launch_id
-- Reads: extracted.article_launches, extracted.dates, extracted.attributions, extracted.names, staged.articles, modeled.articles,
--        modeled._named_outlets, reference.outlets, reference.countries, reference.told_clocks
-- An hour that an outlet of the launching country gives, or that such an outlet or speaker is cited for, is by its own clock; so is one in
-- an article that begins with a place there, and one that was worked out from another zone: no words of the article give it.

with own_attributions as (
    select
        attributions.article_id,
        attributions.char_start,
        attributions.char_end,
        coalesce(attributions.country_code, carriers.country_code) as country_code,
    from extracted.attributions as attributions
    left join modeled._named_outlets as named_outlets
        on named_outlets.outlet_text = attributions.carrier_name  -- n:1; null when nothing carried it
    left join reference.outlets as carriers
        on carriers.outlet_id = named_outlets.outlet_id  -- n:1; null when the carrier is not listed
),

own_datelines as (
    select
        names.article_id,
        names.country_code,
    from staged.articles as articles
    inner join extracted.names as names
        on names.article_id = articles.article_id
        and names.char_start = length(articles.title_text) + 2  -- 1:1; what the text begins with
    -- a comma, a dash or an agency in brackets follows a place in a dateline, and words a name that begins a sentence
    where regexp_matches(
            substr(articles.body_text, names.char_end - names.char_start + 1, 60), '^(?:,.{0,40}?)?(?: \([^)]{1,20}\)| ?(?:--|[-–—]))'
        )
),

told_hours as (
    select
        launches.article_launch_id,
        launches.article_id,
        launches.country_code,
        launches.launch_date_min,
        launches.launch_time_local_text,
        dates.char_start,
        timezone(countries.timezone_name, timezone(
            told_clocks.timezone_name, launches.launch_date_min + launches.launch_time_local_text::time
        )) as launched_local_at,
    from extracted.article_launches as launches
    inner join reference.told_clocks as told_clocks
        on told_clocks.country_code = launches.country_code  -- n:1
    inner join reference.countries as countries
        on countries.country_code = launches.country_code
        and countries.has_one_zone  -- n:1
    inner join extracted.dates as dates
        on dates.article_id = launches.article_id
        and dates.clock_time_text = launches.launch_time_local_text
        and coalesce(dates.clock_zone_name, told_clocks.timezone_name) = told_clocks.timezone_name  -- n:m; where the article gives the hour
    inner join modeled.articles as articles
        on articles.article_id = launches.article_id  -- n:1
    left join reference.outlets as outlets
        on outlets.outlet_id = articles.outlet_id  -- n:1; null when the outlet is not listed
    where launches.launch_date_min is not null and outlets.country_code is distinct from launches.country_code
)

select distinct
    told_hours.article_launch_id,
    strftime(told_hours.launched_local_at, '%H:%M') as launch_time_local_text,
from told_hours
anti join own_attributions
    on own_attributions.article_id = told_hours.article_id
    and own_attributions.country_code = told_hours.country_code
    and told_hours.char_start between own_attributions.char_start and own_attributions.char_end
anti join own_datelines
    on own_datelines.article_id = told_hours.article_id
    and own_datelines.country_code = told_hours.country_code
-- half an hour after midnight in Seoul it was still the day before in Pyongyang: such an hour is left as it is told
where told_hours.launched_local_at::date = told_hours.launch_date_min
    and strftime(told_hours.launched_local_at, '%H:%M') <> told_hours.launch_time_local_text
