{{ config(materialized='incremental', incremental_strategy='replace_changed_days') }}

-- depends_on: {{ ref('int_changed_days') }}

with found as (
    select distinct
        event_id,
        superseded_by,
        true as is_in_lake,
        ingested_on,
    from {{ ref('stg_superseded_events') }}
    where {{ in_days('ingested_on', ref('int_changed_days')) }}
),

{% if is_incremental() %}
gone as (
    select
        event_id,
        superseded_by,
        false as is_in_lake,
        ingested_on,
    from {{ this }}
    semi join {{ ref('int_changed_days') }} using (ingested_on)
    anti join found using (event_id, superseded_by, ingested_on)
),
{% endif %}

merges as (
    select * from found
    {% if is_incremental() %}
    union all
    select * from gone
    {% endif %}
)

select
    event_id,
    superseded_by,
    is_in_lake,
    ingested_on,
from merges
