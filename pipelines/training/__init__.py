"""How the tagger's weights are made and scored. Needs the `train` extra; run time does not."""
