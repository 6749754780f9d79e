with unnested as (
    select
        article_id,
        coder,
        unnest(mentions) as mention,
        ingested_on,
    from {{ from_lake('annotated_articles') }}
)

select
    mention.mention_id as mention_id,
    article_id,
    mention.event_key as event_key,
    coder,
    mention.kind as kind,
    mention.cue as cue_spans,
    mention.content as content_spans,
    mention.sentence."start" as sentence_start,
    mention.quote_type as quote_type,
    mention.polarity as polarity,
    mention.speech_act as speech_act,
    mention.code.plover as code_plover,
    mention.code.cameo as code_cameo,
    mention.code."mode" as mode,
    mention.reality as reality,
    mention.date."first" as date_start,
    mention.date."last" as date_end,
    mention.date."precision" as date_precision,
    mention.date.basis as date_basis,
    mention.place."name" as place_name,
    mention.place.country as place_country,
    mention.place.latitude as latitude,
    mention.place.longitude as longitude,
    mention.place."precision" as place_precision,
    mention.relay as relay,
    mention."rule" as rule,
    mention.confidence as confidence,
    ingested_on,
from unnested
