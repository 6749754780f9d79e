{{ config(materialized='table') }}

-- Built when all of these stand. What is missing here is loaded again by the next build.
-- depends_on: {{ ref('articles') }}
-- depends_on: {{ ref('sentences') }}
-- depends_on: {{ ref('article_actors') }}
-- depends_on: {{ ref('events') }}
-- depends_on: {{ ref('event_mentions') }}
-- depends_on: {{ ref('event_actors') }}
-- depends_on: {{ ref('statements') }}
-- depends_on: {{ ref('meetings') }}
-- depends_on: {{ ref('reports') }}
-- depends_on: {{ ref('actors') }}
-- depends_on: {{ ref('actor_roles') }}
-- depends_on: {{ ref('actor_pairs_daily') }}
-- depends_on: {{ ref('rejected_candidates') }}
-- depends_on: {{ ref('rejected_articles') }}
-- depends_on: {{ ref('superseded_events') }}

select
    fingerprint,
    file_count,
    ingested_on,
from {{ ref('int_lake_days') }}
