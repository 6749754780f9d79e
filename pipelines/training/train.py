"""Trains the attribution tagger: `python -m pipelines.training.train GOLD --out FOLDER`.

Fine-tunes MiniLM-L6 (22 million parameters) on PolNeAR, with a learning rate that falls layer by
layer and an average of the weights over the last steps. Reproducible for a given machine and seed.
Runs on a GPU where torch sees one (an epoch takes seconds there, and some ten minutes on two CPUs).
"""

import argparse
import logging
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from pipelines.reading.tagger import LIMIT
from pipelines.training.attribution_data import IGNORED, Chunk, load_articles, make_chunks
from pipelines.training.network import TaggerNetwork, load_encoder

logger = logging.getLogger(__name__)

LEARNING_RATE = 3.5e-4
LAYER_DECAY = 0.88
HEAD_FACTOR = 2
WARM_UP = 0.08
BATCH_PIECES = 2304
LINK_WEIGHT = 0.4
AVERAGE = 0.996
AVERAGE_FROM = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train, from which seed, where to, and whether in bfloat16.

    `start` are weights to go on from, with a smaller `rate` (a warm restart; Loshchilov and
    Hutter, 2017).
    """

    epochs: int
    seed: int
    out: Path
    low_precision: bool
    rate: float = LEARNING_RATE
    start: Path | None = None
    device: str = "cpu"


def train(gold: Path, plan: Plan) -> None:
    """Train on all articles of `gold`; writes the averaged weights after every epoch."""
    # cuDNN plans its attention anew for every shape of batch, which takes longer than the step.
    torch.backends.cuda.enable_cudnn_sdp(False)
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - shuffling, not secrets
    encoder, folder = load_encoder()
    tokenizer = load_tokenizer(folder)
    network = TaggerNetwork(encoder, encoder.config.hidden_size)
    if plan.start:
        network.load_state_dict(torch.load(plan.start, map_location="cpu", weights_only=True))
    network.to(plan.device)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    optimiser = torch.optim.AdamW(parameter_groups(network, plan.rate), weight_decay=0.01)
    articles = load_articles(gold)
    plan.out.mkdir(parents=True, exist_ok=True)
    steps = 0
    for epoch in range(plan.epochs):
        # Cut differently each time, so that the network sees a paragraph in many contexts.
        cutting = rng if epoch else None
        chunks = [c for a in articles for c in make_chunks(a, tokenizer, cutting, LIMIT)]
        todo = batches(chunks, rng)
        started, total = time.monotonic(), 0.0
        network.train()
        for number, batch in enumerate(todo):
            set_rate(optimiser, (epoch + number / len(todo)) / plan.epochs)
            total += take_step(network, optimiser, pad(batch, plan.device), plan.low_precision)
            steps += 1
            if steps > AVERAGE_FROM:
                average.update_parameters(network)
            if number % 25 == 0:
                seconds = time.monotonic() - started
                mean = total / (number + 1)
                logger.info(
                    "epoch %d, %d of %d, loss %.3f, %.0f s", epoch, number, len(todo), mean, seconds
                )
        torch.save(average.module.state_dict(), plan.out / f"epoch{epoch}.pt")


def load_tokenizer(folder: str) -> Tokenizer:
    """The encoder's tokenizer, cutting and padding nothing by itself."""
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def parameter_groups(network: TaggerNetwork, peak: float) -> list[dict[str, Any]]:
    """Heads learn fastest, then each layer of the encoder slower than the one above it."""
    groups: dict[float, list[nn.Parameter]] = {}
    depth = len(network.encoder.encoder.layer)
    for name, parameter in network.named_parameters():
        if "encoder.layer." in name:
            below = depth - int(name.split("encoder.layer.")[1].split(".")[0])
        else:
            below = depth + 1 if name.startswith("encoder.") else 0
        rate = peak * (LAYER_DECAY**below if below else HEAD_FACTOR)
        groups.setdefault(rate, []).append(parameter)
    return [{"params": found, "lr": rate, "peak": rate} for rate, found in groups.items()]


def set_rate(optimiser: torch.optim.Optimizer, done: float) -> None:
    """Warm up, then fall along a cosine; `done` is the share of training that is over."""
    scale = min(1.0, done / WARM_UP) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * scale


def take_step(
    network: TaggerNetwork,
    optimiser: torch.optim.Optimizer,
    batch: dict[str, torch.Tensor],
    low: bool,
) -> float:
    """One step of the optimiser; returns the loss."""
    loss = loss_of(network, batch, low)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.item())


def loss_of(
    network: TaggerNetwork, data: dict[str, torch.Tensor], low_precision: bool
) -> torch.Tensor:
    """Cross-entropy of labels and of both kinds of link."""
    with torch.autocast(data["ids"].device.type, dtype=torch.bfloat16, enabled=low_precision):
        labels, source, cue = network(data["ids"], data["mask"])
    total = nn.functional.cross_entropy(
        labels.flatten(0, 1), data["labels"].flatten(), ignore_index=IGNORED
    )
    for scores, name in ((source, "source_links"), (cue, "cue_links")):
        wanted = data[name].flatten()
        if (wanted != IGNORED).any():
            total = total + LINK_WEIGHT * nn.functional.cross_entropy(
                scores.flatten(0, 1), wanted, ignore_index=IGNORED
            )
    return total


def batches(chunks: list[Chunk], rng: random.Random) -> list[list[Chunk]]:
    """Chunks of like length together, each batch about as many word pieces as the others."""
    order = sorted(chunks, key=lambda c: len(c.ids) + rng.random() * 30)
    out: list[list[Chunk]] = [[]]
    for chunk in order:
        if out[-1] and (len(out[-1]) + 1) * len(chunk.ids) > BATCH_PIECES:
            out.append([])
        out[-1].append(chunk)
    rng.shuffle(out)
    return out


def pad(batch: list[Chunk], device: str) -> dict[str, torch.Tensor]:
    """Tensors (chunks, pieces) of a batch, on the device."""
    size = max(len(c.ids) for c in batch)

    def table(rows: list[list[int]], fill: int) -> torch.Tensor:
        return torch.tensor([row + [fill] * (size - len(row)) for row in rows]).to(device)

    return {
        "ids": table([c.ids for c in batch], 0),
        "mask": table([[1] * len(c.ids) for c in batch], 0),
        "labels": table([c.labels for c in batch], IGNORED),
        "source_links": table([c.source_links for c in batch], IGNORED),
        "cue_links": table([c.cue_links for c in batch], IGNORED),
    }


def main() -> None:
    """Read the arguments and train."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float32", action="store_true")
    parser.add_argument("--rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    plan = Plan(
        options.epochs,
        options.seed,
        options.out,
        not options.float32,
        options.rate,
        options.start,
        options.device,
    )
    train(options.gold, plan)


if __name__ == "__main__":
    main()
