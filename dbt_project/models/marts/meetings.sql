{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

with parties as (
    select
        event_id,
        count(distinct actor_id) filter (where role in ('participant', 'host', 'visitor'))
            as participant_count,
        list(distinct name order by name) filter (where role in ('participant', 'host', 'visitor'))
            as participants,
        {%- for role in ['host', 'visitor', 'mediator'] %}
        {{ main_actor(role) }} as {{ role }}_id,
        {%- endfor %}
    from {{ ref('int_event_participants') }}
    group by event_id
)

select
    words.event_id,
    words.mention_id,
    coalesce(codes.mode, 'unspecified') as mode,
    parties.host_id,
    parties.visitor_id,
    parties.mediator_id,
    cast(coalesce(parties.participant_count, 0) as integer) as participant_count,
    coalesce(parties.participants, []) as participants,
    places.place_name,
    places.country,
    places.latitude,
    places.longitude,
    places.place_precision,
from {{ ref('int_event_words') }} as words
left join {{ ref('int_event_codes') }} as codes using (event_id)
left join {{ ref('int_event_places') }} as places using (event_id)
left join parties using (event_id)
where words.kind = 'meeting'
