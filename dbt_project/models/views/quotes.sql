select
    statements.event_id,
    statements.speaker_id,
    actors.name as speaker,
    actors.country as speaker_country,
    statements.content as quote,
    statements.quote_type,
    statements.speech_act,
    events.date_start as said_on,
    events.date_basis,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.title,
    articles.url,
    articles.article_id,
    articles.published_at,
    events.confidence,
from {{ ref('statements') }} as statements
inner join {{ ref('events') }} as events using (event_id)
inner join {{ ref('event_mentions') }} as mentions using (mention_id)
inner join {{ ref('articles') }} as articles on mentions.article_id = articles.article_id
left join {{ ref('actors') }} as actors on statements.speaker_id = actors.actor_id
left join {{ ref('outlets') }} as outlets on articles.outlet_id = outlets.outlet_id
where statements.content <> '' and statements.quote_type in ('direct', 'mixed')
