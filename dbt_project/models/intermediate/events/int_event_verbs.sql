{{ config(materialized='view') }}

-- What is done with the words, as a verb: by the CAMEO code where it has its own, else by type.
select
    codes.event_id,
    coalesce(cameo.verb, plover.verb, 'said') as verb,
from {{ ref('int_event_codes') }} as codes
left join {{ ref('cameo_verbs') }} as cameo on codes.code_cameo = cameo.cameo
left join {{ ref('codes') }} as plover on codes.code_plover = plover.plover
