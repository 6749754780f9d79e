{{ config(materialized='table') }}

with held as (
    select
        actors.actor_id,
        actors.article_id,
        actors.office,
        actors.body,
        actors.status,
        coalesce(cast(articles.published_at as date), actors.ingested_on) as told_on,
    from {{ ref('int_article_actors') }} as actors
    inner join {{ ref('articles') }} as articles using (article_id)
    where actors.office <> ''
)

select
    actor_id,
    office,
    body,
    status,
    arg_min(article_id, (told_on, article_id)) as evidence_article_id,
    cast(count(distinct article_id) as integer) as article_count,
    min(told_on) as valid_from,
    max(told_on) as valid_to,
from held
group by actor_id, office, body, status
