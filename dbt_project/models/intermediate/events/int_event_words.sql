{{ config(materialized='view') }}

-- One mention speaks for the event, so that words, polarity and speech act belong together.
select distinct on (event_id)
    event_id,
    mention_id,
    article_id,
    kind,
    content,
    content_spans,
    nullif(quote_type, '') as quote_type,
    nullif(polarity, '') as polarity,
    nullif(speech_act, '') as speech_act,
    relay,
from {{ ref('int_event_mentions') }}
order by
    event_id,
    content <> '' desc,
    case quote_type when 'direct' then 1 when 'mixed' then 2 else 3 end,
    round(confidence, 1) desc,
    length(content) desc,
    published_at nulls last,
    mention_id
