select
    mention_id,
    article_id,
    event_id,
    score,
    ingested_on,
from {{ from_lake('event_links') }}
