{{ config(materialized='table') }}

with known as (
    select distinct on (outlet_id)
        outlet_id,
        name,
        nullif(domain, '') as domain,
        nullif(country, '') as country,
        list_filter(aliases, lambda alias: alias <> '') as aliases,
    from {{ ref('stg_outlets') }}
    order by outlet_id, name
),

read_from as (
    select
        outlet_id,
        mode(outlet_name order by outlet_name) as name,
        count(*) as article_count,
    from {{ ref('articles') }}
    where outlet_id is not null
    group by outlet_id
)

select
    outlet_id,
    coalesce(known.name, read_from.name) as name,
    known.domain,
    known.country,
    coalesce(known.aliases, []) as aliases,
    cast(coalesce(read_from.article_count, 0) as integer) as article_count,
from known
full outer join read_from using (outlet_id)
