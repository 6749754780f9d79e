{{ config(materialized='view') }}

with told as (
    select
        event_id,
        place_name,
        place_country,
        latitude,
        longitude,
        place_precision,
        confidence,
    from {{ ref('int_event_mentions') }}
    where place_name is not null and place_name <> ''
),

countries as (
    select
        event_id,
        place_country,
        row_number() over (
            partition by event_id
            order by count(*) desc, sum(confidence) desc, place_country
        ) as preference,
    from told
    group by event_id, place_country
),

places as (
    select
        told.event_id,
        told.place_name,
        told.place_country,
        told.place_precision,
        -- both numbers of one mention: a mean of two towns is neither
        first(told.latitude order by told.confidence desc, told.latitude) as latitude,
        first(told.longitude order by told.confidence desc, told.latitude) as longitude,
        row_number() over (
            partition by told.event_id
            order by
                case told.place_precision
                    when 'point' then 1 when 'city' then 1 when 'region' then 2
                    when 'country' then 3 else 4
                end,
                count(*) desc,
                case told.place_precision when 'point' then 1 else 2 end,
                sum(told.confidence) desc,
                told.place_name
        ) as preference,
    from told
    inner join countries
        on told.event_id = countries.event_id
        and told.place_country is not distinct from countries.place_country
        and countries.preference = 1
    group by told.event_id, told.place_name, told.place_country, told.place_precision
)

select
    event_id,
    place_name,
    nullif(place_country, '') as country,
    latitude,
    longitude,
    nullif(place_precision, '') as place_precision,
from places
where preference = 1
