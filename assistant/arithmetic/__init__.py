"""What is computed of the documents' figures: one file an operation, from operands that are cited."""
