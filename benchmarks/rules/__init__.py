"""How well single rules tell right from wrong, on descriptions they were not made on."""
