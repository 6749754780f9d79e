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
        ingested_on,
    from in_words
    union all
    select
        actor_id,
        article_id,
        office,
        body,
        status,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        cast(null as varchar) as evidence,
        ingested_on,
    from without_words
),

told as (
    select
        held.*,
        coalesce(cast(articles.published_at as date), held.ingested_on) as told_on,
    from held
    inner join articles using (article_id)
),

roles as (
    select
        actor_id,
        office,
        body,
        status,
        first(
            {
                'article_id': article_id,
                'char_start': char_start,
                'char_end': char_end,
                'words': evidence,
            }
            order by char_start is null, told_on, article_id, char_start
        ) as proof,
        cast(count(distinct article_id) as integer) as article_count,
        min(told_on) as first_attested_on,
        max(told_on) as last_attested_on,
    from told
    group by actor_id, office, body, status
)

select
    actor_id,
    office,
    body,
    status,
    proof.article_id as evidence_article_id,
    proof.words as evidence,
    case
        when status = 'former' then 'ended_before'
        when status in ('incoming', 'elect') then 'not_begun'
        else 'attested'
    end as period_basis,
    article_count,
    proof.char_start as evidence_start,
    proof.char_end as evidence_end,
    case when status not in ('former', 'incoming', 'elect') then first_attested_on end
        as valid_from,
    case
        when status = 'former' then first_attested_on - 1
        when status not in ('incoming', 'elect') then last_attested_on
    end as valid_to,
    first_attested_on,
    last_attested_on,
from roles
