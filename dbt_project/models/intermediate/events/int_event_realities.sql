{{ config(materialized='view') }}

with told as (
    select
        event_id,
        reality,
        reality in ('held', 'ongoing') as has_begun,
        confidence,
        coalesce(cast(published_at as date), ingested_on) as told_on,
    from {{ ref('int_event_mentions') }}
),

ranked as (
    select
        event_id,
        reality,
        row_number() over (
            partition by event_id
            order by
                has_begun desc,
                case when has_begun then reality end,  -- held before ongoing
                told_on desc,                          -- else the latest word
                case reality when 'cancelled' then 1 when 'planned' then 2 else 3 end
        ) as preference,
    from told
)

select
    event_id,
    reality,
from ranked
where preference = 1
