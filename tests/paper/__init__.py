"""What the tests know of the paper that the codebook follows; none of its text stands here."""
