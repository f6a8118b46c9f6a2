"""Facts with dates of validity: tariff, fees, currencies, units, ports, countries, and the identifiers of the trade.

Small tables travel with the package as dated data files that name their source; the tariff schedule is imported by the
user (`docvalidate reference import`). Nothing is loaded before it is asked for.
"""
