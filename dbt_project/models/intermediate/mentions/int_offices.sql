{{ config(materialized='table') }}

with actors as (
    select *
    from {{ ref('int_article_actors') }}
),

articles as (
    select *
    from {{ ref('articles') }}
),

in_words as (
    select
        actor_id,
        article_id,
        ingested_on,
        unnest(offices, recursive := false) as held,
    from actors
),

-- from a table of known people, or from an article that was read before offices had words
without_words as (
    select *
    from actors
    where office <> '' and coalesce(len(offices), 0) = 0
),

held as (
    select
        actor_id,
        article_id,
        held.title as office,
        held.body as body,
        held.status as status,
        held.char_start as char_start,
        held.char_end as char_end,
        held.words as evidence,
        held.begins as begins,
        held.ends as ends,
        ingested_on,
    from in_words
    union all by name
    select
        actor_id,
        article_id,
        office,
        body,
        status,
        ingested_on,
    from without_words
)

-- one office that one article gives to one actor
select
    held.actor_id,
    held.article_id,
    -- "Energy Minister" and "energy minister" are one office: in small letters where it is so written
    max(held.office) over (partition by held.actor_id, lower(held.office)) as office,
    held.body,
    held.status,
    held.char_start,
    held.char_end,
    held.evidence,
    held.begins,
    held.ends,
    coalesce(cast(articles.published_at as date), held.ingested_on) as told_on,
from held
inner join articles using (article_id)
