{{ config(materialized='table') }}

select
    aliases.alias_id as event_id,
    aliases.event_id as superseded_by,
    aliases.superseded_on,
from {{ ref('int_event_aliases') }} as aliases
