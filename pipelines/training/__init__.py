"""How the weights of the tagger are made and scored. Needs the `train` extra; nothing at run time does."""
