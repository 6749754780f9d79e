"""How coding is spread over processes (later: machines). What is coded is decided in coding."""
