{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with actors as (
    select *
    from {{ ref('stg_article_actors') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

current_actors as (
    select actors.*
    from actors
    semi join {{ ref('int_changed_texts') }} as texts
        on actors.article_id = texts.article_id
        and actors.ingested_on = texts.ingested_on
        and actors.coder = texts.coder
)

select
    actors.article_id,
    actors.actor_id as coded_actor_id,
    coalesce(by_id.actor_id, by_name.actor_id, actors.actor_id) as actor_id,
    actors.name,
    actors.kind,
    actors.country,
    actors.country_basis,
    actors.sector,
    actors.role,
    actors.office,
    actors.body,
    actors.status,
    actors.aliases,
    actors.wikidata_id,
    actors.mention_count,
    actors.ingested_on,
from current_actors as actors
left join {{ ref('int_actor_aliases') }} as by_id on lower(actors.actor_id) = by_id.alias
left join {{ ref('int_actor_aliases') }} as by_name on lower(actors.name) = by_name.alias
