"""Charts: a description is data; drawing it gives an SVG string. One description, one drawing."""
