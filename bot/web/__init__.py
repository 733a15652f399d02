"""The web chat's page and what serves it: cookie, limits, assets."""
