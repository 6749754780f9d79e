{#- Proves a grain of several columns. -#}
{% test one_row_each(model, columns) %}
select
    {{ columns | join(', ') }},
    count(*) as row_count,
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
