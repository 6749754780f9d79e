{#- Where the lake lies. A relative path counts from the project's folder. -#}
{% macro lake_folder() -%}
    {{ env_var('COMMUNIQUE_WAREHOUSE', '../warehouse') }}/lake
{%- endmacro %}


{#- One table of the lake, as its source says, with every column and field that the source
    declares: what older files lack is null, and a table without a file yet is empty, so that a
    build runs from the first day. -#}
{% macro from_lake(table_name) -%}
    {%- set files = source('lake', table_name) -%}
    {%- if not execute -%}
        {{ files }}
    {%- else -%}
        ({% if lake_has(table_name) %}select * from {{ files }} union all by name {% endif -%}
        select {% for column in lake_columns(table_name) -%}
            cast(null as {{ column.data_type }}) as {{ adapter.quote(column.name) }}
            {{- ', ' if not loop.last }}
        {%- endfor %} where false)
    {%- endif -%}
{%- endmacro %}


{% macro lake_has(table_name) -%}
    {%- set pattern = lake_folder() ~ '/' ~ table_name ~ '/*/*.parquet' -%}
    {%- set found = run_query("select count(*) from glob('" ~ pattern | replace("'", "''") ~ "')") -%}
    {{- return(found.columns[0].values()[0] > 0) -}}
{%- endmacro %}


{% macro lake_columns(table_name) -%}
    {%- for node in graph.sources.values() if node.source_name == 'lake' and node.name == table_name -%}
        {{- return(node.columns.values() | list) -}}
    {%- endfor -%}
{%- endmacro %}
