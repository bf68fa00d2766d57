"""What ships as data: exercises, programmes, cautions, education, phrases and brands."""
