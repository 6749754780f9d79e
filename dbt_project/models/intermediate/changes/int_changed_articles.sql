{{ config(materialized='table') }}

with versions as (
    select
        article_id,
        is_in_lake,
        ingested_on,
    from {{ ref('int_article_versions') }}
),

touched as (
    select distinct article_id,
    from versions
    semi join {{ ref('int_changed_days') }} using (ingested_on)
)

select
    article_id,
    max(ingested_on) filter (where is_in_lake) as ingested_on,
from versions
semi join touched using (article_id)
group by article_id
