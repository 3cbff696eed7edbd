"""Power cuts, killed programs, full and failing disks: what was confirmed is there afterwards."""
