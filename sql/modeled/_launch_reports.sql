-- One row per launch as one article tells it, with all that decides which event it belongs to.
-- Grain: article_launch_id
-- Reads: extracted.article_launches, extracted.claims, modeled.articles, modeled.reviews, modeled._named_vehicles, modeled._named_payloads,
--        modeled._told_clocks, reference.sites, reference.vehicles, reference.outlets, reference.site_zones, reference.countries
-- Only listed sites and vehicles tell launches apart; names that no list holds may be other spellings of the same thing. Fire of which an
-- article, about something else, knows neither who fired nor a missile is news of a battle, and no launch that others could tell of.

select
    article_launches.article_launch_id,
    article_launches.article_id,
    articles.origin_id,
    articles.known_at,
    articles.published_date_min,
    articles.published_date_max,
    article_launches.status_code,
    article_launches.status_code <> 'occurred' as is_planned,
    article_launches.launch_class_code,
    -- a vehicle at a site of its own country is that country's; an article that leaves the party open means the one whose vehicle it names,
    -- else the one that others name for the payload, else the one whose site; a country without rocket or site owns what others launch
    coalesce(
        case when sites.country_code = vehicles.country_code then vehicles.country_code end,
        case
            when article_launches.launch_class_code <> 'space' or spacefarers.country_code is not null then article_launches.country_code
        end,
        vehicles.country_code,
        named_payloads.launching_country_code,
        sites.country_code,
        'none'
    ) as party_code,
    article_launches.launch_date_min,
    article_launches.launch_date_max,
    day_count(article_launches.launch_date_min, article_launches.launch_date_max)::integer as day_count,
    coalesce(told_clocks.launch_time_local_text, article_launches.launch_time_local_text) as launch_time_local_text,
    sites.site_id,
    vehicles.vehicle_id,
    vehicles.launch_class_code as vehicle_class_code,
    case when named_payloads.is_listed then named_payloads.payload_id end as payload_id,
    named_payloads.payload_id as told_payload_id,
    article_launches.outcome_code,
    article_launches.is_focus,
    coalesce(site_zones.timezone_name, countries.timezone_name) as launch_timezone_name,
    outlets.timezone_name as outlet_timezone_name,
    article_launches.evidence_char_start,
    disputed.article_launch_id is not null as is_nature_disputed,
    misread.article_launch_id is not null as is_misread,
    party_code = 'none' and article_launches.launch_class_code in ('unknown', 'artillery') and not article_launches.is_focus as is_nameless,
    -- a flight cannot have been known before its hour came or, where none is told, before its first day began, at the site or anywhere
    case
        when misread.article_launch_id is not null or is_nameless then false
        when article_launches.status_code <> 'occurred' or article_launches.launch_date_min is null then true
        -- the day after has begun in Greenwich, so the day has begun everywhere: spares almost all reports the history of zones
        when epoch_us(articles.known_at) >= epoch_us((article_launches.launch_date_min + 1)::timestamp) then true
        else articles.known_at >= coalesce(
            timezone(
                coalesce(site_zones.timezone_name, countries.timezone_name),
                article_launches.launch_date_min + coalesce(case
                    when article_launches.launch_date_min = article_launches.launch_date_max
                        then coalesce(told_clocks.launch_time_local_text, article_launches.launch_time_local_text)
                end, '00:00')::time
            ),
            timezone('Pacific/Kiritimati', article_launches.launch_date_min::timestamp)
        )
    end as is_possible,
from extracted.article_launches as article_launches
inner join modeled.articles as articles
    on articles.article_id = article_launches.article_id  -- n:1
left join (
    select distinct article_launch_id from modeled.reviews where review_kind_code = 'misread' and state_code = 'applied'
) as misread
    on misread.article_launch_id = article_launches.article_launch_id  -- 1:1; null when no review says that it was misread
left join (
    select distinct claims.article_launch_id
    from extracted.claims as claims
    inner join extracted.article_launches as told
        on told.article_launch_id = claims.article_launch_id  -- n:1
    where claims.topic_code = 'nature'
        and told.launch_class_code in ('space', 'ballistic')
        and claims.claimed_value_code in ('space', 'ballistic')
        and claims.claimed_value_code <> told.launch_class_code
) as disputed
    on disputed.article_launch_id = article_launches.article_launch_id  -- 1:1; null when nobody in it calls it the other of the two
left join modeled._told_clocks as told_clocks
    on told_clocks.article_launch_id = article_launches.article_launch_id  -- 1:1; null when it tells the hour by the clock at the site
left join reference.sites as sites
    on sites.site_id = article_launches.site_id  -- n:1; null when no listed site is named
left join modeled._named_vehicles as named_vehicles
    on named_vehicles.vehicle_text = article_launches.vehicle_name  -- n:1; null when no vehicle is named
left join reference.vehicles as vehicles
    on vehicles.vehicle_id = named_vehicles.vehicle_id  -- n:1; null when it is not listed
left join modeled._named_payloads as named_payloads
    on named_payloads.payload_text = article_launches.payload_name  -- n:1; null when no payload is named
left join (
    select country_code from reference.vehicles where launch_class_code = 'space'
    union
    select country_code from reference.sites
) as spacefarers
    on spacefarers.country_code = article_launches.country_code  -- n:1; null when the country has neither rocket nor site
left join reference.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the outlet is not listed
left join reference.site_zones as site_zones
    on site_zones.site_id = sites.site_id  -- n:1; null when the country's zone holds for the site
left join reference.countries as countries
    on countries.country_code = coalesce(sites.country_code, article_launches.country_code)
    and countries.has_one_zone  -- n:1; null when the country has several zones
