{{ config(materialized='view') }}

with told as (
    select
        mentions.event_id,
        mentions.date_start,
        mentions.date_end,
        mentions.date_precision,
        mentions.date_basis,
        mentions.confidence,
        mentions.reality in ('held', 'ongoing') = (realities.reality in ('held', 'ongoing')) as agrees,
    from {{ ref('int_event_mentions') }} as mentions
    inner join {{ ref('int_event_realities') }} as realities using (event_id)
),

votes as (
    select
        event_id,
        date_start,
        date_end,
        date_precision,
        date_basis,
        date_basis in ('explicit', 'relative') and date_start is not null as is_in_text,
        bool_or(agrees) as agrees,
        count(*) as vote_count,
        sum(confidence) as total_confidence,
    from told
    group by event_id, date_start, date_end, date_precision, date_basis
),

ranked as (
    select
        *,
        row_number() over (
            partition by event_id
            order by
                is_in_text desc,
                date_start is not null desc,
                agrees desc,
                case date_precision
                    when 'day' then 1 when 'week' then 2 when 'month' then 3
                    when 'quarter' then 4 when 'year' then 5 else 6
                end,
                case date_basis when 'explicit' then 1 when 'relative' then 2 else 3 end,
                -- of publication days the first bounds the event best
                case when is_in_text then vote_count end desc,
                case when is_in_text then total_confidence end desc,
                date_start,
                date_end
        ) as preference,
    from votes
)

select
    event_id,
    date_start,
    date_end,
    date_precision,
    date_basis,
from ranked
where preference = 1
