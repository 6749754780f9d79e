{{ config(materialized='incremental', incremental_strategy='replace_changed_days') }}

-- depends_on: {{ ref('int_changed_days') }}

with refused as (
    select
        raw_id,
        locator,
        source_name,
        'cleaning' as stage,
        reason,
        detail,
        ingested_on,
    from {{ ref('stg_rejected_articles') }}
    where {{ in_days('ingested_on', ref('int_changed_days')) }}
),

articles as (
    select
        article_id,
        raw_id,
        source_name,
        url,
        ingested_on,
    from {{ ref('stg_articles') }}
    where {{ in_days('ingested_on', ref('int_changed_days')) }}
),

failed as (
    select
        articles.raw_id,
        coalesce(nullif(articles.url, ''), articles.article_id) as locator,
        articles.source_name,
        'coding' as stage,
        'coding_failed' as reason,
        annotations.failure as detail,
        annotations.ingested_on,
    from {{ ref('stg_annotations') }} as annotations
    inner join articles using (article_id, ingested_on)
    where annotations.failure <> ''
        and {{ in_days('annotations.ingested_on', ref('int_changed_days')) }}
)

select distinct on (raw_id, locator, stage, reason, ingested_on)
    raw_id,
    locator,
    source_name,
    stage,
    reason,
    detail,
    ingested_on,
from (
    select * from refused
    union all
    select * from failed
)
order by raw_id, locator, stage, reason, ingested_on, detail
