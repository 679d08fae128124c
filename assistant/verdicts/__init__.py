"""Yes or no: one file a rule by which a statement proves the answer to a question; what no rule proves gets no verdict."""
