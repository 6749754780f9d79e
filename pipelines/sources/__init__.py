"""Bytes from outside -> Article; one file a format. Nothing is lost: what is not taken is rejected with a reason."""
