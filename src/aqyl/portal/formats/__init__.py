"""How Django writes and reads dates and numbers where it knows too little of a language."""
