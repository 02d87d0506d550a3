"""Charts and the map, as inline SVG."""
