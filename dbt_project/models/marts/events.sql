{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

select
    words.event_id,
    words.kind,
    codes.code_plover,
    case when words.kind = 'meeting' then coalesce(codes.mode, 'unspecified') end as mode,
    codes.code_cameo,
    realities.reality,
    headlines.headline,
    dates.date_start,
    dates.date_end,
    dates.date_precision,
    dates.date_basis,
    places.place_name,
    places.country,
    places.latitude,
    places.longitude,
    places.place_precision,
    sources.article_count,
    sources.mention_count,
    sources.independent_source_count,
    sources.confidence,
    sources.first_seen_on,
    sources.last_seen_on,
from {{ ref('int_event_words') }} as words
inner join {{ ref('int_event_sources') }} as sources using (event_id)
inner join {{ ref('int_event_realities') }} as realities using (event_id)
inner join {{ ref('int_event_dates') }} as dates using (event_id)
left join {{ ref('int_event_places') }} as places using (event_id)
left join {{ ref('int_event_codes') }} as codes using (event_id)
left join {{ ref('int_event_headlines') }} as headlines using (event_id)
