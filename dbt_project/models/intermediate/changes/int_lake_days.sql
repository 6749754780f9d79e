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
            {%- for seed in [
                ref('actors_override'), ref('codes'), ref('cameo_verbs'), ref('meeting_phrases'),
                ref('stg_outlets')
            ] %}
            (
                select string_agg(cast(line as varchar), '|' order by cast(line as varchar))
                from {{ seed }} as line
            ){{ ',' if not loop.last }}
            {%- endfor %}
        )) as fingerprint,
),

files as (
    select
        filename,
        size,
        last_modified,
        cast(regexp_extract(filename, 'ingested_on=(\d{4}-\d{2}-\d{2})', 1) as date) as ingested_on,
    from read_blob('{{ lake_folder() | replace("'", "''") }}/*/ingested_on=*/*.parquet')
    where regexp_extract(filename, '([^/]+)/ingested_on=', 1) in (
        'articles', 'annotated_articles', 'actor_links', 'event_links', 'superseded_events',
        'rejected_articles'
    )
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
