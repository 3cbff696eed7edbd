"""The paper side: blocks, layout, builders, renderers, readers; no session, no Qt."""
