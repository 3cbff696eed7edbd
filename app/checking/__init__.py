"""Whether the data are what was written: found, named, mended where that is safe, rescued."""
