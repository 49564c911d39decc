"""When an article was published: clues of the page and of the text, the chosen one and those that lost."""
