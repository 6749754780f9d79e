with events as (
    select
        event_id,
        kind,
        code_plover,
        date_start as day,
        independent_source_count,
    from {{ ref('events') }}
    where reality in ('held', 'ongoing') and date_precision = 'day' and date_start is not null
),

-- an id with a colon is an unnamed actor of one article
actors as (
    select
        event_id,
        actor_id,
        role,
    from {{ ref('event_actors') }}
    where not contains(actor_id, ':')
),

met as (
    select distinct
        events.event_id,
        one.actor_id as actor_id,
        other.actor_id as other_actor_id,
    from events
    inner join actors as one using (event_id)
    inner join actors as other using (event_id)
    where events.kind = 'meeting'
        and one.role in ('participant', 'host', 'visitor')
        and other.role in ('participant', 'host', 'visitor')
        and one.actor_id < other.actor_id
),

addressed as (
    select distinct
        events.event_id,
        least(one.actor_id, other.actor_id) as actor_id,
        greatest(one.actor_id, other.actor_id) as other_actor_id,
    from events
    inner join actors as one using (event_id)
    inner join actors as other using (event_id)
    where events.kind = 'statement'
        and one.role = 'speaker'
        and other.role in ('addressee', 'target')
        and one.actor_id <> other.actor_id
),

pairs as (
    select * from met
    union all
    select * from addressed
)

select
    pairs.actor_id,
    pairs.other_actor_id,
    coalesce(events.code_plover, 'none') as code_plover,
    cast(count(*) as integer) as event_count,
    cast(sum(events.independent_source_count) as integer) as independent_source_count,
    events.day,
from pairs
inner join events using (event_id)
group by pairs.actor_id, pairs.other_actor_id, coalesce(events.code_plover, 'none'), events.day
