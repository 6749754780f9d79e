{#- Schemas are named as they are: marts in `main`, where every client looks first, and the
    layers below in schemas of their own. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
