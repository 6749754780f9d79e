{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with candidates as (
    select *
    from {{ ref('stg_rejected_candidates') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
)

select
    candidates.article_id,
    candidates.candidate_number,
    candidates.kind,
    {{ words_of_spans('texts.text', 'candidates.cue_spans') }} as cue,
    list_min(list_transform(candidates.cue_spans, lambda span: span."start")) as cue_start,
    list_max(list_transform(candidates.cue_spans, lambda span: span."end")) as cue_end,
    candidates.reason,
    candidates.coder,
from candidates
inner join {{ ref('int_changed_texts') }} as texts using (article_id, ingested_on, coder)
