select
    event_id,
    superseded_by,
    ingested_on,
from {{ from_lake('superseded_events') }}
