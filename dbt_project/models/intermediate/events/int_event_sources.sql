{{ config(materialized='view') }}

with mentions as (
    select
        event_id,
        mention_id,
        article_id,
        coalesce(nullif(story_id, ''), article_id) as story_id,
        outlet_id,
        relay,
        confidence * link_score as confidence,
        published_at,
        ingested_on,
    from {{ ref('int_event_mentions') }}
),

-- an id with a colon belongs to one article: an unnamed source
links as (
    select
        mentions.event_id,
        mentions.mention_id,
        relayed.link,
        relayed.depth,
    from mentions,
        unnest(mentions.relay) with ordinality as relayed (link, depth)
    where not contains(relayed.link, ':') and relayed.link <> ''
),

-- a speaker is who the statement is about, not who passed it on
witnesses as (
    select
        links.mention_id,
        arg_max(links.link, links.depth) as origin,
    from links
    anti join (
        select
            event_id,
            actor_id as link,
        from {{ ref('int_event_participants') }}
        where role = 'speaker'
    ) as speakers using (event_id, link)
    group by links.mention_id
),

-- who printed a story first stands for all who reprint it
printed as (
    select
        *,
        first(coalesce(outlet_id, story_id)) over (
            partition by event_id, story_id
            order by published_at nulls last, ingested_on, article_id
        ) as first_printer,
    from mentions
),

heard as (
    select
        printed.event_id,
        printed.article_id,
        printed.mention_id,
        coalesce(witnesses.origin, printed.first_printer) as origin,
        printed.confidence,
        printed.ingested_on,
    from printed
    left join witnesses using (mention_id)
),

origins as (
    select
        event_id,
        origin,
        max(confidence) as confidence,
    from heard
    group by event_id, origin
),

believed as (
    select
        event_id,
        count(*) as independent_source_count,
        -- wrong only if every source is; never certain
        least(0.99, 1 - product(1 - confidence)) as confidence,
    from origins
    group by event_id
),

counted as (
    select
        event_id,
        count(distinct article_id) as article_count,
        count(*) as mention_count,
        min(ingested_on) as first_seen_on,
        max(ingested_on) as last_seen_on,
    from heard
    group by event_id
)

select
    counted.event_id,
    cast(counted.article_count as integer) as article_count,
    cast(counted.mention_count as integer) as mention_count,
    cast(believed.independent_source_count as integer) as independent_source_count,
    believed.confidence,
    counted.first_seen_on,
    counted.last_seen_on,
from counted
inner join believed using (event_id)
