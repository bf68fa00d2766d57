"""A workbook becomes plans and findings; and the workbooks that clinicplan writes."""
