{{ config(materialized='incremental', incremental_strategy='replace_changed_articles') }}

-- depends_on: {{ ref('int_changed_articles') }}

with articles as (
    select
        *,
        regexp_extract(lower(url), '^[a-z]+://(?:www\.|m\.|amp\.)?([^/:?#]+)', 1) as host,
    from {{ ref('stg_articles') }}
    where {{ in_days('ingested_on', ref('int_changed_articles')) }}
),

versions as (
    select distinct on (article_id) articles.*
    from articles
    semi join {{ ref('int_changed_articles') }} using (article_id, ingested_on)
    order by article_id, text_sha256
),

coders as (
    select
        article_id,
        coder,
    from {{ ref('int_changed_texts') }}
)

select
    versions.article_id,
    nullif(versions.raw_id, '') as raw_id,
    coalesce(nullif(versions.story_id, ''), versions.article_id) as story_id,
    coalesce(
        by_name.outlet_id,
        nullif({{ slug('versions.outlet_name') }}, ''),
        by_host.outlet_id,
        nullif({{ slug('versions.host') }}, '')
    ) as outlet_id,
    coalesce(nullif(versions.outlet_name, ''), nullif(versions.host, '')) as outlet_name,
    nullif(versions.url, '') as url,
    nullif(versions.title, '') as title,
    nullif(versions.byline, '') as byline,
    nullif(versions.language, '') as language,
    versions.form,
    versions.published_at_source,
    versions.text_sha256,
    nullif(versions.source_name, '') as source_name,
    coders.coder,
    cast(len(string_split_regex(trim(versions.text), '\s+')) as integer) as word_count,
    versions.published_at,
    versions.ingested_on,
from versions
left join coders using (article_id)
left join {{ ref('int_outlets') }} as by_name on lower(trim(versions.outlet_name)) = by_name.spelling
left join {{ ref('int_outlets') }} as by_host on versions.host = by_host.spelling
