{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with texts as (
    select
        article_id,
        coder,
        text,
        ingested_on,
    from {{ ref('int_changed_texts') }}
),

mentions as (
    select *
    from {{ ref('stg_mentions') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

sentences as (
    select
        article_id,
        coder,
        sentence_number,
        char_start,
        ingested_on,
    from {{ ref('stg_sentences') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

-- whom the links of a relay mean across articles
actors as (
    select
        article_id,
        coded_actor_id,
        any_value(actor_id) as actor_id,
    from {{ ref('int_article_actors') }}
    semi join {{ ref('int_changed_articles') }} using (article_id)
    group by article_id, coded_actor_id
),

relayed as (
    select
        mention_id,
        article_id,
        generate_subscripts(relay, 1) as depth,
        unnest(relay) as link,
    from mentions
),

relays as (
    select
        relayed.mention_id,
        relayed.article_id,
        list(coalesce(actors.actor_id, relayed.link) order by relayed.depth) as relay,
    from relayed
    left join actors
        on relayed.article_id = actors.article_id and relayed.link = actors.coded_actor_id
    group by relayed.mention_id, relayed.article_id
)

select
    mentions.mention_id,
    mentions.article_id,
    mentions.event_key,
    mentions.coder,
    sentences.sentence_number,
    mentions.kind,
    {{ words_of_spans('texts.text', 'mentions.cue_spans') }} as cue,
    list_min(list_transform(mentions.cue_spans, lambda span: span."start")) as cue_start,
    list_max(list_transform(mentions.cue_spans, lambda span: span."end")) as cue_end,
    {{ words_of_spans('texts.text', 'mentions.content_spans') }} as content,
    mentions.content_spans,
    mentions.quote_type,
    mentions.polarity,
    mentions.speech_act,
    mentions.code_plover,
    mentions.code_cameo,
    nullif(mentions.mode, '') as mode,
    mentions.reality,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    mentions.date_basis,
    mentions.place_name,
    mentions.place_country,
    mentions.latitude,
    mentions.longitude,
    mentions.place_precision,
    coalesce(relays.relay, []) as relay,
    mentions.rule,
    mentions.confidence,
    mentions.ingested_on,
from mentions
inner join texts using (article_id, ingested_on, coder)
left join sentences
    on mentions.article_id = sentences.article_id
    and mentions.ingested_on = sentences.ingested_on
    and mentions.coder = sentences.coder
    and mentions.sentence_start = sentences.char_start
left join relays
    on mentions.mention_id = relays.mention_id and mentions.article_id = relays.article_id
