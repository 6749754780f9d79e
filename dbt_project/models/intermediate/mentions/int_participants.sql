{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with participants as (
    select *
    from {{ ref('stg_participants') }}
    where actor_id <> '' and {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

texts as (
    select
        article_id,
        coder,
        text,
        ingested_on,
    from {{ ref('int_changed_texts') }}
),

-- the same actor may be listed twice in an article
actors as (
    select
        article_id,
        coded_actor_id,
        any_value(actor_id) as actor_id,
        max(identity_confidence) as identity_confidence,
    from {{ ref('int_article_actors') }}
    semi join {{ ref('int_changed_articles') }} using (article_id)
    group by article_id, coded_actor_id
)

select
    participants.mention_id,
    participants.article_id,
    participants.participant_number,
    participants.role,
    coalesce(actors.actor_id, by_id.actor_id, participants.actor_id) as actor_id,
    {{ words_of_spans('texts.text', 'participants.spans') }} as phrase,
    participants.country,
    participants.link_confidence * coalesce(actors.identity_confidence, 1.0) as link_confidence,
    participants.ingested_on,
from participants
inner join texts using (article_id, ingested_on, coder)
left join actors
    on participants.article_id = actors.article_id
    and participants.actor_id = actors.coded_actor_id
left join {{ ref('int_actor_aliases') }} as by_id
    on lower(participants.actor_id) = by_id.alias
    and by_id.article_id is null
