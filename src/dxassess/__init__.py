"""dxassess: assess the digital transformation of health facilities against the five conditions."""

__version__ = "0.2.0"
