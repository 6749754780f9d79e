with mentions as (
    select
        article_id,
        coder,
        unnest(mentions) as mention,
        ingested_on,
    from {{ from_lake('annotated_articles') }}
),

unnested as (
    select
        mention.mention_id as mention_id,
        article_id,
        coder,
        generate_subscripts(mention.participants, 1) as participant_number,
        unnest(mention.participants) as participant,
        ingested_on,
    from mentions
)

select
    mention_id,
    article_id,
    coder,
    cast(participant_number as integer) as participant_number,
    participant."role" as role,
    participant.actor_id as actor_id,
    participant.spans as spans,
    participant.country as country,
    participant.link_confidence as link_confidence,
    ingested_on,
from unnested
