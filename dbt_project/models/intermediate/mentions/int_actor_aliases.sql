{{ config(materialized='view') }}

-- The user's list, as ids: a row may give an id or a name.
select
    lower(trim(actor)) as alias,
    trim(canonical_actor_id) as actor_id,
    nullif(trim(name), '') as name,
    nullif(trim(kind), '') as kind,
    nullif(trim(country), '') as country,
    nullif(trim(sector), '') as sector,
from {{ ref('actors_override') }}
