"""The sections of the memo: each module gives the flowables of one, in the order of the memo."""
