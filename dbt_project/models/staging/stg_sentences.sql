with unnested as (
    select
        article_id,
        coder,
        generate_subscripts(sentences, 1) as sentence_number,
        unnest(sentences) as sentence,
        ingested_on,
    from {{ from_lake('annotated_articles') }}
)

select
    article_id,
    coder,
    cast(sentence_number as integer) as sentence_number,
    sentence."start" as char_start,
    sentence."end" as char_end,
    ingested_on,
from unnested
