{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with actors as (
    select *
    from {{ ref('stg_article_actors') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

current_actors as (
    select
        actors.* exclude (offices),
        list_transform(
            actors.offices,
            lambda held: {
                'title': held.title,
                'body': held.body,
                'status': held.status,
                'char_start': held.span."start",
                'char_end': held.span."end",
                'words': {{ words('texts.text', 'held.span."start"', 'held.span."end"') }},
                {% for bound in ['begins', 'ends'] %}
                {% set said = 'held.' ~ bound %}
                {% set first, last = said ~ '.span."start"', said ~ '.span."end"' %}
                '{{ bound }}': {
                    'day': {{ said }}."day",
                    'precision': {{ said }}."precision",
                    'char_start': {{ first }},
                    'char_end': {{ last }},
                    'words': {{ words('texts.text', first, last) }}
                }{{ ',' if not loop.last }}
                {% endfor %}
            }
        ) as offices,
    from actors
    inner join {{ ref('int_changed_texts') }} as texts using (article_id, ingested_on, coder)
),

-- whom the name means across articles; before there were links, whoever bears it
tied as (
    select
        actors.*,
        coalesce(links.actor_id, actors.actor_id) as tied_id,
        coalesce(links.confidence, 1.0) as identity_confidence,
    from current_actors as actors
    left join {{ ref('stg_actor_links') }} as links
        on actors.article_id = links.article_id
        and actors.ingested_on = links.ingested_on
        and actors.actor_id = links.coded_id
),

-- the user's list wins: a row for one article before one for all, an id before a name
chosen as (
    select distinct on (tied.article_id, tied.actor_id)
        tied.article_id,
        tied.actor_id,
        aliases.actor_id as chosen_id,
    from tied
    inner join {{ ref('int_actor_aliases') }} as aliases
        on coalesce(aliases.article_id = tied.article_id, true)
        and (
            aliases.alias in (lower(tied.tied_id), lower(tied.name))
            -- a namesake bears the coded id, and a mark behind it
            or (aliases.alias = lower(tied.actor_id) and not contains(tied.tied_id, '~'))
        )
    order by
        tied.article_id,
        tied.actor_id,
        aliases.article_id is null,
        aliases.alias <> lower(tied.tied_id),
        aliases.alias <> lower(tied.name),
        aliases.actor_id
)

select
    tied.article_id,
    tied.actor_id as coded_actor_id,
    coalesce(chosen.chosen_id, tied.tied_id) as actor_id,
    tied.name,
    tied.kind,
    tied.country,
    tied.country_basis,
    tied.sector,
    tied.role,
    tied.office,
    tied.body,
    tied.status,
    tied.aliases,
    tied.wikidata_id,
    tied.offices,
    tied.mention_count,
    if(chosen.chosen_id is null, tied.identity_confidence, 1.0) as identity_confidence,
    tied.ingested_on,
from tied
left join chosen using (article_id, actor_id)
