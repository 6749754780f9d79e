{{ config(materialized='table') }}

{#- What the tables are made with besides the lake: an edit of it touches every day. -#}
{%- set models = [] -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
        {%- do models.append(node.unique_id ~ node.checksum.checksum) -%}
    {%- endfor -%}
{%- endif -%}

with recipe as (
    select
        md5(concat_ws('|',
            '{{ local_md5(models | sort | join) }}',
            (select string_agg(cast(seed as varchar), '|' order by cast(seed as varchar)) from {{ ref('actors_override') }} as seed),
            (select string_agg(cast(seed as varchar), '|' order by cast(seed as varchar)) from {{ ref('codes') }} as seed),
            (select string_agg(cast(seed as varchar), '|' order by cast(seed as varchar)) from {{ ref('meeting_phrases') }} as seed),
            (select string_agg(cast(outlet as varchar), '|' order by cast(outlet as varchar)) from {{ ref('stg_outlets') }} as outlet)
        )) as fingerprint,
),

files as (
    select
        filename,
        size,
        last_modified,
        cast(regexp_extract(filename, 'ingested_on=(\d{4}-\d{2}-\d{2})', 1) as date) as ingested_on,
    from read_blob('{{ lake_folder() | replace("'", "''") }}/*/ingested_on=*/*.parquet')
    where filename not like '%/raw_articles/%'
)

select
    md5(concat_ws('|',
        string_agg(concat_ws(' ', filename, size, last_modified), '|' order by filename),
        any_value(recipe.fingerprint)
    )) as fingerprint,
    cast(count(*) as integer) as file_count,
    files.ingested_on as ingested_on,
from files
cross join recipe
group by files.ingested_on
