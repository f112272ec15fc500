"""An exact, explainable rules engine for evaluations that a city's policy decides by written standards."""

__version__ = "0.1.0"
