{{ config(materialized='view') }}

-- The user's list, as ids: a row may give an id or a name, and may count in one article only.
select
    lower(trim(actor)) as alias,
    nullif(trim(article_id), '') as article_id,
    trim(canonical_actor_id) as actor_id,
    nullif(trim(name), '') as name,
    nullif(trim(kind), '') as kind,
    nullif(trim(country), '') as country,
    nullif(trim(sector), '') as sector,
from {{ ref('actors_override') }}
