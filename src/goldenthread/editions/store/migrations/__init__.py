"""How the tables of the store came to be. Written by Django's makemigrations, and by hand where it says
so."""
