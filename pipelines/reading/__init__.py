"""Article -> Document: what one reading of an article gives, before anything is coded."""
