{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

with roles as (
    select
        event_id,
        {%- for role in ['speaker', 'addressee', 'outlet'] %}
        {{ main_actor(role) }} as {{ role }}_id,
        {%- endfor %}
    from {{ ref('int_event_participants') }}
    group by event_id
)

select
    words.event_id,
    words.mention_id,
    roles.speaker_id,
    roles.addressee_id,
    roles.outlet_id,
    words.quote_type,
    words.content,
    words.polarity,
    coalesce(words.speech_act, verbs.verb) as speech_act,
    words.relay as relay_chain,
from {{ ref('int_event_words') }} as words
left join roles using (event_id)
left join {{ ref('int_event_verbs') }} as verbs using (event_id)
where words.kind = 'statement'
