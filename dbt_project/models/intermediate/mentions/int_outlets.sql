{{ config(materialized='view') }}

with spellings as (
    select outlet_id, lower(name) as spelling, 1 as preference from {{ ref('stg_outlets') }}
    union all
    select outlet_id, lower(domain), 1 from {{ ref('stg_outlets') }} where domain <> ''
    union all
    select outlet_id, lower(unnest(aliases)), 2 from {{ ref('stg_outlets') }}
)

-- an alias that two outlets share names neither
select
    spelling,
    min(outlet_id) as outlet_id,
from spellings
where spelling <> ''
group by spelling
having count(distinct outlet_id) = 1
