{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

-- an article may name one actor in two spellings that it does not tie itself
select distinct on (actors.article_id, actors.actor_id)
    actors.article_id,
    actors.actor_id,
    actors.name,
    nullif(actors.role, '') as role,
    nullif(actors.country, '') as country,
    nullif(actors.country_basis, '') as country_basis,
    cast(actors.mention_count as integer) as mention_count,
    actors.identity_confidence,
from {{ ref('int_article_actors') }} as actors
semi join {{ ref('int_changed_articles') }} using (article_id)
order by actors.article_id, actors.actor_id, actors.mention_count desc, actors.name
