"""What a clinic asks for: plans become handouts, files for the printer, pictures and letters.

Values in, values and progress out: nothing here prints, asks or exits. A face (the command
line, a page in a browser, a script) imports these modules, and these import the rooms below.
"""
