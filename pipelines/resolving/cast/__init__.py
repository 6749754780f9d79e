"""Who acts and speaks in one article: every mention of an actor is tied to that actor.

`Cast` is the front; `naming` finds and groups names, `figures` gathers what is said of each actor,
`evidence` reads titles and appositions, `tenures` when an office is held, `phrases` splits a noun
phrase into its parties, `salience` resolves pronouns and `descriptions` resolves "the mayor" and
"the paper".
"""

from pipelines.resolving.cast.cast import ActorLink, Cast

__all__ = ["ActorLink", "Cast"]
