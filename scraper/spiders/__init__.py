"""The one spider: what differs between forces is data and platform modules, not classes."""
