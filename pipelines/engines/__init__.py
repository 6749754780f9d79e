"""How coding is spread over processes and machines."""
