{{ config(materialized='incremental', incremental_strategy='replace_changed_events') }}

-- depends_on: {{ ref('int_changed_events') }}

select
    mention_id,
    event_id,
    article_id,
    sentence_number,
    cue,
    cue_start,
    cue_end,
    content,
    reality,
    coder,
    rule,
    confidence,
    link_score,
from {{ ref('int_event_mentions') }}
