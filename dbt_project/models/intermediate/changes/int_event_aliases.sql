{{ config(materialized='table') }}

with recursive merges as (
    select distinct on (event_id)
        event_id,
        superseded_by,
        ingested_on,
    from {{ ref('int_superseded_events') }}
    where is_in_lake and event_id <> superseded_by
    order by event_id, ingested_on desc, superseded_by
),

followed as (
    select
        event_id as alias_id,
        superseded_by as event_id,
        1 as step,
        [event_id] as visited,
        ingested_on,
    from merges
    union all
    select
        followed.alias_id,
        merges.superseded_by,
        followed.step + 1,
        list_append(followed.visited, merges.event_id),
        followed.ingested_on,
    from followed
    inner join merges using (event_id)
    -- two ids that name each other would never end
    where not list_contains(followed.visited, merges.superseded_by)
)

select distinct on (alias_id)
    alias_id,
    event_id,
    ingested_on as superseded_on,
from followed
order by alias_id, step desc
