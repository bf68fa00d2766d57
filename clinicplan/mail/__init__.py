"""A handout becomes a letter; letters wait in an outbox and are delivered once."""
