with events as (
    select *
    from {{ ref('events') }}
    where code_cameo is not null and reality in ('held', 'ongoing')
),

actors as (
    select
        event_actors.event_id,
        event_actors.actor_id,
        event_actors.role,
        actors.name,
        actors.country,
        actors.sector,
    from {{ ref('event_actors') }} as event_actors
    inner join {{ ref('actors') }} as actors using (actor_id)
),

-- a meeting reads the same from each side; words go from who says them to who hears them
dyads as (
    select
        events.event_id,
        source.actor_id as source_id,
        target.actor_id as target_id,
    from events
    inner join actors as source using (event_id)
    inner join actors as target using (event_id)
    where events.kind = 'meeting'
        and source.role in ('participant', 'host', 'visitor')
        and target.role in ('participant', 'host', 'visitor')
        and source.actor_id <> target.actor_id
    union
    select
        events.event_id,
        source.actor_id,
        target.actor_id,
    from events
    inner join actors as source
        on events.event_id = source.event_id
        and source.role in ('speaker', 'reporter')
    left join actors as target
        on events.event_id = target.event_id
        and target.role in ('addressee', 'target')
        and source.actor_id <> target.actor_id
    where events.kind <> 'meeting'
),

described as (
    select distinct on (actor_id)
        actor_id,
        name,
        country,
        sector,
    from actors
)

select
    events.event_id,
    events.date_start as event_date,
    source.name as source_name,
    source.country as source_country,
    source.sector as source_sector,
    events.headline as event_text,
    events.code_cameo as cameo_code,
    roots.cameo_root,
    roots.name as cameo_root_name,
    roots.quad_class,
    roots.goldstein,
    target.name as target_name,
    target.country as target_country,
    target.sector as target_sector,
    events.place_name as location,
    events.country as country,
    events.latitude,
    events.longitude,
    events.date_precision,
    events.date_basis,
    events.confidence,
    events.independent_source_count,
from events
inner join dyads using (event_id)
inner join described as source on dyads.source_id = source.actor_id
left join described as target on dyads.target_id = target.actor_id
left join {{ ref('cameo_roots') }} as roots on substring(events.code_cameo, 1, 2) = roots.cameo_root
