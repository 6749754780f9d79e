{{ config(materialized='view') }}

with said as (
    {% for bound in ['begins', 'ends'] %}
    select
        actor_id,
        office,
        body,
        status,
        '{{ bound }}' as bound,
        article_id,
        told_on,
        {{ bound }} as said,
    from {{ ref('int_offices') }}
    where {{ bound }}.day is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

days as (
    select
        actor_id,
        office,
        body,
        status,
        bound,
        said.day as day,
        said.precision as day_precision,
        first(
            {
                'day': said.day,
                'precision': said.precision,
                'article_id': article_id,
                'char_start': said.char_start,
                'char_end': said.char_end,
                'words': said.words,
            }
            order by told_on, article_id, said.char_start
        ) as proof,
        count(distinct article_id) as article_count,
        min(told_on) as first_told_on,
    from said
    group by actor_id, office, body, status, bound, said.day, said.precision
),

-- of days that differ the one said most exactly, then by most articles, then first
chosen as (
    select distinct on (actor_id, office, body, status, bound) *
    from days
    order by
        actor_id,
        office,
        body,
        status,
        bound,
        list_position(['day', 'week', 'month', 'quarter', 'year'], day_precision),
        article_count desc,
        first_told_on,
        day
),

periods as (
    select
        actor_id,
        office,
        body,
        status,
        first(proof) filter (where bound = 'begins') as begins,
        first(proof) filter (where bound = 'ends') as ends,
    from chosen
    group by actor_id, office, body, status
)

-- the first and the last day that articles say of one office
select
    actor_id,
    office,
    body,
    status,
    begins,
    -- an end before the beginning is that of an earlier term
    case when begins.day is null or ends.day >= begins.day then ends end as ends,
from periods
