"""The rows of the sheets become plans: who, which exercises, which doses, and what seems odd.

`read` imports `plan_rows`, `patients`, `clinic` and `own`; the others serve these.
"""
