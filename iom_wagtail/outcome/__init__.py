"""The outcome room: analysis of outcomes and general conclusion of a route (clause 5.4)."""
