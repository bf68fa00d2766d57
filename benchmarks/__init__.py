"""How fast clinicplan is: beside its peers, beside the floor, and as a batch grows."""
