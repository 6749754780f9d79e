{{ config(materialized='view') }}

with articles as (
    select
        article_id,
        text,
        text_sha256,
        ingested_on,
    from {{ ref('stg_articles') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

-- where two coders read an article, the later name; a reading of another text does not count
annotations as (
    select
        article_id,
        article_sha256,
        max(coder) as coder,
        ingested_on,
    from {{ ref('stg_annotations') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
    group by article_id, article_sha256, ingested_on
)

select distinct on (articles.article_id)
    articles.article_id,
    annotations.coder,
    articles.text,
    articles.ingested_on,
from articles
semi join {{ ref('int_changed_articles') }} as changed
    on articles.article_id = changed.article_id and articles.ingested_on = changed.ingested_on
left join annotations
    on articles.article_id = annotations.article_id
    and articles.ingested_on = annotations.ingested_on
    and annotations.article_sha256 in ('', articles.text_sha256)
order by articles.article_id, articles.text_sha256
