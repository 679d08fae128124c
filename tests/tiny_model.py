"""A sentence-transformers model that is made in a second and knows nothing, for tests of whatever takes any model."""

from __future__ import annotations

from pathlib import Path

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "서울시", "##는", "청년", "창업", "질문", "문서", ":")


def make_tiny_model(folder: Path) -> Path:
    """A BERT of one layer with random weights and prompts of its own, in a folder below this one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizer.from_pretrained(folder).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(16)]
    model = SentenceTransformer(modules=modules, prompts={"query": "질문 : ", "document": "문서 : "})
    model.save(str(folder / "acme" / "model"))
    return folder / "acme" / "model"
