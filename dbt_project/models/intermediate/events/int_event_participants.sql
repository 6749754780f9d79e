{{ config(materialized='table') }}

with mentions as (
    select
        event_id,
        mention_id,
        article_id,
        confidence,
    from {{ ref('int_event_mentions') }}
),

taken as (
    select
        mentions.event_id,
        participants.actor_id,
        participants.role,
        count(distinct participants.mention_id) as mention_count,
        avg(participants.participant_number) as position,
        max(participants.link_confidence) as link_confidence,
    from mentions
    inner join {{ ref('int_participants') }} as participants using (mention_id)
    group by mentions.event_id, participants.actor_id, participants.role
),

-- the name that the event's own articles use most
names as (
    select
        mentions.event_id,
        actors.actor_id,
        mode(actors.name order by actors.name) as name,
        mode(actors.kind order by actors.kind) as kind,
    from (select distinct event_id, article_id from mentions) as mentions
    inner join {{ ref('int_article_actors') }} as actors using (article_id)
    where actors.name <> ''
    group by mentions.event_id, actors.actor_id
),

overrides as (
    select
        actor_id,
        max(name) as name,
        max(kind) as kind,
    from {{ ref('int_actor_aliases') }}
    group by actor_id
)

select
    taken.event_id,
    taken.actor_id,
    taken.role,
    coalesce(overrides.name, names.name, taken.actor_id) as name,
    coalesce(overrides.kind, names.kind) as kind,
    cast(taken.mention_count as integer) as mention_count,
    taken.position,
    taken.link_confidence,
from taken
left join names using (event_id, actor_id)
left join overrides using (actor_id)
