{{ config(materialized='table') }}

with links as (
    select
        links.article_id,
        links.event_id as linked_event_id,
        coalesce(aliases.event_id, links.event_id) as event_id,
        links.ingested_on,
    from {{ ref('int_event_links') }} as links
    left join {{ ref('int_event_aliases') }} as aliases on links.event_id = aliases.alias_id
),

merged_ids as (
    select unnest([event_id, superseded_by]) as event_id,
    from {{ ref('int_superseded_events') }}
    semi join {{ ref('int_changed_days') }} using (ingested_on)
),

merged as (
    select event_id from merged_ids
    union
    select aliases.event_id
    from merged_ids
    inner join {{ ref('int_event_aliases') }} as aliases on merged_ids.event_id = aliases.alias_id
),

-- whole articles, since a report names the events inside its content by their ids
touched_articles as (
    select article_id from {{ ref('int_changed_articles') }}
    union
    select article_id from links semi join {{ ref('int_changed_days') }} using (ingested_on)
    union
    select article_id from links
    where event_id in (select event_id from merged)
        or linked_event_id in (select event_id from merged)
),

touched as (
    select unnest([linked_event_id, event_id]) as event_id,
    from links
    semi join touched_articles using (article_id)
)

select event_id from touched
union
select event_id from merged
