"""Sheets of the office: its letterhead, its type, its page, printed by Typst."""
