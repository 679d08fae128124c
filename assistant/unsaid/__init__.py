"""What a question asks for and an answer does not say: then there is no answer, and it is said what is missing."""
