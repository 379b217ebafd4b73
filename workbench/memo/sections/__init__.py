"""The sections of the memo: each module gives what one says, as parts of a document."""
