{{ config(materialized='table') }}

with offices as (
    select *
    from {{ ref('int_offices') }}
),

bounds as (
    select *
    from {{ ref('int_office_bounds') }}
),

actors as (
    select *
    from {{ ref('actors') }}
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
    from offices
    group by actor_id, office, body, status
),

-- what the days of the articles say, where their words say nothing
attested as (
    select
        roles.*,
        bounds.begins,
        bounds.ends,
        case when status not in ('former', 'incoming', 'elect') then first_attested_on end
            as held_from,
        case
            when status = 'former' then first_attested_on - 1
            when status not in ('incoming', 'elect') then last_attested_on
        end as held_to,
    from roles
    left join bounds using (actor_id, office, body, status)
)

select
    attested.actor_id,
    attested.office,
    attested.body,
    attested.status,
    actors.country,
    attested.proof.article_id as evidence_article_id,
    attested.proof.words as evidence,
    case
        when attested.begins.day is not null or attested.ends.day is not null then 'stated'
        when attested.status = 'former' then 'ended_before'
        when attested.status in ('incoming', 'elect') then 'not_begun'
        else 'attested'
    end as period_basis,
    attested.begins.precision as valid_from_precision,
    attested.begins.article_id as valid_from_article_id,
    attested.begins.words as valid_from_evidence,
    attested.ends.precision as valid_to_precision,
    attested.ends.article_id as valid_to_article_id,
    attested.ends.words as valid_to_evidence,
    attested.article_count,
    attested.proof.char_start as evidence_start,
    attested.proof.char_end as evidence_end,
    attested.begins.char_start as valid_from_evidence_start,
    attested.begins.char_end as valid_from_evidence_end,
    attested.ends.char_start as valid_to_evidence_start,
    attested.ends.char_end as valid_to_evidence_end,
    -- a day of an article on the far side of what is said is no day of the office
    coalesce(
        attested.begins.day,
        if(attested.held_from > attested.ends.day, null, attested.held_from)
    ) as valid_from,
    coalesce(
        attested.ends.day,
        if(attested.held_to < attested.begins.day, null, attested.held_to)
    ) as valid_to,
    attested.first_attested_on,
    attested.last_attested_on,
from attested
inner join actors using (actor_id)
