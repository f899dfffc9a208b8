"""The baseline: the stack as the tutorials of FastAPI, SQLModel and FastStream put it together."""
