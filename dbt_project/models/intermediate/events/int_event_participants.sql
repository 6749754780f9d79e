{{ config(materialized='table') }}

with mentions as (
    select
        event_id,
        mention_id,
        article_id,
        confidence,
    from {{ ref('int_event_mentions') }}
),

parts as (
    select
        mentions.event_id,
        participants.mention_id,
        participants.actor_id,
        participants.role,
        participants.participant_number,
        participants.link_confidence,
        participants.country,
        actors.kind = 'person' as is_person,
        count(distinct participants.actor_id) filter (where actors.kind = 'person')
            over (partition by participants.mention_id) >= 2 as is_precise,
    from mentions
    inner join {{ ref('int_participants') }} as participants using (mention_id)
    left join (
        select distinct on (article_id, actor_id)
            article_id,
            actor_id,
            kind,
        from {{ ref('int_article_actors') }}
        order by all
    ) as actors
        on participants.article_id = actors.article_id
        and participants.actor_id = actors.actor_id
),

-- "the president's team" in one mention is the envoy whom another mention of the meeting names
represented as (
    select distinct
        event_id,
        country,
    from parts
    where is_person and is_precise and role in ('participant', 'host', 'visitor')
),

taken as (
    select
        parts.event_id,
        parts.actor_id,
        parts.role,
        count(distinct parts.mention_id) as mention_count,
        avg(parts.participant_number) as position,
        max(parts.link_confidence) as link_confidence,
    from parts
    left join represented using (event_id, country)
    group by parts.event_id, parts.actor_id, parts.role
    having parts.role not in ('participant', 'host', 'visitor')
        or bool_or(parts.is_person or parts.is_precise)
        or not bool_or(represented.event_id is not null)
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
