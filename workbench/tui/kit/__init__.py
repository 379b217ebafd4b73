"""What every floor above needs: commands, words, themes, tables, what a case and a bench are."""
