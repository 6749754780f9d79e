select
    article_id,
    coded_id,
    actor_id,
    confidence,
    ingested_on,
from {{ from_lake('actor_links') }}
