"""The report as a Word document, from a template the office can change."""
