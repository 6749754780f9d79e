{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with actors as (
    select *
    from {{ ref('stg_article_actors') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

current_actors as (
    select
        actors.* exclude (offices),
        list_transform(
            actors.offices,
            lambda held: {
                'title': held.title,
                'body': held.body,
                'status': held.status,
                'char_start': held.span."start",
                'char_end': held.span."end",
                'words': {{ words('texts.text', 'held.span."start"', 'held.span."end"') }}
            }
        ) as offices,
    from actors
    inner join {{ ref('int_changed_texts') }} as texts using (article_id, ingested_on, coder)
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
    actors.offices,
    actors.mention_count,
    actors.ingested_on,
from current_actors as actors
left join {{ ref('int_actor_aliases') }} as by_id on lower(actors.actor_id) = by_id.alias
left join {{ ref('int_actor_aliases') }} as by_name on lower(actors.name) = by_name.alias
