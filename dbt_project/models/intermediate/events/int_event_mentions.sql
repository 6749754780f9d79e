{{ config(materialized='table') }}

with links as (
    select distinct on (mention_id)
        links.mention_id,
        coalesce(aliases.event_id, links.event_id) as event_id,
        links.score,
    from {{ ref('int_event_links') }} as links
    left join {{ ref('int_event_aliases') }} as aliases on links.event_id = aliases.alias_id
    where links.is_in_lake
    order by links.mention_id, links.ingested_on desc, links.score desc, links.event_id
),

changed_links as (
    select *
    from links
    semi join {{ ref('int_changed_events') }} using (event_id)
),

mentions as (
    select *
    from {{ ref('int_mentions') }}
    where kind <> 'belief'
),

articles as (
    select
        article_id,
        story_id,
        outlet_id,
        published_at,
    from {{ ref('articles') }}
)

select
    links.event_id,
    mentions.mention_id,
    mentions.article_id,
    articles.story_id,
    articles.outlet_id,
    mentions.coder,
    mentions.sentence_number,
    mode(mentions.kind order by mentions.kind) over (partition by links.event_id) as kind,
    mentions.cue,
    mentions.cue_start,
    mentions.cue_end,
    mentions.content,
    mentions.content_spans,
    mentions.quote_type,
    mentions.polarity,
    mentions.speech_act,
    mentions.code_plover,
    mentions.code_cameo,
    mentions.mode,
    -- what nobody places is said when it is words, and not asserted when it is a meeting
    coalesce(
        mentions.reality, case when mentions.kind = 'meeting' then 'proposed' else 'held' end
    ) as reality,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    mentions.date_basis,
    mentions.place_name,
    mentions.place_country,
    mentions.latitude,
    mentions.longitude,
    mentions.place_precision,
    mentions.relay,
    mentions.rule,
    mentions.confidence,
    links.score as link_score,
    articles.published_at,
    mentions.ingested_on,
from changed_links as links
inner join mentions using (mention_id)
inner join articles using (article_id)
