select
    raw_id,
    source as source_name,
    locator,
    reason,
    detail,
    ingested_on,
from {{ from_lake('rejected_articles') }}
