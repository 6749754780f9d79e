{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

select
    event_id,
    actor_id,
    role,
    mention_count,
    link_confidence,
from {{ ref('int_event_participants') }}
