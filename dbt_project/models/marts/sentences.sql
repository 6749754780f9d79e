{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with sentences as (
    select *
    from {{ ref('stg_sentences') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
)

select
    sentences.article_id,
    sentences.sentence_number,
    sentences.char_start,
    sentences.char_end,
    {{ words('texts.text', 'sentences.char_start', 'sentences.char_end') }} as text,
from sentences
inner join {{ ref('int_changed_texts') }} as texts using (article_id, ingested_on, coder)
