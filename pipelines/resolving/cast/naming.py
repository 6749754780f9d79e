"""Names in the text: where they start and end, without the titles before them.

The parser's entities are evidence only. Known names are found by their spelling, the others as
runs of capitalised words that the parse holds together. Whom a name means is `registry`'s work.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.resolving.cast.headlines import settle
from pipelines.resolving.cast.names import Name
from pipelines.resolving.gazetteer import find_place
from pipelines.resolving.knowledge import Knowledge

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
NEVER_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE", "CARDINAL"})
COMMON_GROUPS = frozenset({"person", "people", "document", "outlet"})
BODIES = frozenset({"ORG", "PRODUCT"})
LINKS = frozenset({"compound", "nmod", "amod", "flat", "name"})
BEFORE = frozenset({"VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV", "CCONJ"})
PARTICLES = frozenset(
    {
        "de",
        "da",
        "del",
        "della",
        "dei",
        "di",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "ibn",
        "ter",
    }
)


def find_names(parse: Doc, knowledge: Knowledge, headlines: bytearray) -> list[Name]:
    """All names, in order, without titles before them or a possessive after them."""
    taken = bytearray(len(parse))
    names: list[Name] = []
    for start, end in _known_names(parse, knowledge):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            names.append(Name(start, end, parse[start].ent_type_, parse[start:end].text))
    tabled = len(names)
    for run in _runs(parse, taken):
        names.extend(_pieces(run, knowledge))
    names = list(_continued(names, parse))
    names = settle(names, parse, headlines, tabled, knowledge)
    for name in names:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    names.extend(_surnames_again(parse, names, taken))
    names.sort(key=lambda name: name.start)
    return names


def _known_names(parse: Doc, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Names of several words that a table holds, found by their letters."""
    text = parse.text
    ends = {t.idx + len(t.text): t.i + 1 for t in parse}
    for token in parse:
        if not token.text[:1].isalpha():
            continue
        for name in knowledge.long_names.get(text[token.idx : token.idx + 3], ()):
            end = token.idx + len(name)
            if end in ends and text.startswith(name, token.idx):
                if not _goes_on(parse, ends[end]):
                    yield token.i, ends[end]
                break


def _continued(names: list[Name], parse: Doc) -> Iterator[Name]:
    """Names of courts to their end: "the Court of Appeals for the Sixth Circuit"."""
    starts = {name.start: name for name in names}
    joined: set[int] = set()
    for name in names:
        after = [t.lower_ for t in parse[name.end : name.end + 2]]
        circuit = starts.get(name.end + 2) if after == ["for", "the"] else None
        is_court = "Court" in name.text.split()
        if circuit and is_court and circuit.text.split()[-1] in ("Circuit", "District"):
            joined.add(circuit.start)
            text = parse[name.start : circuit.end].text
            yield Name(name.start, circuit.end, "ORG", text)
        elif name.start not in joined:
            yield name


def _goes_on(parse: Doc, end: int) -> bool:
    """Whether a name does not end here: "El Faro del Sur" is not "El Faro"."""
    after = parse[end : end + 2]
    return len(after) == 2 and after[0].text in PARTICLES and after[1].text[:1].isupper()


def _runs(parse: Doc, taken: bytearray) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in parse:
        if not taken[token.i] and _may_name(token):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_name(token: Token) -> bool:
    if token.is_space or token.ent_type_ in NEVER_LABELS:
        return False
    if token.ent_type_ in NAME_LABELS:
        return token.text not in ('"', "“", "”", "(", ")", ",", "'", "‘", "’", ";", ":")
    if token.lower_ in PARTICLES and token.i + 1 < len(token.doc):
        return token.pos_ == "PROPN" and token.nbor().pos_ == "PROPN"
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _pieces(run: list[Token], knowledge: Knowledge) -> Iterator[Name]:
    """The names of one run of capitalised words: cut at titles and where the parse lets go."""
    piece: list[Token] = []
    titled = False
    for k, token in enumerate(run):
        follower = run[k + 1] if k + 1 < len(run) else None
        if _is_title_here(token, follower, knowledge):
            while piece and _belongs_to_title(piece, knowledge):
                piece.pop()
            yield from _name(piece, titled, knowledge)
            piece, titled = [], True
        elif token.ent_type_ == "PERSON" and _parts_people(token):
            yield from _name(piece, titled, knowledge)
            piece, titled = [], False
        elif piece and not _holds(piece[-1], token, knowledge):
            yield from _name(piece, titled, knowledge)
            piece, titled = [token], False
        else:
            piece.append(token)
    yield from _name(piece, titled, knowledge)


