"""What the data-protection officer's room decides: the breach clock, what each column holds, how long it stays, what may go wrong. Pure."""
