{#- The words of a span. Offsets of the lake count from 0 and are half open, as in Python. -#}
{% macro words(text, first, last) -%}
    substring({{ text }}, {{ first }} + 1, {{ last }} - {{ first }})
{%- endmacro %}


{#- The words of a list of spans, in the order of the text; a gap between two of them shows as
    three dots. -#}
{% macro words_of_spans(text, spans) -%}
    array_to_string(
        list_transform(
            list_sort({{ spans }}),
            lambda span: {{ words(text, 'span."start"', 'span."end"') }}
        ), ' … '
    )
{%- endmacro %}


{#- "A", "A and B", "A, B and C". -#}
{% macro listing(names) -%}
    case
        when len({{ names }}) < 2 then {{ names }}[1]
        else array_to_string({{ names }}[:-2], ', ') || ' and ' || {{ names }}[-1]
    end
{%- endmacro %}


{#- A text on one line, cut after a whole word. -#}
{% macro one_line(text, longest) -%}
    case
        when length(regexp_replace({{ text }}, '\s+', ' ', 'g')) <= {{ longest }}
            -- the comma before "he said" says nothing without it
            then regexp_replace(
                trim(regexp_replace({{ text }}, '\s+', ' ', 'g')), ',(["”’]?)$', '\1'
            )
        else regexp_replace(
            substring(regexp_replace({{ text }}, '\s+', ' ', 'g'), 1, {{ longest }}), '\s+\S*$', ''
        ) || '…'
    end
{%- endmacro %}


{#- The id of a name, as pipelines.resolving makes it: lower case, no accents, no apostrophes,
    no leading "the", words joined by underscores. A test compares the two. -#}
{% macro slug(name) -%}
    trim(regexp_replace(
        regexp_replace(lower(strip_accents({{ name }})), '^the\s+|[’‘´`'']', '', 'g'),
        '[^a-z0-9]+', '_', 'g'
    ), '_')
{%- endmacro %}


{#- The actor who fills a role, of several the best attested; a named one before an unnamed. -#}
{% macro main_actor(role) -%}
    first(
        actor_id
        order by contains(actor_id, ':'), mention_count desc, link_confidence desc, actor_id
    ) filter (where role = '{{ role }}')
{%- endmacro %}
