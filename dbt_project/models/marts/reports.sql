{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

with roles as (
    select
        event_id,
        {{ main_actor('reporter') }} as reporter_id,
        {{ main_actor('source') }} as cited_source_id,
    from {{ ref('int_event_participants') }}
    group by event_id
),

contents as (
    select
        event_id,
        mention_id,
        article_id,
        unnest(content_spans) as span,
    from {{ ref('int_event_mentions') }}
    where kind = 'report'
),

embedded as (
    select
        contents.event_id,
        list(distinct inside.event_id order by inside.event_id) as event_ids,
    from contents
    inner join {{ ref('int_event_mentions') }} as inside
        on contents.article_id = inside.article_id
        and contents.mention_id <> inside.mention_id
        and contents.event_id <> inside.event_id
        and inside.cue_start >= contents.span."start"
        and inside.cue_end <= contents.span."end"
    group by contents.event_id
)

select
    words.event_id,
    words.mention_id,
    roles.reporter_id,
    roles.cited_source_id,
    words.content,
    words.relay as relay_chain,
    coalesce(embedded.event_ids, []) as embedded_event_ids,
from {{ ref('int_event_words') }} as words
left join roles using (event_id)
left join embedded using (event_id)
where words.kind = 'report'
