"""How the embedded embedding model is made: Kiwi's own vectors, trained on pairs of texts, made small. Not shipped."""
