with unnested as (
    select
        article_id,
        coder,
        generate_subscripts(rejected, 1) as candidate_number,
        unnest(rejected) as candidate,
        ingested_on,
    from {{ from_lake('annotated_articles') }}
)

select
    article_id,
    coder,
    cast(candidate_number as integer) as candidate_number,
    candidate.kind as kind,
    candidate.cue as cue_spans,
    candidate.reason as reason,
    ingested_on,
from unnested
