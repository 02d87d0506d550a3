"""What all pages share: layout, components, words, colours."""
