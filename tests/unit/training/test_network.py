from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra `train`")

from pipelines.reading.tagger import DISTANCE  # noqa: E402
from pipelines.training.network import TaggerNetwork  # noqa: E402
from pipelines.training.train import loss_of, pad  # noqa: E402

WIDTH = 8


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(50, WIDTH)
        self.config = SimpleNamespace(hidden_size=WIDTH)

    def forward(self, input_ids, attention_mask, token_type_ids):
        return (self.words(input_ids),)


def network():
    torch.manual_seed(0)
    made = TaggerNetwork(Encoder(), WIDTH).eval()
    torch.nn.init.normal_(made.distance)
    return made


def test_a_link_is_biased_by_how_far_apart_its_ends_are():
    made = network()
    torch.nn.init.zeros_(made.links.weight)
    torch.nn.init.zeros_(made.links.bias)
    size = DISTANCE + 20
    ids = torch.ones((2, size), dtype=torch.long)
    _, source, cue = made(ids, torch.ones_like(ids))
    for i, j in ((0, 0), (5, 9), (9, 5), (0, DISTANCE + 10), (DISTANCE + 10, 0)):
        bias = made.distance[:, max(-DISTANCE, min(DISTANCE, j - i)) + DISTANCE]
        assert torch.equal(source[:, i, j], bias[0].expand(2))
        assert torch.equal(cue[:, i, j], bias[1].expand(2))


def test_padding_changes_no_loss():
    from pipelines.training.attribution_data import IGNORED, Chunk

    made = network()
    short = Chunk([1, 2, 3], [IGNORED, 3, IGNORED], [IGNORED, 0, IGNORED], [IGNORED] * 3)
    beside = Chunk([4] * 9, *[[IGNORED] * 9 for _ in range(3)])
    alone = loss_of(made, pad([short], "cpu"), low_precision=False)
    padded = loss_of(made, pad([short, beside], "cpu"), low_precision=False)
    assert torch.allclose(alone, padded)
