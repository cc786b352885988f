"""`./run bench`: what pages and charts cost, as ratios to a bare Django view and a bare figure."""
