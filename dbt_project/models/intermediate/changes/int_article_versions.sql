{{ config(materialized='incremental', incremental_strategy='replace_changed_days') }}

-- depends_on: {{ ref('int_changed_days') }}

with found as (
    select distinct
        article_id,
        true as is_in_lake,
        ingested_on,
    from {{ ref('stg_articles') }}
    where {{ in_days('ingested_on', ref('int_changed_days')) }}
),

{% if is_incremental() %}
gone as (
    select
        article_id,
        false as is_in_lake,
        ingested_on,
    from {{ this }}
    semi join {{ ref('int_changed_days') }} using (ingested_on)
    anti join found using (article_id, ingested_on)
),
{% endif %}

versions as (
    select * from found
    {% if is_incremental() %}
    union all
    select * from gone
    {% endif %}
)

select
    article_id,
    is_in_lake,
    ingested_on,
from versions
