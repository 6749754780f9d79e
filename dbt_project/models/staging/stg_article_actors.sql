with unnested as (
    select
        article_id,
        coder,
        unnest(actors) as actor,
        ingested_on,
    from {{ from_lake('annotated_articles') }}
)

select
    article_id,
    actor.actor_id as actor_id,
    coder,
    actor."name" as name,
    actor.kind as kind,
    actor.country as country,
    actor.country_basis as country_basis,
    actor.sector as sector,
    actor."role" as role,
    actor.office as office,
    actor.body as body,
    actor.status as status,
    actor.aliases as aliases,
    actor.wikidata_id as wikidata_id,
    actor.offices as offices,
    len(actor.mentions) as mention_count,
    ingested_on,
from unnested