def _parts_people(token: Token) -> bool:
    """Whether a word stands between people, or a person and something else, not in a name."""
    small = token.text.islower() and token.lower_ not in PARTICLES
    return token.text == "&" or (small and token.pos_ in ("ADP", "CCONJ"))


def _belongs_to_title(piece: list[Token], knowledge: Knowledge) -> bool:
    """Whether the last word before a title is a part of it: "EU Fisheries Commissioner"."""
    if piece[-1].ent_type_ not in NAME_LABELS or piece[-1].lower_ in knowledge.words["field"]:
        return True
    before = piece[-2] if len(piece) > 1 else None
    return before is not None and before.text.isupper() and _is_international(before, knowledge)


def _is_title_here(token: Token, follower: Token | None, knowledge: Knowledge) -> bool:
    if token.text == "." and token.i and token.nbor(-1).text + "." in knowledge.honorifics:
        return True
    if not is_title(token, knowledge):
        is_work = token.lower_.endswith(("ist", "ician")) and not token.ent_type_
        return is_work and follower is not None and follower.text in knowledge.given_names
    if follower is None:
        return token.ent_type_ not in ("ORG", "FAC", "NORP", "WORK_OF_ART", "GPE")
    if follower.text in knowledge.given_names or follower.ent_type_ == "PERSON":
        return True
    if is_title(follower, knowledge) and token.ent_type_ != "ORG":
        return True
    return token.ent_type_ in ("", "PERSON") and token.text in knowledge.honorifics


