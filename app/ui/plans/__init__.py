"""Kế hoạch: the list, a new plan, the plan itself, the bin."""
