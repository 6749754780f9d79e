{{ config(materialized='view') }}

{%- set longest_list = 6 %}

with named as (
    select
        event_id,
        role,
        name,
        bool_and(contains(actor_id, ':')) as is_unnamed,
        max(mention_count) as mention_count,
        min(position) as position,
    from {{ ref('int_event_participants') }}
    group by event_id, role, name
),

-- articles call the unnamed by many names: one of them is enough, and none beside a named actor
ranked as (
    select
        event_id,
        role,
        name,
        is_unnamed,
        row_number() over (
            partition by event_id, role
            order by is_unnamed, mention_count desc, position, name
        ) as rank,
    from named
    qualify not is_unnamed or rank = 1
),

roles as (
    select
        event_id,
        list(name order by rank) filter (where role = 'speaker') as speakers,
        list(name order by rank) filter (where role = 'addressee') as addressees,
        list(name order by rank) filter (where role = 'outlet') as outlets,
        list(name order by rank) filter (where role = 'reporter') as reporters,
        list(name order by rank) filter (where role = 'source') as sources,
    from ranked
    group by event_id
),

-- the party that travels or is named most first, each once; between two named parties the
-- unnamed are left to the table of meetings
parties as (
    select
        event_id,
        list(name order by is_visitor desc, is_host, is_unnamed, mention_count desc, position, name)
            as names,
    from (
        select
            event_id,
            name,
            bool_and(contains(actor_id, ':')) as is_unnamed,
            bool_or(role = 'visitor') as is_visitor,
            bool_or(role = 'host') as is_host,
            max(mention_count) as mention_count,
            min(position) as position,
        from {{ ref('int_event_participants') }}
        where role in ('participant', 'host', 'visitor')
        group by event_id, name
        qualify not is_unnamed
            or count(*) filter (where not is_unnamed) over (partition by event_id) < 2
    )
    group by event_id
),

shortened as (
    select
        event_id,
        case
            when len(names) > {{ longest_list }}
                then list_append(
                    names[:{{ longest_list - 1 }}],
                    (len(names) - {{ longest_list - 1 }}) || ' others'
                )
            else names
        end as names,
    from parties
),

happenings as (
    select
        words.event_id,
        words.kind,
        words.content,
        words.polarity,
        realities.reality,
        codes.mode,
        codes.code_plover,
        phrases.verb_held,
        phrases.alone,
        phrases.noun,
        coalesce(verbs.verb, 'said') as verb,
        coalesce(' in ' || places.place_name, '') as place_phrase,
        case
            when dates.date_start is null then ''
            when dates.date_basis = 'publication' then ' (published ' || dates.date_start || ')'
            when dates.date_precision = 'week' then ' in the week of ' || dates.date_start
            when dates.date_precision = 'month' then ' in ' || strftime(dates.date_start, '%B %Y')
            when dates.date_precision = 'quarter'
                then ' in Q' || quarter(dates.date_start) || ' ' || year(dates.date_start)
            when dates.date_precision = 'year' then ' in ' || year(dates.date_start)
            when dates.date_end > dates.date_start
                then ' from ' || dates.date_start || ' to ' || dates.date_end
            else ' on ' || dates.date_start
        end as date_phrase,
        shortened.names as parties,
        roles.speakers,
        coalesce(roles.addressees, roles.outlets) as hearers,
        roles.reporters,
        roles.sources,
    from {{ ref('int_event_words') }} as words
    left join {{ ref('int_event_realities') }} as realities using (event_id)
    left join {{ ref('int_event_dates') }} as dates using (event_id)
    left join {{ ref('int_event_places') }} as places using (event_id)
    left join {{ ref('int_event_codes') }} as codes using (event_id)
    left join roles using (event_id)
    left join shortened using (event_id)
    left join {{ ref('meeting_phrases') }} as phrases
        on coalesce(codes.mode, 'unspecified') = phrases.mode
    left join {{ ref('int_event_verbs') }} as verbs using (event_id)
),

meetings as (
    select
        event_id,
        case
            when parties is null or reality <> 'held'
                then upper(reality[1]) || reality[2:] || ' ' || noun
                    || coalesce(' of ' || {{ listing('parties') }}, '')
            when len(parties) = 1 then parties[1] || ' ' || alone
            else parties[1] || ' ' || verb_held || ' ' || {{ listing('parties[2:]') }}
        end as doing,
        place_phrase || date_phrase as setting,
    from happenings
    where kind = 'meeting'
),

statements as (
    select
        event_id,
        coalesce({{ listing('speakers') }}, 'An unnamed source')
        || case
            when polarity = 'negative' and verb = 'said' then ' did not say'
            when hearers is null then ' ' || verb
            when verb = 'said' then ' told ' || {{ listing('hearers') }}
            else ' ' || verb || ', speaking to ' || {{ listing('hearers') }}
        end as doing,
        place_phrase || date_phrase
        || case when content <> '' then ': ' || {{ one_line('content', 140) }} else '' end as setting,
    from happenings
    where kind = 'statement'
),

reports as (
    select
        event_id,
        coalesce({{ listing('reporters') }}, 'An unnamed outlet')
        || coalesce(', citing ' || {{ listing('sources') }} || ',', '')
        || ' reported' as doing,
        date_phrase
        || case when content <> '' then ': ' || {{ one_line('content', 140) }} else '' end as setting,
    from happenings
    where kind = 'report'
),

lines as (
    select * from meetings
    union all
    select * from statements
    union all
    select * from reports
)

select
    event_id,
    upper(doing[1]) || doing[2:] || setting as headline,
from lines
