"""`python -m clinicplan` becomes the command line."""

from clinicplan.cli import main

main()
