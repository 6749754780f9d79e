select
    article_id,
    coder,
    article_sha256,
    failure,
    ingested_on,
from {{ from_lake('annotated_articles') }}
