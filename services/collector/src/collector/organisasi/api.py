"""The instansi, its units and their pejabat."""

from fastapi import APIRouter

router = APIRouter(tags=["organisasi"])
