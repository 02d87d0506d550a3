"""The first page: one's own work for those signed in, published results for everyone else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect


def start(request: HttpRequest) -> HttpResponseRedirect:
    """Lead on to where this visitor begins."""
    return redirect("home" if request.user.is_authenticated else "results:campaigns")
