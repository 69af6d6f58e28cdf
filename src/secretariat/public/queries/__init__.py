"""What a visitor may ask: which processes there are, what became of an input, who asked for a paragraph."""
