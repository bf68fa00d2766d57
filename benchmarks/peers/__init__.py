"""One script set by clinicplan and by others, each in the way that its own manual shows.

A peer is a module with `open_peer(folder)`, which gives what sets a script. What a peer
needs in its own form (HTML, JSON, a .docx) is made by `prepare` outside the time taken.
"""
