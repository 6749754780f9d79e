{{ config(materialized='incremental', incremental_strategy='replace_changed_days') }}

-- depends_on: {{ ref('int_changed_days') }}

with found as (
    select distinct on (mention_id, event_id, ingested_on)
        mention_id,
        article_id,
        event_id,
        true as is_in_lake,
        score,
        ingested_on,
    from {{ ref('stg_event_links') }}
    where {{ in_days('ingested_on', ref('int_changed_days')) }}
    order by mention_id, event_id, ingested_on, score desc
),

{% if is_incremental() %}
gone as (
    select
        mention_id,
        article_id,
        event_id,
        false as is_in_lake,
        score,
        ingested_on,
    from {{ this }}
    semi join {{ ref('int_changed_days') }} using (ingested_on)
    anti join found using (mention_id, event_id, ingested_on)
),
{% endif %}

links as (
    select * from found
    {% if is_incremental() %}
    union all
    select * from gone
    {% endif %}
)

select
    mention_id,
    article_id,
    event_id,
    is_in_lake,
    score,
    ingested_on,
from links
