{#- A table, since a view would hold a path that counts from this folder. -#}
{{ config(materialized='table') }}

select
    {{ slug('name') }} as outlet_id,
    name,
    domain,
    alpha3 as country,
    string_split(coalesce(aliases, ''), '|') as aliases,
from {{ source('knowledge', 'outlets') }}
