"""A workbook becomes pages in the browser of the computer that it lies on.

The desk is a face like the command line: it joins the rooms below and shows what they give.
The clock, the folders and what opens a window are handed in.
"""