def is_title(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token can be the title of the name that follows it."""
    text = token.text
    if text in knowledge.honorifics or text + "." in knowledge.honorifics:
        return True
    noun = knowledge.nouns.get(text.lower())
    return noun is not None and noun.group == "person" and token.ent_type_ != "NORP"


def _holds(before: Token, token: Token, knowledge: Knowledge) -> bool:
    """Whether two neighbours belong to one name."""
    if _is_apart(before, token, knowledge):
        return False
    if token.ent_iob_ == "I" and token.ent_type_ in NAME_LABELS:
        return True
    one, other = before.ent_type_ in NAME_LABELS, token.ent_type_ in NAME_LABELS
    if one and other:
        if token.text in PARTICLES:
            return True
        if token.ent_iob_ == "B" and knowledge.organisation(token.text):
            return False
        if token.ent_type_ in BODIES and before.ent_type_ in BODIES:
            return before.dep_ == "compound" and before.head == token
        if token.ent_type_ != "PERSON" or before.ent_iob_ != "B":
            return False
        return before.text in knowledge.given_names or _is_no_place(before, knowledge)
    if before.text in ("'s", "’s"):
        return False
    if knowledge.government(before.text) and knowledge.organisation(token.text):
        return False
    linked = before.dep_ in LINKS and before.head.i >= token.i
    return linked or before.head == token.head or before.lower_ in PARTICLES


def _is_apart(before: Token, token: Token, knowledge: Knowledge) -> bool:
    """Whether a place's name ends where a person's or a body's begins.

    "The mayor of Porto Rui Pinheiro", "to offer Ukraine NATO membership".
    """
    if _is_international(token, knowledge) and knowledge.government(before.text):
        return True
    if before.i < 2 or before.nbor(-1).lower_ != "of" or token.text not in knowledge.given_names:
        return False
    over = knowledge.nouns.get(before.nbor(-2).lower_)
    is_office = over is not None and over.group == "person"
    given = before.text in knowledge.given_names
    return is_office and not given and find_place(before.text) is not None


def _is_no_place(token: Token, knowledge: Knowledge) -> bool:
    """Whether the parser takes a word for a place that no table knows: "Marit Solberg"."""
    if token.ent_type_ != "GPE" or token.text in knowledge.national_terms:
        return False
    return not knowledge.country(token.text) and find_place(token.text) is None


def _is_international(token: Token, knowledge: Knowledge) -> bool:
    known = knowledge.organisation(token.text)
    return known is not None and not known.country


def _name(piece: list[Token], titled: bool, knowledge: Knowledge) -> Iterator[Name]:
    """One name from the tokens of a piece, its edges trimmed; nothing if only common words."""
    tokens = _trimmed(piece, knowledge)
    if not tokens or not any(t.text[:1].isupper() for t in tokens):
        return
    if len(tokens) == 1 and tokens[0].pos_ == "PRON" and tokens[0].text != "US":
        return  # "I", which the parser labels in captions
    labels = [t.ent_type_ for t in tokens if t.ent_type_ in NAME_LABELS]
    label = "PERSON" if "PERSON" in labels else (labels[0] if labels else "")
    if not titled and _is_common(tokens, label, knowledge):
        return
    start, end = tokens[0].i, tokens[-1].i + 1
    yield Name(start, end, label, tokens[0].doc[start:end].text, titled)


def _trimmed(piece: list[Token], knowledge: Knowledge) -> list[Token]:
    """The tokens of a piece without what only stands around the name."""
    tokens = list(piece)
    while tokens and (not tokens[-1].text[:1].isalnum() or tokens[-1].lower_ in knowledge.nouns):
        if tokens[-1].text[:1].isupper():
            break
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].pos_ in ("VERB", "AUX") and tokens[-1].text.islower():
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].like_num:
        if "." not in tokens[-1].text and not knowledge.country(tokens[-2].text):
            break
        tokens.pop()  # "gave Iceland 15.5 per cent"
    while tokens and (not tokens[0].text[:1].isalnum() or tokens[0].lower_ in ("the", "a", "an")):
        tokens.pop(0)
    while len(tokens) > 1 and _only_precedes(tokens[0], knowledge):
        tokens.pop(0)
    return tokens


def _only_precedes(token: Token, knowledge: Knowledge) -> bool:
    """Whether a word only stands before a name: "Based on what Fairlead says"."""
    if token.text.islower():
        return token.pos_ in BEFORE and token.lower_ not in PARTICLES
    first = token if token.i == 0 or token.is_sent_start else token.nbor(-1)
    opens = first.is_sent_start and (first == token or first.is_punct) and token.pos_ in BEFORE
    return bool(opens) and token.text not in knowledge.given_names and token.ent_iob_ != "I"


def _is_common(tokens: list[Token], label: str, knowledge: Knowledge) -> bool:
    """A capitalised description, as in headlines: "New Poll", "Officials"."""
    last = tokens[-1]
    noun = knowledge.nouns.get(last.lower_) or knowledge.nouns.get(_singular(last.lower_))
    if noun is None or label in ("NORP", "PERSON"):
        return False
    if len(tokens) == 1:
        known = knowledge.organisation(last.text) is not None
        return not known and (label == "" or noun.group in COMMON_GROUPS)
    return noun.group in COMMON_GROUPS and label in ("", "WORK_OF_ART")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _surnames_again(parse: Doc, names: list[Name], taken: bytearray) -> Iterator[Name]:
    """Surnames of people named in full that the parser overlooked elsewhere."""
    surnames = {n.text.split()[-1] for n in names if n.label == "PERSON" and " " in n.text}
    for token in parse:
        if token.text in surnames and not taken[token.i] and token.ent_type_ not in NEVER_LABELS:
            yield Name(token.i, token.i + 1, "PERSON", token.text)
