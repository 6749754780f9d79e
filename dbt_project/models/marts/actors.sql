{{ config(materialized='table') }}

with seen as (
    select
        actor_id,
        name,
        kind,
        country,
        coalesce(country_basis, 'text') as country_basis,  -- articles coded before there was one
        sector,
        wikidata_id,
        aliases,
        mention_count,
        ingested_on,
    from {{ ref('int_article_actors') }}
),

-- of each attribute the value of most articles; an empty one has no vote
described as (
    select
        actor_id,
        mode(name order by name) filter (where name <> '') as name,
        mode(kind order by kind) filter (where kind <> '') as kind,
        -- what articles say of the actor itself outweighs a guess from what they are about
        mode(country order by country)
            filter (where country <> '' and country_basis <> 'article') as own,
        -- and a guess counts where at least half of them make it
        case
            when 2 * count(*) filter (where country_basis = 'article') >= count(*)
                then mode(country order by country) filter (where country_basis = 'article')
        end as guessed,
        list(distinct country order by country)
            filter (where country <> '' and country_basis <> 'article') as countries,
        bool_or(country_basis = 'table') as is_known,
        mode(sector order by sector) filter (where sector <> '') as sector,
        mode(wikidata_id order by wikidata_id) filter (where wikidata_id <> '') as wikidata_id,
        min(ingested_on) as first_seen_on,
        max(ingested_on) as last_seen_on,
    from seen
    group by actor_id
),

-- one name, several actors
namesakes as (
    select
        one.actor_id,
        list(distinct other.actor_id order by other.actor_id) as namesakes,
    from (select distinct coded_actor_id, actor_id from {{ ref('int_article_actors') }}) as one
    inner join (select distinct coded_actor_id, actor_id from {{ ref('int_article_actors') }}) as other
        on one.coded_actor_id = other.coded_actor_id
        and one.actor_id <> other.actor_id
    group by one.actor_id
),

spellings as (
    select
        actor_id,
        list(distinct alias order by alias) as aliases,
    from (
        select actor_id, name as alias from seen
        union
        select actor_id, unnest(aliases) as alias from seen
    )
    where alias <> ''
    group by actor_id
),

active as (
    select
        event_actors.actor_id,
        count(distinct event_actors.event_id) as event_count,
        min(events.first_seen_on) as first_seen_on,
        max(events.last_seen_on) as last_seen_on,
    from {{ ref('event_actors') }} as event_actors
    inner join {{ ref('events') }} as events using (event_id)
    group by event_actors.actor_id
),

overrides as (
    select
        actor_id,
        max(name) as name,
        max(kind) as kind,
        max(country) as country,
        max(sector) as sector,
    from {{ ref('int_actor_aliases') }}
    group by actor_id
),

everyone as (
    select actor_id from described
    union
    select actor_id from active
)

select
    everyone.actor_id,
    coalesce(overrides.name, described.name, everyone.actor_id) as name,
    coalesce(overrides.kind, described.kind) as kind,
    coalesce(overrides.country, described.own, described.guessed) as country,
    case
        when overrides.country is not null then 'override'
        when described.own is not null and described.is_known then 'table'
        when described.own is not null then 'text'
        when described.guessed is not null then 'article'
    end as country_basis,
    list_filter(
        coalesce(described.countries, []),
        lambda found : found <> coalesce(overrides.country, described.own)
    ) as other_countries,
    coalesce(overrides.sector, described.sector) as sector,
    described.wikidata_id,
    coalesce(spellings.aliases, []) as aliases,
    coalesce(namesakes.namesakes, []) as namesakes,
    cast(coalesce(active.event_count, 0) as integer) as event_count,
    coalesce(described.first_seen_on, active.first_seen_on) as first_seen_on,
    coalesce(described.last_seen_on, active.last_seen_on) as last_seen_on,
from everyone
left join described using (actor_id)
left join spellings using (actor_id)
left join namesakes using (actor_id)
left join active using (actor_id)
left join overrides using (actor_id)
