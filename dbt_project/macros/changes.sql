{#- How the big tables follow the lake: exactly the rows that a changed day touches are replaced.

    int_lake_days     what the lake holds now, a fingerprint a day
    int_changed_days  the days that differ from the last finished build
    int_changed_*     the articles and events that those days touch
    int_loaded_days   written last, when everything else stands: a build that broke off is taken
                      up again from the same days

    Where every day has changed (the first build, --full-refresh, an edited model or seed), the
    tables are built anew instead. -#}


{#- True while every day of the lake is being loaded. -#}
{% macro loads_everything() -%}
    {%- set changed = adapter.get_relation(this.database, 'intermediate', 'int_changed_days') -%}
    {%- set lake = adapter.get_relation(this.database, 'intermediate', 'int_lake_days') -%}
    {%- if changed is none or lake is none -%}{{ return(false) }}{%- endif -%}
    {%- set left = run_query(
        'select count(*) from ' ~ lake ~ ' anti join ' ~ changed ~ ' using (ingested_on)'
    ) -%}
    {{ return(left.columns[0].values()[0] == 0) }}
{%- endmacro %}


{#- dbt's own rule, and: when every day is loaded, an incremental model is built anew. -#}
{% macro should_full_refresh() -%}
    {%- set asked = config.get('full_refresh') -%}
    {%- if asked is none -%}{%- set asked = flags.FULL_REFRESH -%}{%- endif -%}
    {%- if not asked and execute and model.config.materialized == 'incremental' -%}
        {%- set asked = loads_everything() -%}
    {%- endif -%}
    {{ return(asked) }}
{%- endmacro %}


{#- A table that does not exist yet cannot be made of the changed days alone. -#}
{% macro refuse_partial_table() -%}
    {%- if execute and model.config.materialized == 'incremental'
            and not is_incremental() and not loads_everything() -%}
        {{ exceptions.raise_compiler_error(
            model.name ~ ' would hold the changed days only: run `dbt build --full-refresh`'
        ) }}
    {%- endif -%}
{%- endmacro %}


{#- A condition with the days written out, so that DuckDB opens no other file of the lake. -#}
{% macro in_days(column, days) -%}
    {%- if not execute -%}
        true
    {%- else -%}
        {%- set found = run_query(
            'select distinct ingested_on from ' ~ days ~ ' where ingested_on is not null order by 1'
        ).columns[0].values() -%}
        {%- if found | length == 0 -%}
            false
        {%- else -%}
            {{ column }} in ({% for day in found %}date '{{ day }}'{{ ', ' if not loop.last }}{% endfor %})
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro get_incremental_replace_changed_days_sql(arguments) -%}
    {{ replace_rows(arguments, 'ingested_on', ref('int_changed_days')) }}
{%- endmacro %}

{% macro get_incremental_replace_changed_articles_sql(arguments) -%}
    {{ replace_rows(arguments, 'article_id', ref('int_changed_articles')) }}
{%- endmacro %}

{% macro get_incremental_replace_changed_events_sql(arguments) -%}
    {{ replace_rows(arguments, 'event_id', ref('int_changed_events')) }}
{%- endmacro %}


{#- Delete by the list of what changed, not by the new rows: what has vanished leaves no orphan. -#}
{% macro replace_rows(arguments, key, changed) -%}
    {%- set columns = arguments['dest_columns'] | map(attribute='quoted') | join(', ') -%}
    delete from {{ arguments['target_relation'] }}
    where {{ key }} in (select {{ key }} from {{ changed }});

    insert into {{ arguments['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }}
{%- endmacro %}
