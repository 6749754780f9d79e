{{ config(materialized='view') }}

-- A code says what happened, so only mentions of the reality that was decided have a say.
with told as (
    select
        mentions.event_id,
        mentions.code_plover,
        mentions.code_cameo,
        coalesce(mentions.mode, 'unspecified') as mode,
        mentions.confidence,
    from {{ ref('int_event_mentions') }} as mentions
    semi join {{ ref('int_event_realities') }} as realities using (event_id, reality)
    where mentions.code_plover is not null
),

plovers as (
    select
        event_id,
        code_plover,
        row_number() over (
            partition by event_id
            order by count(*) desc, sum(confidence) desc, code_plover
        ) as preference,
    from told
    group by event_id, code_plover
),

details as (
    select
        told.event_id,
        told.code_plover,
        told.mode,
        told.code_cameo,
        row_number() over (
            partition by told.event_id
            order by
                told.mode = 'unspecified',  -- a mode that somebody names beats none
                count(*) desc,
                sum(told.confidence) desc,
                length(told.code_cameo) desc,
                told.code_cameo,
                told.mode
        ) as preference,
    from told
    inner join plovers
        on told.event_id = plovers.event_id
        and told.code_plover = plovers.code_plover
        and plovers.preference = 1
    group by told.event_id, told.code_plover, told.mode, told.code_cameo
)

select
    event_id,
    code_plover,
    nullif(code_cameo, '') as code_cameo,
    mode,
from details
where preference = 1
